"""Events, places and candidates as the pages of this room show them."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.event import Event
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.presence import RIGHTABLE
from volunteers.assignments.domain.presence_hours import Window
from volunteers.assignments.domain.staffing import Filled
from volunteers.assignments.domain.subscription import Subscription
from volunteers.assignments.domain.team import Member
from volunteers.assignments.web.presence_shown import PresenceFace, presence_face
from volunteers.people.domain import words


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


class MemberLine(Struct, frozen=True, kw_only=True):
    """Somebody who was asked, and what became of it; `against` are warnings in words.

    `answer_by` is until when, of who has not answered; `code` is that of the role.
    """

    assignment: UUID
    volunteer: UUID
    name: str
    home: str
    home_name: str
    role: str
    code: str
    status: str
    since: str
    reason: str
    answer_by: str
    late: bool
    handing_over: bool
    against: list[str]
    withdrawable: bool
    times: PresenceFace
    rightable: bool
    """Whether it can be said now when they came and went."""


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


def member_line(member: Member, event: Event, at: datetime) -> MemberLine:
    """Somebody who was asked; moments are told on the clocks of the event."""
    window = Window(event.starts_at, event.ends_at)
    on = event.status in {"published", "closed"} and at >= window.opens_at
    return MemberLine(
        assignment=member.assignment,
        volunteer=member.volunteer,
        name=member.name,
        home=member.home,
        home_name=member.home_name,
        role=words.roles()[member.role],
        code=member.role,
        status=member.status,
        since=_since(member, event),
        reason=member.reason if member.answered_at else "",
        answer_by=_deadline(member, event),
        late=member.late,
        handing_over=member.handing_over,
        against=[reason.sentence for reason in member.against],
        withdrawable=member.status in {"proposed", "invited", "accepted"},
        times=presence_face(window, event.zone, member.arrived_at, member.left_at, at=at),
        rightable=on and member.status in RIGHTABLE,
    )


def _since(member: Member, event: Event) -> str:
    """Such as «respondió el sáb 5 dic, 09:00»: the date of the event is another."""
    at = moment(member.answered_at or member.changed_at, event.zone)
    told = {
        "proposed": _("se propuso el %(when)s", when=at),
        "invited": _("se invitó el %(when)s", when=at),
        "accepted": _("respondió el %(when)s", when=at),
        "declined": _("respondió el %(when)s", when=at),
    }
    return told.get(member.status) or _("anotado el %(when)s", when=at)


def _deadline(member: Member, event: Event) -> str:
    waits = member.status == "invited" and member.answer_by is not None
    return moment(member.answer_by, event.zone) if waits and member.answer_by else ""


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
