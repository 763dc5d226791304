"""The hours of a week: what may be said, and that merging changes no minute."""

from datetime import UTC, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteers.people.domain.week import END_OF_DAY, Window, merged, wrong


def hour(minute: int) -> time:
    """The clock at a minute of the day; the last one is midnight."""
    whole, rest = divmod(minute % END_OF_DAY, 60)
    return time(whole, rest)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Some part of some day, often one that touches another."""
    grid = st.one_of(st.integers(0, END_OF_DAY), st.integers(0, 24).map(lambda whole: whole * 60))
    begins, ends = sorted(draw(st.lists(grid, min_size=2, max_size=2, unique=True)))
    return Window(draw(st.integers(0, 6)), hour(begins), hour(ends))


def covered(said: list[Window]) -> set[tuple[int, int]]:
    return {(one.weekday, minute) for one in said for minute in range(*one.minutes)}


@given(st.lists(windows(), max_size=8))
def test_merging_keeps_every_minute_and_leaves_gaps_between(said: list[Window]) -> None:
    whole = merged(said)
    assert covered(whole) == covered(said)
    assert merged(whole) == whole
    pairs = pairwise(whole)
    assert all(
        (one.weekday, one.minutes[1]) < (other.weekday, other.minutes[0]) for one, other in pairs
    )


@given(
    st.lists(windows(), max_size=6).flatmap(
        lambda said: st.tuples(st.just(said), st.permutations(said))
    )
)
def test_the_order_in_which_hours_are_said_does_not_matter(
    both: tuple[list[Window], list[Window]],
) -> None:
    assert merged(both[0]) == merged(both[1])


@given(windows())
def test_hours_that_run_forward_may_be_said(window: Window) -> None:
    assert wrong(window) is None


def test_hours_that_touch_are_one() -> None:
    morning, noon = Window(0, time(8), time(12)), Window(0, time(12), time(14))
    night = Window(0, time(22), time(0))
    assert merged([night, noon, morning]) == [Window(0, time(8), time(14)), night]


@pytest.mark.parametrize(
    "window",
    [
        Window(7, time(8), time(9)), Window(-1, time(8), time(9)), Window(0, time(9), time(9)),
        Window(0, time(9), time(8)), Window(0, time(8, 0, 1), time(9)),
        Window(0, time(8), time(9, 0, 0, 1)), Window(0, time(8, tzinfo=UTC), time(9)),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused(window: Window) -> None:
    assert wrong(window)


def test_a_day_has_as_many_minutes_as_it_has() -> None:
    whole = Window(0, time(0), time(0))
    assert (wrong(whole), whole.minutes) == (None, (0, timedelta(days=1) // timedelta(minutes=1)))
