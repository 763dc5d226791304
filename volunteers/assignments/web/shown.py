"""Events, places and candidates as the pages of this room show them."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.event import Event
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.board import Staffed, Week
from volunteers.assignments.domain.presence import RIGHTABLE
from volunteers.assignments.domain.presence_hours import Window
from volunteers.assignments.domain.shifts import Shift
from volunteers.assignments.domain.staffing import Filled, at_risk
from volunteers.assignments.domain.subscription import Subscription
from volunteers.assignments.domain.team import Member
from volunteers.assignments.web.presence_shown import PresenceFace, presence_face
from volunteers.people.domain import words

HELPING: Final = frozenset({"invited", "accepted", "attended", "absent"})


class EventFace(Struct, frozen=True, kw_only=True):
    """What a page says of an event at its head."""

    id: UUID
    title: str
    kind: str
    icon: str
    kind_name: str
    municipality_ine: str
    municipality: str
    span: str
    place: str
    meeting_url: str
    status: str
    minors: bool


class RoleLine(Struct, frozen=True, kw_only=True):
    """How one role is filled; `tone` is that of a tag."""

    text: str
    tone: str


class BoardLine(Struct, frozen=True, kw_only=True):
    """An event on the staffing board."""

    event: EventFace
    roles: list[RoleLine]
    unanswered: int
    warning: str
    at_risk: bool


class BoardWeek(Struct, frozen=True, kw_only=True):
    """A week of the staffing board."""

    title: str
    lines: list[BoardLine]


class MemberLine(Struct, frozen=True, kw_only=True):
    """Somebody who was asked, and what became of it; `against` are warnings in words."""

    assignment: UUID
    name: str
    home: str
    home_name: str
    role: str
    status: str
    since: str
    reason: str
    against: list[str]
    withdrawable: bool
    times: PresenceFace
    rightable: bool
    """Whether it can be said now when they came and went."""


class ShiftFace(Struct, frozen=True, kw_only=True):
    """A helper's own place; `under_way` in the hours within which they come and go."""

    id: UUID
    event: EventFace
    role: str
    status: str
    answered: str
    reason: str
    answerable: bool
    under_way: bool
    times: PresenceFace
    door: str


class CalendarFace(Struct, frozen=True, kw_only=True):
    """One's own calendar address: since when, when it was last read, and how much it tells."""

    made: str
    read: str
    busy_only: bool


def face(event: Event, *, public: bool = False, helps: bool = True) -> EventFace:
    """The event's head; with `public` in the words that everybody may read.

    Who does not help there (any more) is told no more of the place than everybody.
    """
    return EventFace(
        id=event.id,
        title=event.public_title if public else event.title,
        kind=event.kind,
        icon=event.icon,
        kind_name=event.kind_name,
        municipality_ine=event.municipality,
        municipality=event.municipality_name,
        span=when.span(event.starts_at, event.ends_at, event.zone),
        place=event.place if helps else event.public_place,
        meeting_url=event.meeting_url if helps else "",
        status=event.status,
        minors=event.minors,
    )


def role_line(filled: Filled) -> RoleLine:
    """Such as «Principal 1 de 1»."""
    told = {"accepted": filled.accepted, "needed": filled.needed}
    role = words.roles()[filled.role]
    text = _("%(role)s: %(accepted)s de %(needed)s", role=role, **told)
    waiting = "waiting" if filled.invited >= filled.missing else "bad"
    return RoleLine(text=text, tone=waiting if filled.missing else "good")


def board_week(week: Week, at: datetime) -> BoardWeek:
    """A week, under the days it spans."""
    return BoardWeek(
        title=_("Semana del %(first)s al %(last)s", **_ends(week.monday)),
        lines=[_board_line(staffed, at) for staffed in week.events],
    )


def member_line(member: Member, event: Event, at: datetime) -> MemberLine:
    """Somebody who was asked; moments are told on the clocks of the event."""
    window = Window(event.starts_at, event.ends_at)
    on = event.status in {"published", "closed"} and at >= window.opens_at
    return MemberLine(
        assignment=member.assignment,
        name=member.name,
        home=member.home,
        home_name=member.home_name,
        role=words.roles()[member.role],
        status=member.status,
        since=moment(member.answered_at or member.changed_at, event.zone),
        reason=member.reason if member.answered_at else "",
        against=[reason.sentence for reason in member.against],
        withdrawable=member.status in {"proposed", "invited", "accepted"},
        times=presence_face(window, event.zone, member.arrived_at, member.left_at, at=at),
        rightable=on and member.status in RIGHTABLE,
    )


def shift_face(shift: Shift, at: datetime, *, public: bool = False) -> ShiftFace:
    """A helper's own place; with `public` in the words that everybody may read."""
    answered = shift.answered_at if shift.status in {"accepted", "declined"} else None
    return ShiftFace(
        id=shift.id,
        event=face(shift.event, public=public, helps=shift.status in HELPING),
        role=words.roles()[shift.role],
        status=shift.status,
        answered=moment(answered, shift.event.zone) if answered else "",
        reason=shift.reason if answered else "",
        answerable=shift.answerable(at),
        under_way=shift.under_way(at),
        times=presence_face(shift.window, shift.event.zone, shift.arrived_at, shift.left_at, at=at),
        door=shift.door or "",
    )


def calendar_face(own: Subscription, zone: str) -> CalendarFace:
    """What the page may say about the address; empty words for what never was."""
    return CalendarFace(
        made=moment(own.made_at, zone) if own.made_at else "",
        read=moment(own.read_at, zone) if own.read_at else "",
        busy_only=own.busy_only,
    )


def moment(at: datetime, zone: str) -> str:
    """Such as «sáb 5 dic, 09:00»."""
    return f"{when.short_day(at, zone)}, {when.hour(at, zone)}"


def _board_line(staffed: Staffed, at: datetime) -> BoardLine:
    return BoardLine(
        event=face(staffed.event),
        roles=[role_line(filled) for filled in staffed.staffing.roles],
        unanswered=staffed.staffing.unanswered,
        warning=staffed.staffing.warning,
        at_risk=at_risk(staffed.staffing, staffed.event.starts_at, at=at),
    )


def _ends(monday: date) -> dict[str, str]:
    sunday = monday + timedelta(days=6)
    return {"first": when.short_day(monday, "UTC"), "last": when.short_day(sunday, "UTC")}
