"""What comes up, week by week."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain import agenda
from events.planning.web.weeks import weeks
from server.foundation.translation import speaking
from tests.support.events import SATURDAY, planned

WEDNESDAY = date(2026, 12, 2)
THEN: dict[str, Any] = {"starts_at": SATURDAY, "ends_at": SATURDAY, "zone": "America/Guatemala"}
# A law about time needs nothing else.
EXAMPLE = agenda.Event(**{**dict.fromkeys(agenda.Event.__struct_fields__), **THEN})


@pytest.fixture
async def event(db: None) -> agenda.Event:
    """A workshop on Saturday 5 December 2026."""
    return await agenda.event(await planned())


def later(event: agenda.Event, *, days: int) -> agenda.Event:
    moved = {"starts_at": event.starts_at, "ends_at": event.ends_at}
    return msgspec.structs.replace(
        event, **{name: moment + timedelta(days=days) for name, moment in moved.items()}
    )


async def test_a_week_is_called_as_people_call_it(event: agenda.Event) -> None:
    events = [later(event, days=days) for days in (0, 1, 2, 9)]
    made = weeks(events, today=WEDNESDAY)
    assert [(week.name, week.days.replace("\u2009", " "), len(week.events)) for week in made] == [
        ("Esta semana", "30 de noviembre – 6 de diciembre", 2),
        ("La próxima semana", "7–13 de diciembre", 1),
        ("14–20 de diciembre", "", 1),
    ]


async def test_a_week_has_english_words(event: agenda.Event) -> None:
    with speaking("en"):
        (week,) = weeks([later(event, days=14)], today=WEDNESDAY)
    assert week.name == "14–20 Dec"


async def test_today_and_tomorrow_are_named(event: agenda.Event) -> None:
    events = [event, later(event, days=1), later(event, days=2)]
    made = weeks(events, today=SATURDAY.date())
    assert [line.soon for week in made for line in week.events] == ["Hoy", "Mañana", None]


async def test_what_began_before_this_week_is_told_in_it(event: agenda.Event) -> None:
    fortnight = msgspec.structs.replace(
        event,
        starts_at=datetime(2026, 11, 20, 15, tzinfo=UTC),
        ends_at=datetime(2026, 12, 4, 15, tzinfo=UTC),
    )
    assert [week.name for week in weeks([fortnight, event], today=WEDNESDAY)] == ["Esta semana"]


async def test_a_week_that_is_over_is_told_under_its_own_days(event: agenda.Event) -> None:
    monday = date(2026, 10, 5)
    over = msgspec.structs.replace(
        event,
        starts_at=datetime(2026, 10, 3, 15, tzinfo=UTC),
        ends_at=datetime(2026, 10, 7, 15, tzinfo=UTC),
    )
    made = weeks([over, later(event, days=-60)], today=WEDNESDAY, first=monday)
    assert [(week.name, len(week.events)) for week in made] == [("5–11 de octubre", 2)]


def test_no_events_make_no_weeks() -> None:
    assert weeks([], today=WEDNESDAY) == []


@given(st.lists(st.integers(0, 60)))
def test_no_event_is_lost_or_told_twice(days: list[int]) -> None:
    events = [later(EXAMPLE, days=offset) for offset in sorted(days)]
    told = [line for week in weeks(events, today=WEDNESDAY) for line in week.events]
    assert [line.starts_iso for line in told] == [each.starts_at.isoformat() for each in events]
