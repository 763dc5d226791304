"""A helper's own places as pages show them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from volunteers.assignments.domain.deadline_words import by_when
from volunteers.assignments.domain.declining import said
from volunteers.assignments.domain.length import length
from volunteers.assignments.domain.load import Load
from volunteers.assignments.domain.shifts import Shift
from volunteers.assignments.domain.substitutes import Wanted
from volunteers.assignments.web.presence_shown import PresenceFace, presence_face
from volunteers.assignments.web.shown import EventFace, face, moment
from volunteers.people.domain import words

HELPING: Final = frozenset({"invited", "accepted", "attended", "absent"})


class ShiftFace(Struct, frozen=True, kw_only=True):
    """A helper's own place; `under_way` in the hours within which they come and go.

    `waits` for an answer, until `answer_by` if that was said; `late` warns who would call off now.
    """

    id: UUID
    event: EventFace
    day: str
    role: str
    status: str
    answered: str
    reason: str
    waits: bool
    answer_by: str
    answerable: bool
    late: bool
    handing_over: bool
    gone: bool
    under_way: bool
    times: PresenceFace
    door: str


class WantedFace(Struct, frozen=True, kw_only=True):
    """A place that somebody would like to hand over, in the words that everybody may read."""

    search: UUID
    event: EventFace
    role: str


class LoadFace(Struct, frozen=True, kw_only=True):
    """One's own places this month, beside the median of one's network, and hours so far."""

    places: int
    median: int
    hours: str


def shift_face(shift: Shift, at: datetime, *, public: bool = False) -> ShiftFace:
    """A helper's own place; with `public` in the words that everybody may read."""
    answered = shift.answered_at if shift.status in {"accepted", "declined"} else None
    waits, zone = shift.waits(at), shift.event.zone
    return ShiftFace(
        id=shift.id,
        event=face(shift.event, public=public, helps=shift.status in HELPING),
        day=when.short_day(shift.event.starts_at, zone),
        role=words.tasks()[shift.role],
        status=shift.status,
        answered=moment(answered, zone) if answered else "",
        reason=said(shift.usual, shift.reason) if answered else "",
        waits=waits,
        answer_by=by_when(shift.answer_by, zone) if waits and shift.answer_by else "",
        answerable=shift.answerable(at),
        late=shift.late(at),
        handing_over=shift.handing_over,
        gone=shift.gone,
        under_way=shift.under_way(at),
        times=presence_face(shift.window, zone, shift.arrived_at, shift.left_at, at=at),
        door=shift.door or "",
    )


def wanted_face(wanted: Wanted) -> WantedFace:
    """Where and when somebody is looked for; by whom is not told."""
    return WantedFace(
        search=wanted.search,
        event=face(wanted.event, public=True, helps=False),
        role=words.tasks()[wanted.role],
    )


def load_face(load: Load, minutes: int) -> LoadFace:
    """What one does, in numbers."""
    return LoadFace(places=load.places, median=load.median, hours=length(minutes))
