"""Events to plan others from: everything but the date."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from asyncpg import UniqueViolationError
from msgspec import Struct

from events.planning.domain import agenda, casework
from events.planning.domain.draft import EventDraft, as_draft
from events.planning.tables import EventTemplate
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.plain_text import one_line
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

LONGEST_NAME: Final = 120
# A template belongs to no date, to no cohort, and to no agreement about a shared room.
LEFT_OUT: Final[dict[str, Any]] = {
    "programme": None, "programme_position": None, "venue_overlap_reason": "", "template": None,
}  # fmt: skip
# What is said among those who plan in a municipality stays there.
OF_THE_PLACE: Final[dict[str, Any]] = {
    "venue": None, "meeting_url": "", "notes": "", "travel_note": "", "modality": "in_person",
}  # fmt: skip
LISTED: Final = """
    SELECT t.id, t.name, t.draft ->> 'municipality' AS municipality, t.draft ->> 'kind' AS kind,
        t.draft ->> 'title' AS title, t.draft ->> 'starts' AS starts,
        (t.draft ->> 'minutes')::int AS minutes, m.name AS municipality_name,
        coalesce(CASE WHEN $1 = 'en' THEN k.name_en ELSE k.name_es END, '') AS kind_name
    FROM event_template t
        LEFT JOIN municipality m ON m.ine = t.draft ->> 'municipality'
        LEFT JOIN kind k ON k.slug = t.draft ->> 'kind'
    ORDER BY lower(t.name)
"""


class Listed(Struct, frozen=True, kw_only=True):
    """A template as it is chosen from a list; `starts` is its hour, such as 09:00."""

    id: UUID
    name: str
    title: str
    kind: str
    kind_name: str
    municipality: str
    municipality_name: str | None
    starts: str
    minutes: int


async def templates() -> list[Listed]:
    """All templates by name; they are shared by everybody who plans."""
    rows = await fetch(LISTED, current_language())
    return msgspec.convert([dict(row) for row in rows], list[Listed])


async def one(template: UUID) -> Listed:
    """One template; raises NotFound."""
    for listed in await templates():
        if listed.id == template:
            return listed
    raise NotFound(_("Esta plantilla no existe."))


async def draft_of(template: UUID, day: date, *, by: Actor) -> EventDraft:
    """The draft of an event like the template on a day, at the template's hour in its zone.

    Who does not plan in its municipality gets it without its place and notes. Raises NotFound.
    """
    kept = await _kept(template)
    opens, minutes = time.fromisoformat(kept.pop("starts")), int(kept.pop("minutes"))
    starts = datetime.combine(day, opens, ZoneInfo(kept["zone"]))
    ends = starts + timedelta(minutes=minutes)
    begun = {"starts_at": starts, "ends_at": ends, "template": template}
    mine = by.reaches(kept["municipality"])
    return msgspec.convert({**kept, **begun, **({} if mine else OF_THE_PLACE)}, EventDraft)


async def save(event_id: UUID, name: str, *, by: Actor, at: datetime) -> UUID:
    """Keep an event as a template; raises Invalid, NotAllowed, or Conflict for a name in use."""
    event = await agenda.event(event_id)
    by.need("plan", event.municipality)
    called = _checked(name)
    row = EventTemplate(
        id=new_id(), name=called, draft=_written(as_draft(event)), created_by=by.account,
        created_at=at,
    )  # fmt: skip
    try:
        async with transaction():
            await EventTemplate.insert(row)
            await audit.record(by, "template.saved", f"template:{row.id}", at=at, name=called)
    except UniqueViolationError as error:
        raise _taken() from error
    return UUID(str(row.id))


async def rename(template: UUID, name: str, *, by: Actor, at: datetime) -> None:
    """Call a template otherwise; raises as `save` does."""
    by.need("plan", (await _kept(template))["municipality"])
    called = _checked(name)
    try:
        async with transaction():
            await execute("UPDATE event_template SET name = $2 WHERE id = $1", template, called)
            await audit.record(by, "template.renamed", f"template:{template}", at=at, name=called)
    except UniqueViolationError as error:
        raise _taken() from error


async def delete(template: UUID, *, by: Actor, at: datetime) -> None:
    """Throw a template away; events planned from it stay."""
    by.need("plan", (await _kept(template))["municipality"])
    async with transaction():
        await execute("DELETE FROM event_template WHERE id = $1", template)
        await audit.record(by, "template.deleted", f"template:{template}", at=at)


async def _kept(template: UUID) -> dict[str, Any]:
    rows = await fetch("SELECT draft FROM event_template WHERE id = $1", template)
    if not rows:
        raise NotFound(_("Esta plantilla no existe."))
    kept: dict[str, Any] = msgspec.json.decode(rows[0]["draft"])
    return kept


def _written(draft: EventDraft) -> str:
    starts = draft.starts_at.astimezone(ZoneInfo(draft.zone))
    kept = {**msgspec.structs.asdict(draft), **LEFT_OUT}
    lasts = draft.ends_at - kept.pop("starts_at")
    del kept["ends_at"]
    hour = {"starts": f"{starts:%H:%M}", "minutes": lasts // timedelta(minutes=1)}
    return msgspec.json.encode({**kept, **hour}).decode()


def _checked(name: str) -> str:
    called = one_line(name)
    if not 1 <= len(called) <= LONGEST_NAME:
        raise Invalid({"name": _("El nombre va de 1 a %(n)s caracteres.", n=LONGEST_NAME)})
    words = casework.wrongly_a_case(called)
    if words:
        raise Invalid({"name": casework.refusal(words)})
    return called


def _taken() -> Conflict:
    return Conflict(_("Ya hay una plantilla con ese nombre."))
