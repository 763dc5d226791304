"""A clock that is wrong is put right in view, and never in the data."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.attendance.domain.clocks import CORRECTED, FIRST, LAST, MOST, corrected
from server.foundation.database import fetch
from tests.support.events import SATURDAY

TWIN = f"""
    SELECT {CORRECTED} AS moment FROM (SELECT $1::timestamptz AS at, $2::bigint AS clock_skew) line
"""


def test_what_a_clock_showed_is_moved_by_how_wrong_it_was() -> None:
    assert corrected(SATURDAY, 0) == SATURDAY
    assert corrected(SATURDAY, -3_600_000) == SATURDAY - timedelta(hours=1)


def test_what_no_calendar_holds_is_a_day_on_which_no_event_is() -> None:
    assert corrected(datetime.max.replace(tzinfo=UTC), 1_000) == LAST
    assert corrected(SATURDAY, 10**18) == LAST
    assert corrected(SATURDAY, -(10**18)) == FIRST


@given(at=st.datetimes(timezones=st.just(UTC)), skew=st.integers())
def test_whatever_a_clock_showed_stays_within_the_calendar(at: datetime, skew: int) -> None:
    assert FIRST <= corrected(at, skew) <= LAST


@pytest.mark.usefixtures("db")
async def test_the_database_corrects_in_the_same_way() -> None:
    early, late = FIRST - timedelta(days=9), LAST + timedelta(days=9)
    for at in (early, SATURDAY, late):
        for skew in (-MOST, -3_600_000, 0, MOST):
            (told,) = await fetch(TWIN, at, skew)
            assert told["moment"] == corrected(at, skew)
