"""The calendar object (iMIP, RFC 6047) that goes with a letter about an event."""

from typing import Final

import msgspec

from events.planning.domain import ical
from events.planning.domain.calendar_entry import entry
from notifications.channels.message import CalendarPart
from notifications.domain.notice import Notice
from notifications.domain.notices.standing import Standing
from notifications.domain.office import Office

SENDER: Final = "Convoca"


def invitation(place: Standing, notice: Notice, office: Office) -> CalendarPart:
    """Asks the person to come; tentative until they accepted."""
    accepted = place.status == "accepted"
    written = _entry(place, office, "CONFIRMED" if accepted else "TENTATIVE")
    content = ical.invitation(
        written, organizer=_organizer(office), invitee=_invitee(notice), accepted=accepted
    )
    return CalendarPart("REQUEST", content)


def cancellation(place: Standing, notice: Notice, office: Office) -> CalendarPart:
    """Takes the event out of the person's calendar.

    An event that goes on without them keeps its SEQUENCE, but RFC 5546 §2.1.4 wants that of a
    CANCEL to rise: it counts how often this person was told not to come.
    """
    written = _entry(place, office, "CANCELLED")
    if place.event.status != "cancelled":
        written = msgspec.structs.replace(written, sequence=written.sequence + 1)
    content = ical.cancellation(written, organizer=_organizer(office), invitee=_invitee(notice))
    return CalendarPart("CANCEL", content)


def _entry(place: Standing, office: Office, status: str) -> ical.CalendarEntry:
    base = office.settings.base_url
    written = entry(place.event, status=status, base_url=base, changed_at=place.changed_at)
    return msgspec.structs.replace(written, sequence=written.sequence + place.called_off)


def _organizer(office: Office) -> ical.Organizer:
    return ical.Organizer(email=office.settings.mail_from, name=SENDER)


def _invitee(notice: Notice) -> ical.Invitee:
    return ical.Invitee(email=notice.to, name=notice.to_name)
