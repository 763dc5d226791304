"""Who completed a programme, held against every way in which trails can belong together."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from events.attendance.domain.learning.completion import (
    Completed,
    Rule,
    Score,
    Seen,
    Trail,
    completed,
    distribution,
    trails,
)

YEARS = [UUID(int=n) for n in range(1, 4)]
SESSIONS = [UUID(int=n) for n in range(11, 16)]

rules = st.builds(Rule, needed=st.integers(1, 4), pass_mark=st.sampled_from([None, 0, 60, 100]))
scores = st.sampled_from([None, 0, 59, 60, 100])


def some(years: int) -> st.SearchStrategy[list[Trail]]:
    """A few trails in so many periods."""
    return st.lists(
        st.builds(Trail, st.sampled_from(YEARS[:years]), st.integers(0, 5), scores), max_size=6
    )


def wholes(known: Sequence[Trail]) -> Iterator[list[list[Trail]]]:
    """Every way to say which trails are of one pass: one of a period belongs to it at the most."""
    if not known:
        yield []
        return
    first, rest = known[0], known[1:]
    for size in range(len(rest) + 1):
        for places in combinations(range(len(rest)), size):
            mine = [first, *(rest[n] for n in places)]
            if len({trail.period for trail in mine}) < len(mine):
                continue
            others = [trail for n, trail in enumerate(rest) if n not in places]
            for more in wholes(others):
                yield [mine, *more]


def counted(known: Sequence[Trail], rule: Rule) -> list[int]:
    """How many completed it, in each of those ways."""
    return [sum(finished(mine, rule) for mine in way) for way in wholes(known)]


def finished(mine: Sequence[Trail], rule: Rule) -> bool:
    """Whether somebody with these trails completed it."""
    reached = [trail.score for trail in mine if trail.score is not None]
    together = rule.is_met(sum(trail.sessions for trail in mine), max(reached, default=None))
    return together or any(rule.is_met(trail.sessions, trail.score) for trail in mine)


@given(some(1), rules)
def test_within_one_period_the_number_is_exact(known: list[Trail], rule: Rule) -> None:
    (whole,) = counted(known, rule)
    assert completed(known, rule) == Completed(whole, whole)


@given(some(3), rules)
def test_across_periods_no_way_to_join_trails_falls_outside_the_interval(
    known: list[Trail], rule: Rule
) -> None:
    ways, found = counted(known, rule), completed(known, rule)
    assert (found.least, found.most >= max(ways)) == (min(ways), True)


def test_who_finished_in_the_second_year_what_began_in_the_first_may_have_completed_it() -> None:
    known = [Trail(YEARS[0], 3), Trail(YEARS[0], 3), Trail(YEARS[1], 1), Trail(YEARS[1], 4)]
    assert completed(known, Rule(needed=4)) == Completed(1, 2)


def test_a_session_counts_once_and_only_a_pass_that_reached_the_mark_completed_it() -> None:
    year = YEARS[0]
    seen = [Seen(session, year, b"ana") for session in (*SESSIONS[:3], SESSIONS[0])]
    seen += [Seen(session, year, b"beto") for session in SESSIONS[:3]]
    found = trails(seen, [Score(year, b"ana", 80), Score(year, b"beto", 40)])
    assert [trail.sessions for trail in found] == [3, 3]
    assert [completed(found, Rule(3, mark)).least for mark in (None, 60, 81)] == [2, 1, 0]


@given(st.lists(st.tuples(st.sampled_from(SESSIONS), st.sampled_from([b"a", b"b", b"c"]))))
def test_the_distribution_counts_every_pass_and_every_visit(
    visits: list[tuple[UUID, bytes]],
) -> None:
    spread = distribution(trails(Seen(session, YEARS[0], who) for session, who in visits))
    (counts,) = spread.values() or [{}]
    passes, visited = sum(counts.values()), sum(n * times for n, times in counts.items())
    assert (passes, visited) == (len({who for _session, who in visits}), len(set(visits)))
    assert 0 not in counts
