"""Days on which a project is released, and the stretch that ended before."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.outreach.domain.releases import schedule
from events.outreach.domain.releases.stretch_names import called
from server.foundation.translation import speaking

DAYS = st.dates(date(2020, 1, 1), date(2090, 12, 31))


@given(st.sampled_from(sorted(schedule.EVERY)), st.integers(1, 120), DAYS)
def test_every_stretch_is_released_once_and_after_its_end(
    every: str, days_after: int, today: date
) -> None:
    due = schedule.first_due(every, days_after, today=today)
    following = schedule.due_after(every, days_after, due)
    stretch = schedule.released_on(every, days_after, due)
    after = schedule.released_on(every, days_after, following)
    assert due >= today
    assert (due - stretch.last).days == days_after
    assert (after.first - stretch.last).days == 1
    assert following > due


@pytest.mark.parametrize(
    ("every", "due", "spanish", "english"),
    [
        ("month", date(2026, 4, 15), "Marzo de 2026", "March 2026"),
        ("quarter", date(2026, 4, 15), "Enero – marzo de 2026", "January – March 2026"),
        ("half", date(2026, 7, 15), "Enero – junio de 2026", "January – June 2026"),
        ("year", date(2027, 1, 15), "2026", "2026"),
    ],
)
def test_a_stretch_is_called_by_its_months(
    every: str, due: date, spanish: str, english: str
) -> None:
    assert called(schedule.released_on(every, 15, due)) == spanish
    with speaking("en"):
        assert called(schedule.released_on(every, 15, due))[-4:] == english[-4:]
