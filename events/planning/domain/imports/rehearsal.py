"""Seeing before anything is written that rows of a file are in each other's way."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from events.planning.domain.imports.outcome import Outcome
from events.planning.domain.imports.rows import Row
from server.foundation.database import fetch
from server.foundation.translation import gettext as _

EARLIER: Final = """
    SELECT coalesce(jsonb_agg(r), '[]') AS outcomes
    FROM agenda_import, jsonb_array_elements(results) r
    WHERE id = $1 AND r->>'outcome' <> 'refused' AND (r->>'key' = ANY($2) OR r->>'place' = ANY($3))
"""
TAKEN: Final = """
    SELECT w.at, e.title FROM unnest($1::int[], $2::uuid[], $3::timestamptz[], $4::timestamptz[],
            $5::uuid[]) AS w (at, venue, starts_at, ends_at, event)
        JOIN event e ON e.venue = w.venue AND e.status <> 'cancelled'
            AND e.starts_at < w.ends_at AND e.ends_at > w.starts_at AND e.id <> ALL(array[w.event])
"""


async def rehearse(
    import_id: UUID, judged: Sequence[Outcome], rows: Sequence[Row]
) -> list[Outcome]:
    """The same outcomes, but refused where a row repeats another or finds its venue taken."""
    earlier = await _earlier(import_id, judged)
    seen = {each.key: each for each in earlier}
    places = [each for each in earlier if each.occupies]
    taken = await _taken(judged)
    done = []
    for at, (each, row) in enumerate(zip(judged, rows, strict=True)):
        done.append(_ruled(each, row, _repeats(each, seen) or _full(each, places, taken.get(at))))
        if done[-1].outcome != "refused":
            seen.setdefault(each.key, each)
        if done[-1].occupies:
            places.append(each)
    return done


def _ruled(each: Outcome, row: Row, wrong: dict[str, str]) -> Outcome:
    if not wrong or each.outcome == "refused":
        return each
    return msgspec.structs.replace(each, outcome="refused", wrong=wrong, cells=row.cells)


async def _earlier(import_id: UUID, judged: Sequence[Outcome]) -> list[Outcome]:
    keys = [each.key for each in judged]
    places = [each.place for each in judged if each.place]
    found = await fetch(EARLIER, import_id, keys, places)
    return msgspec.json.decode(found[0]["outcomes"], type=list[Outcome])


def _repeats(each: Outcome, seen: dict[str, Outcome]) -> dict[str, str]:
    other = seen.get(each.key)
    if other is None:
        return {}
    return {"row": _("Está dos veces en el archivo: ya venía en la fila %(n)s.", n=other.number)}


def _full(each: Outcome, places: Sequence[Outcome], taken: str | None) -> dict[str, str]:
    if not each.occupies:
        return {}
    other = taken or next((it.title for it in places if _meet(each, it)), None)
    if other is None:
        return {}
    return {"venue": _("El lugar ya está ocupado a esa hora por «%(title)s».", title=other)}


def _meet(one: Outcome, other: Outcome) -> bool:
    if not (one.starts_at and one.ends_at and other.starts_at and other.ends_at):
        return False
    overlap = one.starts_at < other.ends_at and other.starts_at < one.ends_at
    return overlap and one.place == other.place


async def _taken(judged: Sequence[Outcome]) -> dict[int, str]:
    """By position, who is in the venue already; events that this file moves away still count."""
    wanted = [
        (at, UUID(each.place), each.starts_at, each.ends_at, each.event or UUID(int=0))
        for at, each in enumerate(judged)
        if each.occupies and " " not in each.place
    ]
    if not wanted:
        return {}
    rows = await fetch(TAKEN, *map(list, zip(*wanted, strict=True)))
    return {row["at"]: row["title"] for row in rows}
