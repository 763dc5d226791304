"""The donor's list of a project: who is told when figures are released."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.tables import ReleaseReader
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from server.foundation.mailbox import is_mailbox
from server.foundation.translation import LANGUAGES
from server.foundation.translation import gettext as _

COLUMNS: Final = "id, project, name, email, language, added_at, left_at, left_by"
LIST: Final = f"""
    SELECT {COLUMNS} FROM release_reader WHERE project = $1
    ORDER BY left_at IS NOT NULL, name, id
"""
ONE: Final = f"SELECT {COLUMNS} FROM release_reader WHERE id = $1 FOR UPDATE"
KNOWN: Final = f"""
    SELECT {COLUMNS} FROM release_reader WHERE project = $1 AND email = $2 FOR UPDATE
"""
BACK: Final = """
    UPDATE release_reader SET name = $2, language = $3, left_at = NULL, left_by = NULL
    WHERE id = $1
"""
LEAVE: Final = "UPDATE release_reader SET left_at = $2, left_by = $3 WHERE id = $1"


class Reader(Struct, frozen=True, kw_only=True):
    """Somebody on the list, or who was; `left_by` is `team` or, where they asked, `self`."""

    id: UUID
    project: UUID
    name: str
    email: str
    language: str
    added_at: datetime
    left_at: datetime | None
    left_by: str | None


class ReaderDraft(Struct, frozen=True, kw_only=True):
    """Whom to put on a list."""

    name: str
    email: str
    language: str = "es"


async def readers(project: UUID, by: Actor) -> list[Reader]:
    """Those who are told first, then those who are no longer."""
    by.need("administer")
    return _read(await fetch(LIST, project))


async def add(project: UUID, draft: ReaderDraft, *, by: Actor, at: datetime) -> UUID:
    """Put somebody on the list, again where the team had taken them off it.

    Raises Invalid for what cannot be, and for somebody who asked for no more mail.
    """
    by.need("administer")
    _check(draft)
    email = draft.email.casefold()
    async with transaction():
        known = _read(await fetch(KNOWN, project, email))
        if known and (known[0].left_at is None or known[0].left_by == "self"):
            raise Invalid({"email": _already(known[0])})
        reader = known[0].id if known else new_id()
        if known:
            await execute(BACK, reader, draft.name, draft.language)
        else:
            await ReleaseReader.insert(
                ReleaseReader(
                    id=reader, project=project, name=draft.name, email=email,
                    language=draft.language, added_at=at, added_by=by.account,
                )
            )  # fmt: skip
        await audit.record(by, "release_reader.added", f"release_reader:{reader}", at=at)
    return reader


async def take_away(reader_id: UUID, *, by: Actor, at: datetime) -> None:
    """Tell somebody nothing any more; twice is once. Raises NotFound."""
    by.need("administer")
    await _leave(reader_id, "team", by=by, at=at)


async def leave(reader_id: UUID, *, at: datetime) -> None:
    """They asked for no more mail; twice is once. Raises NotFound."""
    await _leave(reader_id, "self", by=SYSTEM, at=at)


async def come_back(reader_id: UUID, *, at: datetime) -> None:
    """They take back that they asked for no more, whatever else holds. Raises NotFound."""
    async with transaction():
        reader = await _one(reader_id)
        if reader.left_by == "self":
            await execute(BACK, reader_id, reader.name, reader.language)
            subject = f"release_reader:{reader_id}"
            await audit.record(SYSTEM, "release_reader.came_back", subject, at=at)


async def reader(reader_id: UUID) -> Reader:
    """One of them, wherever they are listed; raises NotFound."""
    return await _one(reader_id)


async def _leave(reader_id: UUID, way: str, *, by: Actor, at: datetime) -> None:
    async with transaction():
        if (await _one(reader_id)).left_at is None:
            await execute(LEAVE, reader_id, at, way)
            subject = f"release_reader:{reader_id}"
            await audit.record(by, "release_reader.left", subject, at=at, way=way)


async def _one(reader_id: UUID) -> Reader:
    found = _read(await fetch(ONE, reader_id))
    if not found:
        raise NotFound(_("Esa persona no está en la lista."))
    return found[0]


def _check(draft: ReaderDraft) -> None:
    wrong = {}
    if not draft.name:
        wrong["name"] = _("Falta este dato.")
    if not is_mailbox(draft.email):
        wrong["email"] = _("Falta una dirección de correo válida.")
    if draft.language not in LANGUAGES:
        wrong["language"] = _("Elegir una de las opciones.")
    if wrong:
        raise Invalid(wrong)


def _already(reader: Reader) -> str:
    if reader.left_at is None:
        return _("Ya está en la lista.")
    return _("Esa persona pidió no recibir más. Puede volver con el enlace de su último correo.")


def _read(rows: Iterable[Mapping[str, Any]]) -> list[Reader]:
    return msgspec.convert([dict(row) for row in rows], list[Reader])
