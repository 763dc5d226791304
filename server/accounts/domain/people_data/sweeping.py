"""Taking a name and addresses out of what other people wrote: titles, notes, reasons, notices.

Only the columns are looked through in which the rooms say that people write freely. Places, lists
and what was reported are never touched, whatever name somebody chose.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from server.accounts.domain.people_data.holding import Person, RoomData
from server.accounts.domain.people_data.mentions import Mention, mentions, number_in, without
from server.foundation.database import execute, fetch

COLUMNS: Final = """
    SELECT table_name AS "table", column_name AS "column", data_type = 'jsonb' AS json
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name || '.' || column_name = ANY($1)
    ORDER BY 1, 2
"""
LIKELY: Final = """
    SELECT ctid::text AS place, "{column}"::text AS text FROM "{table}"
    WHERE "{column}"::text ~ ANY($1)
"""
# Held, so that it is still in its place when it is changed.
HELD: Final = f"{LIKELY} FOR NO KEY UPDATE"
CHANGE: Final = """
    UPDATE "{table}" SET "{column}" = $2::text::{type} WHERE ctid = $1::text::tid
"""


async def mentioned(person: Person, rooms: Iterable[RoomData]) -> int:
    """How often somebody is named in what others wrote."""
    ways = mentions(person.name, person.addresses)
    found = 0
    for table, column, json in await _columns(rooms):
        rows = await _likely(LIKELY.format(table=table, column=column), ways)
        found += sum(number_in(_read(text, json=json), ways) for _place, text in rows)
    return found


async def sweep(person: Person, rooms: Iterable[RoomData]) -> None:
    """Put three dots in the place of every mention."""
    ways = mentions(person.name, person.addresses)
    for table, column, json in await _columns(rooms):
        kind = "jsonb" if json else "text"
        change = CHANGE.format(table=table, column=column, type=kind)
        for place, text in await _likely(HELD.format(table=table, column=column), ways):
            value = _read(text, json=json)
            if (left := without(value, ways)) != value:
                await execute(change, place, _written(left, json=json))


async def _columns(rooms: Iterable[RoomData]) -> list[tuple[str, str, bool]]:
    written = [name for room in rooms for name in room.texts]
    rows = await fetch(COLUMNS, written)
    return [(row["table"], row["column"], row["json"]) for row in rows]


async def _likely(query: str, ways: Sequence[Mention]) -> list[tuple[str, str]]:
    rows = await fetch(query, [way.likely for way in ways])
    return [(row["place"], row["text"]) for row in rows]


def _read(text: str, *, json: bool) -> Any:
    return msgspec.json.decode(text) if json else text


def _written(value: Any, *, json: bool) -> str:
    return msgspec.json.encode(value).decode() if json else str(value)
