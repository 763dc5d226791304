"""Copies keep the weekday and the hour of what they are copied from."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain import weeks_later
from events.planning.domain.copies import rivals
from events.planning.domain.draft import EventDraft
from tests.support.events import SATURDAY, WORKSHOP

MADRID = ZoneInfo("Europe/Madrid")
HALL = UUID("11111111-1111-7111-8111-111111111111")
HOUR = timedelta(hours=1)


@given(day=st.dates(date(2020, 1, 1), date(2035, 1, 1)), weeks=st.integers(-60, 60))
def test_the_clock_shows_the_same_weeks_later(day: date, weeks: int) -> None:
    there = datetime.combine(day, time(9), MADRID)
    later = weeks_later.later(there.astimezone(UTC), "Europe/Madrid", weeks).astimezone(MADRID)
    assert (later.time(), later.weekday()) == (there.time(), there.weekday())
    assert later.date() - there.date() == timedelta(weeks=weeks)


@pytest.mark.parametrize(
    ("first", "onto", "weeks"),
    [
        (date(2026, 12, 5), date(2026, 12, 5), 0),
        (date(2026, 12, 6), date(2026, 12, 7), 1),
        (date(2026, 11, 30), date(2026, 12, 6), 0),
        (date(2026, 12, 31), date(2027, 1, 31), 4),
        (date(2027, 1, 4), date(2026, 12, 31), -1),
    ],
)
def test_weeks_begin_on_monday(first: date, onto: date, weeks: int) -> None:
    assert weeks_later.between(first, onto) == weeks


def test_copies_do_not_share_a_venue_unawares() -> None:
    def at(hour: int, venue: UUID | None = HALL) -> EventDraft:
        starts = SATURDAY + hour * HOUR
        return msgspec.structs.replace(
            WORKSHOP, venue=venue, starts_at=starts, ends_at=starts + 2 * HOUR
        )

    drafts = [at(0), at(1), at(2), at(0, uuid4()), at(0, None), at(0, None), at(3)]
    assert rivals(drafts) == {1, 6}
