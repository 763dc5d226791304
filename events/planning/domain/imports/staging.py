"""Keeping a file in the database while it is looked at and worked through."""

import asyncio
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain.imports import mappings
from events.planning.domain.imports.outcome import Outcome
from events.planning.domain.imports.plan import ReadingPlan
from events.planning.domain.imports.reading import read
from events.planning.domain.imports.rows import Sheet
from events.planning.tables import AgendaImport
from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

STAGED: Final = """
    SELECT id, account, format, state, headers, mapping, total, done, created_at, finished_at
    FROM agenda_import WHERE id = $1
"""
TALLY: Final = """
    SELECT r->>'outcome' AS outcome, count(*) AS n
    FROM agenda_import, jsonb_array_elements(results) r WHERE id = $1 GROUP BY 1
"""
SHOWN: Final = """
    SELECT coalesce(jsonb_agg(r ORDER BY place), '[]') AS outcomes FROM (
        SELECT r, place
        FROM agenda_import, jsonb_array_elements(results) WITH ORDINALITY AS a (r, place)
        WHERE id = $1 AND ($2 = '' OR r->>'outcome' = $2) ORDER BY place LIMIT $3) s
"""
SAMPLE: Final = (
    "SELECT jsonb_path_query_array(rows, '$[0 to 4]') AS rows FROM agenda_import WHERE id = $1"
)
AGAIN: Final = """
    UPDATE agenda_import SET mapping = $2, results = '[]', done = 0
    WHERE id = $1 AND state = 'read'
"""
START: Final = """
    UPDATE agenda_import SET state = 'working', results = '[]', done = 0
    WHERE id = $1 AND state = 'read' AND done = total
"""


class Staged(Struct, frozen=True, kw_only=True):
    """A file that waits: it is looked through (`read`), written in (`working`), then `done`."""

    id: UUID
    account: UUID | None
    format: str
    state: str
    headings: list[str]
    plan: ReadingPlan
    total: int
    done: int
    created_at: datetime
    finished_at: datetime | None

    @property
    def looked_through(self) -> bool:
        """Whether it is known what would become of each row."""
        return self.state == "read" and self.done == self.total


async def stage(content: bytes, plan: ReadingPlan, *, zone: str, by: Actor, at: datetime) -> UUID:
    """Read a file and keep its rows; raises Invalid when it cannot be read."""
    # Large files hold up everybody else for longer than they may.
    sheet = await asyncio.to_thread(read, content, zone)
    planned = msgspec.structs.replace(plan, columns=await _columns(sheet, by))
    row = AgendaImport(
        id=new_id(),
        account=by.account,
        format=sheet.format,
        headers=_json(sheet.headings),
        mapping=_json(planned),
        rows=_json(sheet.rows),
        total=len(sheet.rows),
        created_at=at,
    )
    await AgendaImport.insert(row)
    return UUID(str(row.id))


async def staged(import_id: UUID, by: Actor) -> Staged:
    """One's own file; raises NotFound."""
    rows = await fetch(STAGED, import_id)
    if not rows or rows[0]["account"] != by.account:
        raise NotFound(_("Esa importación no existe o ya se borró."))
    row = dict(rows[0])
    headings = msgspec.json.decode(row.pop("headers"))
    plan = msgspec.json.decode(row.pop("mapping"), type=ReadingPlan)
    return msgspec.convert({**row, "headings": headings, "plan": plan}, Staged)


async def tally(import_id: UUID) -> dict[str, int]:
    """How many rows came to which outcome so far."""
    return {row["outcome"]: row["n"] for row in await fetch(TALLY, import_id)}


async def outcomes(import_id: UUID, *, only: str = "", most: int = 200) -> list[Outcome]:
    """The first outcomes in the file's order, or the first of one kind."""
    found = await fetch(SHOWN, import_id, only, most)
    return msgspec.json.decode(found[0]["outcomes"], type=list[Outcome])


async def samples(import_id: UUID) -> list[list[str]]:
    """The cells of the first rows, to recognise the columns by."""
    rows = msgspec.json.decode((await fetch(SAMPLE, import_id))[0]["rows"])
    return [row["cells"] for row in rows]


async def read_again(staged: Staged, plan: ReadingPlan, by: Actor) -> None:
    """Look the file through anew with corrected columns, which are remembered for the next one."""
    await execute(AGAIN, staged.id, _json(plan))
    if staged.format != "ics":
        await mappings.remember(staged.headings, plan.columns, by)


async def start(import_id: UUID) -> None:
    """Begin to write the rows in; nothing happens to a file that is not looked through."""
    await execute(START, import_id)


async def discard(import_id: UUID) -> None:
    """Forget a file that is not wanted."""
    await execute("DELETE FROM agenda_import WHERE id = $1 AND state <> 'working'", import_id)


async def clear(import_id: UUID) -> None:
    """Forget a file, whatever its state."""
    await execute("DELETE FROM agenda_import WHERE id = $1", import_id)


async def _columns(sheet: Sheet, by: Actor) -> dict[str, int]:
    if sheet.format == "ics":
        return {name: at for at, name in enumerate(sheet.headings)}
    return await mappings.of(sheet.headings, by)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
