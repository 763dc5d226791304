"""A pattern that cannot stand is refused beside what is wrong with it."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from events.planning.domain.series.pattern import DayTime
from server.foundation.errors import Invalid
from tests.support.series import repeated


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rule": "FREQ=DAILY;UNTIL=20270601;INTERVAL=1", "times": 3}, "rule"),
        ({"rule": "FREQ=YEARLY;COUNT=9"}, "rule"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1"}, "rule"),
        ({"zone": "Luna/Mar"}, "zone"),
        ({"times": ()}, "times"),
        ({"starts_on": date(1999, 1, 1)}, "starts_on"),
        ({"additional": (date(1999, 1, 1),)}, "additional"),
        ({"excluded": tuple(map(str, range(101)))}, "excluded"),
        ({"title": ""}, "title"),
        ({"venue": UUID(int=1)}, "venue"),
    ],
)
async def test_a_pattern_that_cannot_stand_is_refused(
    db: None, changes: dict[str, Any], field: str
) -> None:
    if changes.get("times") == 3:
        hours = ("08:00", "11:00", "14:00")
        changes["times"] = tuple(DayTime(key="", start=hour, minutes=60) for hour in hours)
    with pytest.raises(Invalid) as refusal:
        await repeated(**changes)
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize(
    "times",
    [
        (DayTime(key="", start="09:00", minutes=90), DayTime(key="", start="10:00", minutes=60)),
        (DayTime(key="", start="09:00", minutes=1),),
        (DayTime(key="", start="09:00", minutes=60, label="x" * 41),),
        (DayTime(key="", start="09:00", minutes=60, label="Entrevista a la víctima"),),
    ],
)
async def test_times_that_cannot_stand_are_refused(db: None, times: tuple[DayTime, ...]) -> None:
    with pytest.raises(Invalid) as refusal:
        await repeated(times=times)
    assert list(refusal.value.fields) == ["times"]
