"""Figures are judged by small worlds in which it is known who came."""

import random
from collections import defaultdict
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from events.outreach.domain.bands import compile_bands, label_by_atom
from events.outreach.domain.counted_lines import Line, Mark, Tally, settled
from events.outreach.domain.groupings import (
    Grouping,
    by_age_bands,
    by_answer,
    by_event,
    by_event_codes,
)
from events.outreach.domain.totals import Breakdown, Cell, breakdown, reach
from tests.support.small_worlds import Habits, World, event, mark, tally, worlds

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

PLACES = by_event({event(0): "0108", event(1): "0108", event(2): "0115"})
TOPICS = by_event_codes({event(0): ["rights"], event(1): ["rights", "route"], event(2): ["route"]})
BANDS = by_age_bands(label_by_atom(compile_bands({"11-14": (11, 14)})))
ONE_OF_EACH = {
    "sex": by_answer("sex"),
    "age_band": by_answer("age_band"),
    "donor's bands": BANDS,
    "audience": by_answer("audience"),
    "municipality": PLACES,
}
GROUPINGS = {**ONE_OF_EACH, "topic": TOPICS}


def test_nothing_was_counted() -> None:
    assert reach([], []) == Cell()
    assert breakdown([], [], by="sex") == Breakdown(total=Cell(), cells={})


def test_a_morning_with_passes_and_a_headcount() -> None:
    marks = [mark(1, "a", sex="female"), mark(2, "a"), mark(2, None, sex="male")]
    tallies = [tally(1, 20, sex="female"), tally(2, 15)]
    assert breakdown(marks, tallies, by="sex") == Breakdown(
        total=Cell(contacts=38, unique_from=22, unique_to=37, headcount=35, check_ins=3),
        cells={
            "female": Cell(contacts=22, unique_from=21, unique_to=21, headcount=20, check_ins=2),
            "male": Cell(contacts=1, unique_from=1, unique_to=1, check_ins=1),
            "unknown": Cell(contacts=15, unique_from=15, unique_to=15, headcount=15),
        },
    )


def test_a_pass_read_twice_at_an_event_is_one_contact() -> None:
    assert reach([mark(1, "a"), mark(1, "a")], []).contacts == 1


def test_a_total_is_the_same_whatever_it_is_broken_down_by() -> None:
    tallies = [tally(0, 10, sex="female"), tally(2, 12, sex="male")]
    totals = [breakdown([], tallies, by=grouping).total for grouping in GROUPINGS.values()]
    assert totals == [reach([], tallies)] * len(GROUPINGS)
    assert totals[0].unique_from == 22


def test_an_event_with_two_topics_is_counted_under_both_and_says_so() -> None:
    figures = breakdown([], [tally(0, 5), tally(1, 7)], by=TOPICS)
    assert {code: cell.contacts for code, cell in figures.cells.items()} == {
        "rights": 12,
        "route": 7,
    }
    assert (figures.total.contacts, figures.overlapping) == (12, True)


def test_an_event_without_a_municipality_is_unknown() -> None:
    figures = breakdown([], [tally(0, 5), tally(3, 7)], by=PLACES)
    assert {code: cell.contacts for code, cell in figures.cells.items()} == {
        "0108": 5,
        "unknown": 7,
    }


@pytest.mark.parametrize("grouping", GROUPINGS.values(), ids=list(GROUPINGS))
@patient
@given(world=worlds())
def test_the_people_who_truly_came_lie_within_every_interval(
    grouping: Grouping, world: World
) -> None:
    figures = breakdown(world.marks, world.tallies, by=grouping)
    people = people_by_code(world, grouping)
    assert set(people) == set(figures.cells)
    assert all(
        cell.unique_from <= len(people[code]) <= cell.unique_to
        for code, cell in figures.cells.items()
    )
    everyone = set(chain.from_iterable(people.values()))
    assert figures.total.unique_from <= len(everyone) <= figures.total.unique_to


@pytest.mark.parametrize("grouping", ONE_OF_EACH.values(), ids=list(ONE_OF_EACH))
@patient
@given(world=worlds())
def test_contacts_and_headcounts_add_up_to_their_total(grouping: Grouping, world: World) -> None:
    figures = breakdown(world.marks, world.tallies, by=grouping)
    cells = figures.cells.values()
    total = figures.total
    assert not figures.overlapping
    assert sum(cell.contacts for cell in cells) == total.contacts == len(world.presences)
    assert sum(cell.headcount for cell in cells) == total.headcount == len(world.tallies)
    assert sum(cell.check_ins for cell in cells) == total.check_ins == len(world.marks)


@patient
@given(world=worlds())
def test_the_lower_end_of_a_total_covers_its_known_sexes(world: World) -> None:
    figures = breakdown(world.marks, world.tallies, by="sex")
    assert sum(known_lower_ends(figures)) <= figures.total.unique_from


@pytest.mark.parametrize("grouping", [by_answer("age_band"), BANDS], ids=["atoms", "bands"])
@patient
@given(world=worlds(Habits(periods=1)))
def test_the_lower_end_of_one_periods_total_covers_its_known_ages(
    grouping: Grouping, world: World
) -> None:
    figures = breakdown(world.marks, world.tallies, by=grouping)
    assert sum(known_lower_ends(figures)) <= figures.total.unique_from


@patient
@given(world=worlds(Habits(periods=1, everyone_has_a_pass=True)))
def test_one_number_is_given_where_everyone_in_a_period_has_a_pass(world: World) -> None:
    everyone = len({presence.person for presence in world.presences})
    total = reach(world.marks, world.tallies)
    assert (total.unique_from, total.unique_to) == (everyone, everyone)


@patient
@given(world=worlds(), seed=st.integers())
def test_the_order_of_the_lines_makes_no_difference(world: World, seed: int) -> None:
    shuffled = random.Random(seed)
    marks, tallies = world.marks, world.tallies
    before = breakdown(marks, tallies, by="audience")
    shuffled.shuffle(marks)
    shuffled.shuffle(tallies)
    assert breakdown(marks, tallies, by="audience") == before


@patient
@given(world=worlds())
def test_splitting_a_headcount_into_lines_makes_no_difference(world: World) -> None:
    together: defaultdict[Tally, int] = defaultdict(int)
    for line in world.tallies:
        together[line] += 1
    merged = [replace(line, count=count) for line, count in together.items()]
    nobody = [replace(line, count=0) for line in merged]
    expected = breakdown(world.marks, world.tallies, by=PLACES)
    assert breakdown(world.marks, [*merged, *nobody], by=PLACES) == expected


def known_lower_ends(figures: Breakdown) -> list[int]:
    return [cell.unique_from for code, cell in figures.cells.items() if code != "unknown"]


def people_by_code(world: World, grouping: Grouping) -> dict[str, set[int]]:
    """Who truly stands in each part: whoever left a line there, passes by their latest answers."""
    final = {(line.event, line.period, line.pseudonym): line for line in settled(world.marks)}
    people: defaultdict[str, set[int]] = defaultdict(set)
    for presence in world.presences:
        line: Line = presence.line
        if isinstance(line, Mark) and line.pseudonym:
            line = final[line.event, line.period, line.pseudonym]
        for code in grouping(line) or ["unknown"]:
            people[code].add(presence.person)
    return people
