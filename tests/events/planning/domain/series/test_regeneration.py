"""What a new rule does to the events of a series, and what it never does."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning.domain.recurrence_reading import read
from events.planning.domain.series.pattern import DayTime, Occurrence, Pattern, occurrences
from events.planning.domain.series.regeneration import Existing, Step, regenerate
from events.planning.domain.upstairs import Hold

TUESDAYS = Pattern(
    rule=read("FREQ=WEEKLY;COUNT=5"),
    starts_on=date(2026, 12, 1),
    zone="America/Guatemala",
    times=(DayTime(key="a", start="09:00", minutes=60),),
)
WISHED = occurrences(TUESDAYS)
AT = WISHED[1].starts_at - timedelta(hours=1)
FIXED = {"attendance", "closed", "cancelled", "past", "by_hand", "late"}


def standing(wish: Occurrence, later: int = 0, **changes: Any) -> Existing:
    """An event where a wish is, or so many hours later."""
    moved = timedelta(hours=later)
    known = {
        "event": UUID(int=int(wish.starts_at.timestamp())),
        "key": wish.key,
        "starts_at": wish.starts_at + moved,
        "ends_at": wish.ends_at + moved,
        "status": "draft",
    }
    return Existing(**{**known, **changes})


def told(steps: list[Step]) -> list[tuple[str, str, str]]:
    return [(step.what, step.key, step.why) for step in steps]


def test_what_is_missing_is_made_unless_it_is_past() -> None:
    assert told(regenerate([], WISHED, at=AT)) == [("made", f"{n}.a", "") for n in range(1, 5)]
    assert len(regenerate([], WISHED, at=AT, anew=True)) == 5


@pytest.mark.parametrize(
    ("changes", "becomes"),
    [
        ({}, ("moved", "")),
        ({"hold": Hold(helpers=2)}, ("moved", "")),
        ({"status": "published", "shown": True}, ("moved", "")),
        ({"detached": True}, ("kept", "by_hand")),
        ({"status": "cancelled"}, ("kept", "cancelled")),
        ({"status": "closed"}, ("kept", "closed")),
        ({"hold": Hold(lines=1)}, ("kept", "attendance")),
    ],
)
def test_what_is_elsewhere_moves_unless_it_must_not(
    changes: dict[str, Any], becomes: tuple[str, str]
) -> None:
    step = regenerate([standing(WISHED[2], 3, **changes)], WISHED[2:3], at=AT)[0]
    assert (step.what, step.why) == becomes


@pytest.mark.parametrize(
    ("changes", "becomes"),
    [
        ({}, ("dropped", "")),
        ({"hold": Hold(helpers=1)}, ("kept", "people")),
        ({"detached": True, "hold": Hold(helpers=1)}, ("kept", "by_hand")),
        ({"starts_at": AT}, ("kept", "past")),
    ],
)
def test_what_left_the_rule_is_dropped_unless_somebody_needs_it(
    changes: dict[str, Any], becomes: tuple[str, str]
) -> None:
    step = regenerate([standing(WISHED[2], **changes)], [], at=AT)[0]
    assert (step.what, step.why) == becomes


def test_nothing_moves_into_the_past() -> None:
    step = regenerate([standing(WISHED[0], 24 * 9)], WISHED[:1], at=AT)[0]
    assert (step.what, step.why) == ("kept", "late")


def test_what_is_where_it_should_be_only_changes_its_description() -> None:
    steps = regenerate([standing(WISHED[2]), standing(WISHED[3], same=False)], WISHED[2:4], at=AT)
    assert told(steps) == [("same", "2.a", ""), ("changed", "3.a", "")]


def events_of_a_series() -> st.SearchStrategy[list[Existing]]:
    one = st.builds(
        standing,
        st.sampled_from(WISHED),
        st.integers(-40, 40),
        status=st.sampled_from(["draft", "published", "closed", "cancelled"]),
        detached=st.booleans(),
        same=st.booleans(),
        hold=st.builds(Hold, helpers=st.integers(0, 2), lines=st.integers(0, 1)),
    )
    return st.lists(one, unique_by=lambda it: it.key)


@given(events_of_a_series(), st.lists(st.sampled_from(WISHED), unique=True), st.datetimes())
def test_no_event_is_lost_or_doubled_and_who_helps_is_named(
    events: list[Existing], wished: list[Occurrence], moment: datetime
) -> None:
    at = moment.replace(year=2026, month=12, day=max(1, moment.day), tzinfo=AT.tzinfo)
    steps = regenerate(events, wished, at=at)
    assert sorted(step.key for step in steps) == sorted({step.key for step in steps})
    assert {s.was.event for s in steps if s.was} == {e.event for e in events}
    for step in steps:
        if step.was is None:
            assert (step.what, step.helpers) == ("made", 0)
            continue
        touched = step.what in {"moved", "changed", "dropped"}
        assert not (touched and _untouchable(step.was, at))
        assert not (step.what == "dropped" and step.was.hold.helpers)
        assert step.helpers == step.was.hold.helpers
        assert (step.what == "kept") == bool(step.why)


def _untouchable(was: Existing, at: datetime) -> bool:
    settled = was.status in {"closed", "cancelled"} or was.starts_at <= at
    return settled or was.detached or was.hold.lines > 0
