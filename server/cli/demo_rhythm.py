"""What repeats and what belongs together in the demonstration."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from events.planning.domain import event_templates, planning, programme_book, recurrence_reading
from events.planning.domain.draft import EventDraft
from events.planning.domain.programme_book import ProgrammeDraft
from events.planning.domain.series import saving
from events.planning.domain.series.pattern import DayTime, Pattern
from events.planning.domain.series.wish import Wish
from notifications.domain import upstairs
from server.cli.demo_calendar import ZONE, around
from server.foundation.identity import Actor

SESSIONS: Final = ("Conocernos", "Escuchar y decidir", "Planear una acción", "Mostrar lo hecho")


async def repeated(municipality: str, *, by: Actor, at: datetime) -> None:
    """A series, a programme and a template, as a coordinator plans them from next week on."""
    monday = around(at).monday
    first = await _programme(municipality, monday + timedelta(days=12), by=by, at=at)
    await event_templates.save(first, "Sesión con jóvenes, sábado por la tarde", by=by, at=at)
    tuesday = monday + timedelta(days=8)
    pattern = Pattern(
        rule=recurrence_reading.read("FREQ=WEEKLY;BYDAY=TU;COUNT=8"),
        starts_on=tuesday,
        times=(DayTime(key="a", start="16:00", minutes=90),),
        zone=ZONE,
    )
    await saving.start(
        Wish(pattern=pattern, draft=_circle(municipality, tuesday)), by=by, at=at, above=upstairs
    )


async def _programme(municipality: str, saturday: date, *, by: Actor, at: datetime) -> UUID:
    """Four Saturdays for one cohort; returns the first of them."""
    programme = await programme_book.add(
        ProgrammeDraft(
            name="Escuela de liderazgo juvenil", cohort="Primera generación",
            municipality=municipality, needed=3, assessment="Proyecto final", pass_mark=60,
        ),
        by=by, at=at,
    )  # fmt: skip
    planned = []
    for number, title in enumerate(SESSIONS):
        session = msgspec.structs.replace(
            _session(title, municipality, saturday + timedelta(weeks=number)),
            programme=programme, programme_position=number + 1,
        )  # fmt: skip
        planned.append(await planning.plan(session, by=by, at=at))
    return planned[0]


def _session(title: str, municipality: str, day: date) -> EventDraft:
    """Three hours of a Saturday afternoon with young leaders."""
    return EventDraft(
        title=title, kind="workshop", municipality=municipality, capacity=25,
        audiences=("youth-leaders",), topics=("support-networks",),
        starts_at=_clock(day, "14:00"), ends_at=_clock(day, "17:00"), zone=ZONE,
    )  # fmt: skip


def _circle(municipality: str, day: date) -> EventDraft:
    """An hour and a half of talk among parents."""
    return EventDraft(
        title="Círculo de crianza", kind="talk", municipality=municipality, capacity=25,
        audiences=("parents-carers",), topics=("parental-skills",),
        starts_at=_clock(day, "16:00"), ends_at=_clock(day, "17:30"), zone=ZONE,
    )  # fmt: skip


def _clock(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), ZoneInfo(ZONE))
