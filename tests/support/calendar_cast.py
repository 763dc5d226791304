"""The standing cast of the calendar tests."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec

from events.planning.domain.ical import CalendarEntry, CalendarFace, Invitee, Organizer

ENTRY = CalendarEntry(
    uid="0198c2@convoca.example",
    sequence=3,
    changed_at=datetime(2026, 2, 1, 9, 0, 5, 999, tzinfo=timezone(timedelta(hours=-6))),
    starts_at=datetime(2026, 3, 14, 15, 0, tzinfo=UTC),
    ends_at=datetime(2026, 3, 14, 17, 30, tzinfo=UTC),
    zone="America/Guatemala",
    title="Taller, con familias",
    status="CONFIRMED",
    location="Salón municipal;\nJocotán",
    latitude=14.8206,
    longitude=-0.00001,
    description="Llegar temprano.\nTraer lápiz.",
    url="https://convoca.example/agenda/1",
    meeting_url="https://reunion.example/a,b",
    categories=("Taller", "Crianza, familia"),
)

PLAIN = msgspec.structs.replace(
    ENTRY,
    location="",
    latitude=None,
    longitude=None,
    description="",
    url="",
    meeting_url="",
    categories=(),
)
FACE = CalendarFace(name="Agenda, Jocotán\ny más", description="Uno\rdos")
ORGANIZER = Organizer(email="agenda@convoca.example", name="Convoca: agenda")
INVITEE = Invitee(email="ana+rac@convoca.example", name='Ana "Nita"\r\nPérez')
