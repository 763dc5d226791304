"""How long the way between two events is, and what of it is missing."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from msgspec import structs

from events.planning.domain.journeys import Stay, minutes, overlap, short

MORNING = datetime(2026, 12, 5, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
HALL, SCHOOL = UUID(int=1), UUID(int=2)
HERE = Stay(municipality="0103", venue=HALL, starts_at=MORNING, ends_at=MORNING + 2 * HOUR)


def after(pause: timedelta, **changes: object) -> Stay:
    there = structs.replace(HERE, starts_at=HERE.ends_at + pause, ends_at=HERE.ends_at + 3 * HOUR)
    return structs.replace(there, **changes)


@pytest.mark.parametrize(
    ("changes", "takes"),
    [
        ({}, 0),
        ({"venue": SCHOOL}, 15),
        ({"venue": None}, 0),
        ({"municipality": "0108", "venue": None}, 95),
        ({"municipality": "0108", "venue": SCHOOL}, 95),
        ({"municipality": "0108", "venue": None, "virtual": True}, 0),
    ],
)
def test_a_journey_takes_as_long_as_the_road(changes: dict[str, object], takes: int) -> None:
    there = after(HOUR, **changes)
    assert (minutes(HERE, there, 95), minutes(there, HERE, 95)) == (takes, takes)


def test_what_of_a_journey_is_missing_is_rounded_up_and_the_same_both_ways() -> None:
    lacking = {
        pause: short(HERE, after(timedelta(minutes=pause), municipality="0108"), 95)
        for pause in (0, 60, 95, 96)
    }
    assert lacking == {0: 95, 60: 35, 95: 0, 96: 0}
    there = after(timedelta(minutes=94, seconds=30), municipality="0108")
    assert (short(HERE, there, 95), short(there, HERE, 95)) == (1, 1)


def test_back_to_back_is_no_overlap() -> None:
    second = timedelta(seconds=1)
    assert [overlap(HERE, after(pause)) for pause in (-second, 0 * second)] == [True, False]
