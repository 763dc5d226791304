"""The interval is judged by every world that could have left the same lines."""

from hypothesis import HealthCheck, assume, given, settings

from events.outreach.domain.counted_lines import Line, Mark, settled
from events.outreach.domain.unique_people import fewest, most
from tests.support.small_worlds import (
    PERIODS,
    Habits,
    World,
    fewest_by_trying_all,
    mark,
    tally,
    worlds,
)

patient = settings(
    deadline=None,
    max_examples=70,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
ENOUGH = 8  # lines; the ways to share them out grow faster than exponentially

EVERYTHING_KNOWN = Habits(silent=frozenset())
SEX_KNOWN = Habits(silent=frozenset({"age_band"}), silent_passes=False)
AGE_KNOWN = Habits(silent=frozenset({"sex"}), silent_passes=False)


def lines_of(world: World) -> list[Line]:
    return [*settled(world.marks), *world.tallies]


def test_nobody_left_no_lines() -> None:
    assert (fewest([]), most([])) == (0, 0)


def test_passes_alone_give_one_number() -> None:
    lines = [mark(1, "a"), mark(1, "b"), mark(2, "b"), mark(3, "c")]
    assert (fewest(lines), most(lines)) == (3, 3)


def test_headcounts_at_two_events_may_be_the_same_people_or_not() -> None:
    lines = [tally(1, 30), tally(2, 12)]
    assert (fewest(lines), most(lines)) == (30, 42)


def test_a_headcount_may_hide_the_passes_of_other_events_but_not_of_its_own() -> None:
    lines: list[Line] = [mark(1, "a"), mark(1, "b"), tally(1, 3), mark(2, "c"), tally(2, 1)]
    assert (fewest(lines), most(lines)) == (5, 7)


def test_a_check_in_without_a_pass_is_a_headcount_of_one() -> None:
    with_marks: list[Line] = [mark(1, None), mark(1, None), mark(2, "a")]
    with_a_tally: list[Line] = [tally(1, 2), mark(2, "a")]
    assert (fewest(with_marks), most(with_marks)) == (2, 3)
    assert (fewest(with_a_tally), most(with_a_tally)) == (2, 3)


def test_women_and_men_are_not_the_same_people() -> None:
    lines = [tally(1, 10, sex="female"), tally(2, 12, sex="male")]
    assert (fewest(lines), most(lines)) == (22, 22)


def test_those_who_said_nothing_may_be_anyone() -> None:
    lines = [tally(1, 10, sex="female"), tally(2, 12, sex="male"), tally(3, 20)]
    assert (fewest(lines), most(lines)) == (22, 42)


def test_girls_and_women_are_told_apart_where_sex_and_age_are_known() -> None:
    lines = [
        tally(1, 4, sex="female", age_band="13-14"),
        tally(2, 5, sex="female", age_band="25-34"),
        tally(2, 6, sex="male", age_band="13-14"),
        tally(3, 7, sex="male", age_band="25-34"),
    ]
    assert (fewest(lines), most(lines)) == (22, 22)


def test_a_teacher_at_one_event_may_be_a_mother_at_the_next() -> None:
    lines = [tally(1, 10, audience="teachers"), tally(2, 12, audience="parents")]
    assert (fewest(lines), most(lines)) == (12, 22)


def test_people_of_two_periods_may_be_the_same() -> None:
    lines = [mark(1, "a"), mark(1, "b"), mark(2, "a", period=PERIODS[1])]
    assert (fewest(lines), most(lines)) == (2, 3)


def test_sex_tells_people_of_two_periods_apart() -> None:
    lines = [
        tally(1, 10, sex="female"),
        tally(2, 3, sex="female", period=PERIODS[1]),
        tally(3, 12, sex="male", period=PERIODS[1]),
    ]
    assert (fewest(lines), most(lines)) == (22, 25)


def test_age_does_not_tell_people_of_two_periods_apart() -> None:
    lines = [tally(1, 10, age_band="13-14"), tally(2, 12, age_band="15-17", period=PERIODS[1])]
    assert (fewest(lines), most(lines)) == (12, 22)


def test_a_pass_that_never_answers_can_leave_the_lower_end_below_the_fewest_possible() -> None:
    """A third woman at one event, or a third man at the other: the formula cannot see which."""
    lines: list[Line] = [
        *(mark(1, "x"), tally(1, 3, sex="female")),
        *(mark(2, "x"), tally(2, 3, sex="male")),
    ]
    assert (fewest(lines), fewest_by_trying_all(lines)) == (6, 7)


@patient
@given(worlds())
def test_the_lower_end_is_never_above_any_possible_world(world: World) -> None:
    lines = lines_of(world)
    assume(len(lines) <= ENOUGH)
    assert fewest(lines) <= (fewest_by_trying_all(lines) if lines else 0) <= most(lines)


@patient
@given(worlds(EVERYTHING_KNOWN))
def test_some_world_attains_the_lower_end_where_everything_is_known(world: World) -> None:
    lines = lines_of(world)
    assume(len(lines) <= ENOUGH)
    assert fewest(lines) == (fewest_by_trying_all(lines) if lines else 0)


@patient
@given(worlds(SEX_KNOWN))
def test_some_world_attains_it_where_only_ages_of_the_headcount_are_missing(world: World) -> None:
    lines = lines_of(world)
    assume(len(lines) <= ENOUGH)
    assert fewest(lines) == (fewest_by_trying_all(lines) if lines else 0)


@patient
@given(worlds(AGE_KNOWN))
def test_some_world_attains_it_where_only_sexes_of_the_headcount_are_missing(world: World) -> None:
    lines = lines_of(world)
    assume(len(lines) <= ENOUGH)
    assert fewest(lines) == (fewest_by_trying_all(lines) if lines else 0)


@patient
@given(worlds())
def test_the_upper_end_is_a_world_where_nobody_came_twice_unseen(world: World) -> None:
    passes = {(line.period, line.pseudonym) for line in world.marks if line.pseudonym}
    anonymous = [line for line in world.lines if not (isinstance(line, Mark) and line.pseudonym)]
    assert most(lines_of(world)) == len(passes) + len(anonymous)


@patient
@given(worlds(Habits(periods=1, silent=frozenset())))
def test_the_ends_meet_only_where_nobody_unseen_can_be_somebody_else(world: World) -> None:
    """Kind by kind: no one is a mere number, or all are at one event, with all the passes."""
    lines = lines_of(world)
    kinds = {(line.sex, line.age_band) for line in lines}
    certain = [
        _is_certain([line for line in lines if (line.sex, line.age_band) == kind]) for kind in kinds
    ]
    assert (fewest(lines) == most(lines)) == all(certain)


def _is_certain(lines: list[Line]) -> bool:
    seen = [line for line in lines if isinstance(line, Mark) and line.pseudonym]
    where = {line.event for line in lines if line not in seen}
    passes = {line.pseudonym for line in seen}
    return not where or (
        len(where) == 1 and passes == {line.pseudonym for line in seen if line.event in where}
    )
