"""Planning events: writing them down, changing them, and what becomes of them."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from events.planning.domain import (
    acts,
    agenda,
    closed_periods,
    counted,
    programme_order,
    safeguards,
    venues,
)
from events.planning.domain.draft import EventDraft
from events.planning.domain.grounding import check
from events.planning.domain.holding import OPEN, held
from events.planning.domain.series import content
from events.planning.domain.upstairs import Upstairs
from events.planning.domain.writing import columns, describe
from events.planning.tables import Event
from server.accounts.domain import audit
from server.foundation.database import execute
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

CANCELLATION_REASONS: Final = ("rain", "roadblock", "security", "facilitator", "venue", "other")
# A change of any of these raises SEQUENCE: RFC 5546 §2.1.4.
MOVING: Final = ("starts_at", "ends_at", "zone", "venue", "municipality", "modality", "meeting_url")

__all__ = ["EventDraft", "cancel", "change", "close", "plan", "publish", "reopen", "rewrite"]


async def plan(
    draft: EventDraft, *, by: Actor, at: datetime, uid: str | None = None, **belongs: Any
) -> UUID:
    """Write an event down as a draft; raises Invalid, NotAllowed, Conflict for a taken venue.

    `uid` is its identity in calendars where it already has one; `belongs` are the columns that say
    which occurrence of which series it is.
    """
    by.need("plan", draft.municipality)
    grounded = await check(draft)
    event_id = new_id()
    async with acts.changing(event_id, "event.planned", by=by, at=at):
        draft = await venues.reserve(draft, for_event=event_id, at=at)
        await programme_order.reserve(draft, for_event=event_id, by=by)
        written = await columns(draft, grounded)
        await closed_periods.refuse_entry(written["period"])
        made: dict[str, Any] = {"organiser": by.account, "created_at": at, "changed_at": at}
        made |= {"uid": uid or f"{new_id()}@convoca", **belongs}
        await Event.insert(Event(id=event_id, **made, **written))
        await describe(event_id, draft)
        await audit.record(by, "event.planned", f"event:{event_id}", at=at, title=draft.title)
    return event_id


async def change(
    event_id: UUID,
    draft: EventDraft,
    *,
    by: Actor,
    at: datetime,
    seen: datetime | None = None,
    above: Upstairs,
) -> None:
    """Write an event down anew, and release from its team who cannot be there then.

    `seen` is the revision that the editor had before their eyes. Raises Conflict when somebody else
    changed it since, or when it is cancelled or closed; Invalid for a project or day at which
    people recorded would count anew, or where minors would be without two cleared adults.
    """
    async with acts.doing("event.changed", by=by, at=at):
        await acts.hold([event_id])
        before = await agenda.event(event_id)
        lacked = await safeguards.lacking([before], above, at=at)
        await rewrite(event_id, draft, by=by, at=at, seen=seen, above=above)
        if not _concerns_the_team(before, draft):
            return
        try:
            await safeguards.settle([event_id], lacked, above, by=by, at=at)
        except safeguards.Unguarded as refusal:
            raise Invalid({_about(before, draft): refusal.sentence}) from refusal


async def rewrite(
    event_id: UUID,
    draft: EventDraft,
    *,
    by: Actor,
    at: datetime,
    seen: datetime | None = None,
    above: Upstairs,
) -> None:
    """The same without a look at teams, for an act that settles many events at its end."""
    by.need("plan", draft.municipality)
    grounded = await check(draft, event_id)
    async with acts.changing(event_id, "event.changed", by=by, at=at) as act:
        before = await held(event_id, by, OPEN)
        if seen is not None and before.changed_at != seen:
            raise Conflict(
                _("Otra persona cambió esta actividad mientras tanto. Revisar y guardar otra vez.")
            )
        draft = await _with_its_venue(draft, before, at)
        await programme_order.reserve(draft, for_event=event_id, by=by)
        written = await columns(draft, grounded)
        await counted.keep_in_its_period(before, written, above)
        moved = any(getattr(before, name) != written[name] for name in MOVING)
        revision: dict[str, Any] = {"changed_at": at, "sequence": before.sequence + moved}
        if content.by_hand(before, draft, act.name):
            revision["detached_at"] = at
        await Event.update(**written, **revision).where(Event.id == event_id)
        await describe(event_id, draft)
        await audit.record(by, "event.changed", f"event:{event_id}", at=at, moved=moved)


async def publish(event_id: UUID, *, by: Actor, at: datetime, above: Upstairs) -> None:
    """Show a draft to everybody; raises Conflict for minors without two cleared adults."""
    async with acts.changing(event_id, "event.published", by=by, at=at):
        event = await held(event_id, by, ("draft",))
        closed_periods.refuse(event)
        await safeguards.need_adults(event, above, at=at)
        await _settle(event_id, "published", by=by, at=at)


async def cancel(
    event_id: UUID, reason: str, *, by: Actor, at: datetime, above: Upstairs | None = None
) -> None:
    """Call an event off, for a reason of CANCELLATION_REASONS; raises Invalid for any other.

    With `above`, raises Conflict once it began and people were recorded.
    """
    if reason not in CANCELLATION_REASONS:
        raise Invalid({"reason": _("Elegir por qué se cancela.")})
    async with acts.changing(event_id, "event.cancelled", by=by, at=at):
        event = await held(event_id, by, OPEN)
        await counted.refuse_to_cancel(event, above, at=at)
        await execute(
            "UPDATE event SET status = 'cancelled', cancellation_reason = $2,"
            " sequence = sequence + 1, changed_at = $3 WHERE id = $1",
            event_id, reason, at,
        )  # fmt: skip
        await audit.record(by, "event.cancelled", f"event:{event_id}", at=at, reason=reason)


async def close(event_id: UUID, *, by: Actor, at: datetime) -> None:
    """State that the register is complete; raises Conflict before the event has begun."""
    async with acts.changing(event_id, "event.closed", by=by, at=at):
        event = await held(event_id, by, ("published",), action="register")
        if event.starts_at > at:
            raise Conflict(_("La actividad aún no empieza: su registro no puede estar completo."))
        await _settle(event_id, "closed", by=by, at=at)


async def reopen(event_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take the statement back that the register is complete."""
    async with acts.changing(event_id, "event.reopened", by=by, at=at):
        await held(event_id, by, ("closed",), action="register")
        await _settle(event_id, "published", by=by, at=at, act="event.reopened")


def _concerns_the_team(before: agenda.Event, draft: EventDraft) -> bool:
    """Whether somebody who helps there might not be able to any more."""
    if sorted(set(draft.audiences)) != before.audiences:
        return True
    return any(getattr(before, name) != getattr(draft, name) for name in MOVING)


def _about(before: agenda.Event, draft: EventDraft) -> str:
    """The field by which minors would lose their adults."""
    if sorted(set(draft.audiences)) != before.audiences:
        return "audiences"
    hours = ("starts_at", "ends_at", "zone")
    moves = any(getattr(before, name) != getattr(draft, name) for name in hours)
    return "starts_at" if moves else "municipality"


async def _with_its_venue(draft: EventDraft, before: agenda.Event, at: datetime) -> EventDraft:
    """Hold the venue, unless the event stays where it was: then so does the reason to share it."""
    place = (draft.venue, draft.starts_at, draft.ends_at)
    if place != (before.venue, before.starts_at, before.ends_at):
        return await venues.reserve(draft, for_event=before.id, at=at)
    reason = draft.venue_overlap_reason or before.venue_overlap_reason or ""
    return msgspec.structs.replace(draft, venue_overlap_reason=reason)


async def _settle(
    event_id: UUID, status: str, *, by: Actor, at: datetime, act: str | None = None
) -> None:
    await execute(
        "UPDATE event SET status = $2, changed_at = $3, published_at = coalesce(published_at, $3)"
        " WHERE id = $1",
        event_id, status, at,
    )  # fmt: skip
    await audit.record(by, act or f"event.{status}", f"event:{event_id}", at=at)
