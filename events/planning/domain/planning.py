"""Planning events: writing them down, changing them, and what becomes of them."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from events.planning.domain import agenda, venues
from events.planning.domain.draft import EventDraft, Grounded, check
from events.planning.domain.reference import period_of
from events.planning.tables import Event, EventAudience, EventTopic
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.plain_text import paragraphs
from server.foundation.translation import gettext as _

CANCELLATION_REASONS: Final = ("rain", "roadblock", "security", "facilitator", "venue", "other")
# A change of any of these raises SEQUENCE: RFC 5546 §2.1.4.
MOVING: Final = ("starts_at", "ends_at", "zone", "venue", "municipality", "modality", "meeting_url")

__all__ = ["EventDraft", "cancel", "change", "close", "plan", "publish", "reopen"]


async def plan(draft: EventDraft, *, by: Actor, at: datetime) -> UUID:
    """Write an event down as a draft; raises Invalid, NotAllowed, Conflict for a taken venue."""
    by.need("plan", draft.municipality)
    grounded = await check(draft)
    event_id = new_id()
    async with transaction():
        await venues.reserve(draft, for_event=event_id)
        columns = await _columns(draft, grounded)
        made: dict[str, Any] = {"organiser": by.account, "created_at": at, "changed_at": at}
        await Event.insert(Event(id=event_id, uid=f"{new_id()}@convoca", **made, **columns))
        await _describe(event_id, draft)
        await audit.record(by, "event.planned", f"event:{event_id}", at=at, title=draft.title)
    return event_id


async def change(
    event_id: UUID, draft: EventDraft, *, by: Actor, at: datetime, seen: datetime | None = None
) -> None:
    """Write an event down anew; `seen` is the revision that the editor had before their eyes.

    Raises Conflict when somebody else changed it since, or when it is cancelled or closed.
    """
    by.need("plan", draft.municipality)
    grounded = await check(draft)
    async with transaction():
        before = await _held(event_id, by, ("draft", "published"))
        if seen is not None and before.changed_at != seen:
            raise Conflict(
                _("Otra persona cambió esta actividad mientras tanto. Revisar y guardar otra vez.")
            )
        draft = await _with_its_venue(draft, before)
        columns = await _columns(draft, grounded)
        moved = any(getattr(before, name) != columns[name] for name in MOVING)
        revision: dict[str, Any] = {"changed_at": at, "sequence": before.sequence + moved}
        await Event.update(**columns, **revision).where(Event.id == event_id)
        await _describe(event_id, draft)
        await audit.record(by, "event.changed", f"event:{event_id}", at=at, moved=moved)


async def publish(event_id: UUID, *, by: Actor, at: datetime) -> None:
    """Show a draft to everybody."""
    async with transaction():
        await _held(event_id, by, ("draft",))
        await _settle(event_id, "published", by=by, at=at)


async def cancel(event_id: UUID, reason: str, *, by: Actor, at: datetime) -> None:
    """Call an event off, for a reason of CANCELLATION_REASONS; raises Invalid for any other."""
    if reason not in CANCELLATION_REASONS:
        raise Invalid({"reason": _("Elegir por qué se cancela.")})
    async with transaction():
        await _held(event_id, by, ("draft", "published"))
        await execute(
            "UPDATE event SET status = 'cancelled', cancellation_reason = $2,"
            " sequence = sequence + 1, changed_at = $3 WHERE id = $1",
            event_id, reason, at,
        )  # fmt: skip
        await audit.record(by, "event.cancelled", f"event:{event_id}", at=at, reason=reason)


async def close(event_id: UUID, *, by: Actor, at: datetime) -> None:
    """State that the register is complete; raises Conflict before the event has begun."""
    async with transaction():
        event = await _held(event_id, by, ("published",), action="register")
        if event.starts_at > at:
            raise Conflict(_("La actividad aún no empieza: su registro no puede estar completo."))
        await _settle(event_id, "closed", by=by, at=at)


async def reopen(event_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take the statement back that the register is complete."""
    async with transaction():
        await _held(event_id, by, ("closed",), action="register")
        await _settle(event_id, "published", by=by, at=at, act="event.reopened")


async def _with_its_venue(draft: EventDraft, before: agenda.Event) -> EventDraft:
    """Hold the venue, unless the event stays where it was: then so does the reason to share it."""
    place = (draft.venue, draft.starts_at, draft.ends_at)
    if place != (before.venue, before.starts_at, before.ends_at):
        await venues.reserve(draft, for_event=before.id)
        return draft
    reason = draft.venue_overlap_reason or before.venue_overlap_reason or ""
    return msgspec.structs.replace(draft, venue_overlap_reason=reason)


async def _held(
    event_id: UUID, by: Actor, states: tuple[str, ...], *, action: str = "plan"
) -> agenda.Event:
    """The event, locked until the transaction ends, if `by` may act on it in its state."""
    await fetch("SELECT FROM event WHERE id = $1 FOR UPDATE", event_id)
    event = await agenda.event(event_id)
    by.need(action, event.municipality)
    if event.status not in states:
        raise Conflict(_refusal(event.status))
    return event


def _refusal(status: str) -> str:
    sentences = {
        "draft": _("La actividad es todavía un borrador."),
        "published": _("La actividad ya está publicada."),
        "closed": _("El registro de esta actividad ya está cerrado."),
        "cancelled": _("La actividad está cancelada."),
    }
    return sentences[status]


async def _settle(
    event_id: UUID, status: str, *, by: Actor, at: datetime, act: str | None = None
) -> None:
    await execute(
        "UPDATE event SET status = $2, changed_at = $3, published_at = coalesce(published_at, $3)"
        " WHERE id = $1",
        event_id, status, at,
    )  # fmt: skip
    await audit.record(by, act or f"event.{status}", f"event:{event_id}", at=at)


async def _columns(draft: EventDraft, grounded: Grounded) -> dict[str, Any]:
    day = draft.starts_at.astimezone(ZoneInfo(draft.zone)).date()
    return {
        "title": grounded.title,
        "public_title": grounded.public_title,
        "kind": draft.kind,
        "municipality": draft.municipality,
        "venue": draft.venue,
        "venue_overlap_reason": draft.venue_overlap_reason.strip() or None,
        "modality": draft.modality,
        "meeting_url": draft.meeting_url,
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
        "zone": draft.zone,
        "capacity": draft.capacity,
        "project": grounded.project,
        "period": (await period_of(grounded.project, day)),
        "notes": paragraphs(draft.notes),
    }


async def _describe(event_id: UUID, draft: EventDraft) -> None:
    """Replace the topics and audiences of the event by the draft's."""
    await EventTopic.delete().where(EventTopic.event == event_id)
    await EventAudience.delete().where(EventAudience.event == event_id)
    for topic in dict.fromkeys(draft.topics):
        await EventTopic.insert(EventTopic(id=new_id(), event=event_id, topic=topic))
    for audience in dict.fromkeys(draft.audiences):
        await EventAudience.insert(EventAudience(id=new_id(), event=event_id, audience=audience))
