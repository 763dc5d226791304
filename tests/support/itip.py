"""Answering our invitations as calendar programs do (RFC 5546 §3.2.3), with nothing of ours."""

from datetime import datetime

from icalendar import Calendar, Event, vCalAddress, vDatetime


def reply(request: bytes, answer: str, *, at: datetime) -> bytes:
    """The REPLY of the one who was asked: ACCEPTED, DECLINED or TENTATIVE."""
    asked = Calendar.from_ical(request)
    (event,) = asked.walk("VEVENT")
    said = Event()
    for name in ("UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER"):
        said[name] = event[name]
    said["DTSTAMP"] = vDatetime(at)
    said["ATTENDEE"] = vCalAddress(str(event["ATTENDEE"]))
    said["ATTENDEE"].params["PARTSTAT"] = answer
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//A calendar//of somebody//EN")
    calendar.add("METHOD", "REPLY")
    for component in (*asked.walk("VTIMEZONE"), said):
        calendar.add_component(component)
    rendered: bytes = calendar.to_ical()
    return rendered
