"""Coming and going as pages show it."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from volunteers.assignments.domain.length import length
from volunteers.assignments.domain.presence import Presence
from volunteers.assignments.domain.presence_hours import Window, minutes_present


class PresenceFace(Struct, frozen=True, kw_only=True):
    """When somebody came and went, in words; '' for what is not known, or not yet."""

    arrived: str
    left: str
    spent: str
    present: bool


class OwnPresenceFace(Struct, frozen=True, kw_only=True):
    """One's own, with the event whether one may say anything now, and count."""

    event: UUID
    title: str
    span: str
    place: str
    times: PresenceFace
    open: bool
    counts: bool


def presence_face(
    window: Window,
    zone: str,
    arrived_at: datetime | None,
    left_at: datetime | None,
    *,
    at: datetime,
) -> PresenceFace:
    """On the clocks of the event; an hour of another day says which."""
    first = when.local_day(window.starts_at, zone)

    def told(at: datetime | None) -> str:
        if at is None:
            return ""
        hour = when.hour(at, zone)
        here = when.local_day(at, zone) == first
        return hour if here else f"{when.short_day(at, zone)}, {hour}"

    over = left_at is not None or at >= window.ends_at
    minutes = minutes_present(window, arrived_at, left_at)
    spent = length(minutes) if arrived_at and over else ""
    present = arrived_at is not None and not over
    return PresenceFace(
        arrived=told(arrived_at), left=told(left_at), spent=spent, present=present
    )  # fmt: skip


def own_presence(found: Presence, at: datetime) -> OwnPresenceFace:
    """One's own coming and going."""
    event = found.event
    return OwnPresenceFace(
        event=event.id,
        title=event.title,
        span=when.span(event.starts_at, event.ends_at, event.zone),
        place=event.place,
        times=presence_face(found.window, event.zone, found.arrived_at, found.left_at, at=at),
        open=found.window.holds(at) and event.status in {"published", "closed"},
        counts=event.status == "published",
    )
