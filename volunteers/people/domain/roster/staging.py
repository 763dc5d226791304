"""A table of helpers that was read and waits for a yes; nobody else sees it."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain.imports.columns import guess
from events.planning.domain.imports.reading import read
from events.planning.domain.imports.rows import Sheet, unreadable
from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _
from volunteers.people.domain.roster.columns import COLUMNS, NEEDED
from volunteers.people.domain.roster.judging import Judged, judge
from volunteers.people.domain.roster.known import known, words
from volunteers.people.domain.roster.reading import read_row
from volunteers.people.domain.roster.row import RosterRow
from volunteers.people.tables import VolunteerImport

MOST: Final = 2_000
STAGED: Final = """
    SELECT id, account, name, rows, results, finished_at FROM volunteer_import WHERE id = $1
"""

# Nobody goes on with what no account began.


class Read(Struct, frozen=True, omit_defaults=True):
    """What a file says, and the headings of the columns that nothing is read from."""

    rows: list[RosterRow] = []
    unread: list[str] = []


class Staged(Struct, frozen=True, kw_only=True):
    """A file of helpers: its rows until they are written in, what became of them after."""

    id: UUID
    name: str
    rows: list[RosterRow]
    unread: list[str]
    results: list[Judged]
    finished_at: datetime | None

    @property
    def working(self) -> bool:
        """Whether some of its rows are written in, and not all."""
        return bool(self.results) and self.finished_at is None


async def stage(content: bytes, name: str, *, by: Actor, at: datetime) -> UUID:
    """Read a CSV file or a workbook and keep its rows; raises Invalid, NotAllowed."""
    by.need("staff")
    sheet = await asyncio.to_thread(read, content, "UTC")
    told = await _read(sheet)
    row = VolunteerImport(
        id=new_id(), account=by.account, name=name[:200], rows=_json(told), created_at=at
    )
    await VolunteerImport.insert(row)
    return UUID(str(row.id))


async def staged(import_id: UUID, *, by: Actor) -> Staged:
    """One's own file; raises NotFound."""
    rows = await fetch(STAGED, import_id)
    if not rows or rows[0]["account"] != by.account:
        raise NotFound(_("Esa importación no existe o ya se borró."))
    row = dict(rows[0])
    told = msgspec.json.decode(row.pop("rows"), type=Read)
    results = msgspec.json.decode(row.pop("results"), type=list[Judged])
    return msgspec.convert(
        {**row, "rows": told.rows, "unread": told.unread, "results": results}, Staged
    )


async def judged(file: Staged, *, by: Actor, at: datetime) -> list[Judged]:
    """What would become of its rows at `at`, or what became of them."""
    if file.finished_at is not None:
        return file.results
    return judge(file.rows, await known([row.email for row in file.rows]), by, at=at)


async def discard(import_id: UUID) -> None:
    """Forget a file that is not wanted."""
    await execute("DELETE FROM volunteer_import WHERE id = $1", import_id)


async def _read(sheet: Sheet) -> Read:
    columns = guess(sheet.headings, COLUMNS)
    if sheet.format == "ics" or not set(NEEDED) <= set(columns):
        raise unreadable(_("Hacen falta al menos las columnas Nombre y Correo."))
    if len(sheet.rows) > MOST:
        raise unreadable(_("El archivo trae más de %(n)s filas: dividirlo.", n=MOST))
    told = await words()
    rows = [read_row(row, columns, told) for row in sheet.rows]
    return Read(rows, _unread(sheet.headings, set(columns.values())))


def _unread(headings: Sequence[str], taken: Collection[int]) -> list[str]:
    named = ((position, one_line(heading)[:60]) for position, heading in enumerate(headings))
    return [heading for position, heading in named if heading and position not in taken]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
