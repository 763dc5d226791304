"""People who are taken back come off the headcount first, and may have been anybody there."""

import pytest

from events.outreach.domain.counted_lines import Line
from events.outreach.domain.taken_back import Taken, taken_back
from events.outreach.domain.totals import Cell, breakdown, reach
from tests.support.small_worlds import event, mark, tally


def test_people_come_off_the_headcount_before_the_check_ins() -> None:
    lines: list[Line] = [mark(1, "a"), mark(1, None), tally(1, 2), tally(1, -3), mark(2, "a")]
    (taken,) = taken_back(lines).values()
    assert taken == Taken(headcount=2, check_ins=1, with_pass=1)
    assert [event(1)] == [cell[1] for cell in taken_back(lines)]


def test_of_three_boys_who_were_only_counted_one_was_not_there() -> None:
    assert reach([mark(2, "a")], [tally(1, 3), tally(1, -1)]) == Cell(
        contacts=3, unique_from=2, unique_to=3, headcount=2, check_ins=1
    )


def test_who_was_taken_back_may_have_had_the_pass_or_been_the_one_counted() -> None:
    # Ana came twice and Eva was not there; or Ana came only to the second event.
    marks = [mark(1, "a"), mark(2, "a")]
    assert reach(marks, [tally(1, 1), tally(1, -1)]) == Cell(
        contacts=2, unique_from=1, unique_to=2, check_ins=2
    )


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_what_is_left_of_passes_is_never_below_nothing(gone: int) -> None:
    marks = [mark(1, "a"), mark(1, "b"), mark(1, "c")]
    left = 3 - gone
    assert reach(marks, [tally(1, -gone)]) == Cell(
        contacts=left, unique_from=left, unique_to=left, check_ins=left
    )


def test_a_part_of_which_everybody_was_taken_back_is_none() -> None:
    found = breakdown([mark(1, "a", sex="male")], [tally(1, -1, sex="male")], by="sex")
    assert found.cells == {}
