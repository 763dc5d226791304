"""Writing programmes down and changing them."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from asyncpg import UniqueViolationError
from msgspec import Struct

from events.planning.domain import casework
from events.planning.domain.programmes import Programme
from events.planning.tables import Programme as Row
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.plain_text import one_line, paragraphs
from server.foundation.translation import gettext as _

MOST_SESSIONS: Final = 200
HELD: Final = """
    SELECT municipality, project, changed_at,
        EXISTS (SELECT FROM event WHERE programme = $1) AS used
    FROM programme WHERE id = $1 FOR UPDATE
"""


class ProgrammeDraft(Struct, frozen=True, kw_only=True):
    """A programme as it is written down; `pass_mark` is in per cent, `project` a slug."""

    name: str
    municipality: str
    cohort: str = ""
    project: str = "general"
    needed: int = 1
    assessment: str = ""
    pass_mark: int | None = None
    notes: str = ""


def as_draft(programme: Programme) -> ProgrammeDraft:
    """The draft that a programme could have been written down from."""
    known = {name: getattr(programme, name) for name in ProgrammeDraft.__struct_fields__}
    return ProgrammeDraft(**{**known, "project": programme.project_slug})


async def add(draft: ProgrammeDraft, *, by: Actor, at: datetime) -> UUID:
    """Write a programme down; raises Invalid, NotAllowed, or Conflict for one that is there."""
    by.need("plan", draft.municipality)
    columns = await _columns(draft)
    programme = new_id()
    try:
        async with transaction():
            await Row.insert(Row(id=programme, created_at=at, changed_at=at, **columns))
            await audit.record(
                by, "programme.added", f"programme:{programme}", at=at, name=draft.name
            )
    except UniqueViolationError as error:
        raise _twice() from error
    return programme


async def change(
    programme: UUID,
    draft: ProgrammeDraft,
    *,
    by: Actor,
    at: datetime,
    seen: datetime | None = None,
) -> None:
    """Write a programme down anew; one with sessions stays in its project.

    `seen` is the revision that the editor had before their eyes: raises Conflict for an older one.
    """
    by.need("plan", draft.municipality)
    columns = await _columns(draft)
    try:
        async with transaction():
            await _hold(programme, columns["project"], by, seen)
            await Row.update(**columns, changed_at=at).where(Row.id == programme)
            await audit.record(by, "programme.changed", f"programme:{programme}", at=at)
    except UniqueViolationError as error:
        raise _twice() from error


async def _hold(programme: UUID, project: UUID, by: Actor, seen: datetime | None) -> None:
    rows = await fetch(HELD, programme)
    if not rows:
        raise NotFound(_("Este programa no existe."))
    by.need("plan", rows[0]["municipality"])
    if seen is not None and rows[0]["changed_at"] != seen:
        raise Conflict(
            _("Otra persona cambió este programa mientras tanto. Revisar y guardar otra vez.")
        )
    if rows[0]["used"] and rows[0]["project"] != project:
        raise Invalid({"project": _("El programa ya tiene sesiones de otro proyecto.")})


async def _columns(draft: ProgrammeDraft) -> dict[str, Any]:
    draft = msgspec.structs.replace(
        draft,
        name=one_line(draft.name),
        cohort=one_line(draft.cohort),
        assessment=one_line(draft.assessment),
        notes=paragraphs(draft.notes),
    )
    known = await fetch(
        "SELECT (SELECT id FROM project WHERE slug = $1) AS project,"
        " EXISTS (SELECT FROM municipality WHERE ine = $2) AS municipality",
        draft.project, draft.municipality,
    )  # fmt: skip
    wrong = {
        "municipality": None if known[0]["municipality"] else _("Ese municipio no existe."),
        "project": None if known[0]["project"] else _("Ese proyecto no existe."),
        **_wrong_words(draft),
        **_wrong_rule(draft),
    }
    found = {field: sentence for field, sentence in wrong.items() if sentence}
    found = {**_cases(draft), **found}
    if found:
        raise Invalid(found)
    return {**msgspec.structs.asdict(draft), "project": known[0]["project"]}


def _wrong_words(draft: ProgrammeDraft) -> dict[str, str | None]:
    lengths = {"name": 120, "cohort": 120, "assessment": 200}
    long = {
        field: _("Tiene más de %(n)s caracteres.", n=most)
        for field, most in lengths.items()
        if len(getattr(draft, field)) > most
    }
    return {"name": None if draft.name else _("Falta el nombre."), **long}


def _cases(draft: ProgrammeDraft) -> dict[str, str]:
    texts = {name: getattr(draft, name) for name in ("name", "cohort", "assessment", "notes")}
    spoken = {name: casework.wrongly_a_case(text) for name, text in texts.items()}
    return {name: casework.refusal(words) for name, words in spoken.items() if words}


def _wrong_rule(draft: ProgrammeDraft) -> dict[str, str | None]:
    fine = 1 <= draft.needed <= MOST_SESSIONS
    return {
        "needed": None if fine else _("Se piden de 1 a %(n)s sesiones.", n=MOST_SESSIONS),
        "pass_mark": _wrong_mark(draft),
    }


def _wrong_mark(draft: ProgrammeDraft) -> str | None:
    if draft.pass_mark is None:
        return None
    if not 0 <= draft.pass_mark <= 100:
        return _("La nota va de 0 a 100.")
    return None if draft.assessment else _("Falta decir con qué se evalúa.")


def _twice() -> Conflict:
    return Conflict(_("Ya existe ese programa para ese grupo."))
