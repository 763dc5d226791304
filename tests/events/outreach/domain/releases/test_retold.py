"""Wholes are held against each other: nobody finds the few who came in January and February."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.outreach.domain.releases import retold
from events.outreach.domain.releases.retold import Whole, tellable

FEW = 10


def whole(most: int | None, *events: int) -> Whole:
    return Whole(frozenset(UUID(int=event) for event in events), most)


def told_in_turn(people: list[frozenset[int]], months: list[frozenset[int]]) -> list[Whole]:
    """What is told of these months, one release after the other: whoever came to one of them."""
    told: list[Whole] = []
    for events in months:
        now = whole(sum(bool(each & events) for each in people), *events)
        if tellable(now, told, FEW):
            told.append(now)
    return told


def disjoint(wholes: Sequence[Whole]) -> Iterator[tuple[Whole, ...]]:
    for size in range(1, len(wholes) + 1):
        for some in combinations(wholes, size):
            if sum(len(one.events) for one in some) == len(
                some[0].events.union(*(one.events for one in some))
            ):
                yield some


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_no_release_less_others_that_make_it_up_leaves_a_few(seed: int) -> None:
    chance = Random(seed)
    people = [frozenset(chance.sample(range(4), chance.choice((1, 1, 1, 2))))
              for _each in range(chance.choice((60, 300)))]  # fmt: skip
    months = [frozenset(range(first, chance.randint(first, 3) + 1))
              for first in chance.choices(range(4), k=7)]  # fmt: skip
    told = told_in_turn(people, months)
    for one in told:
        for some in disjoint([other for other in told if other is not one]):
            if one.events == some[0].events.union(*(other.events for other in some)):
                left = sum(other.most or 0 for other in some) - (one.most or 0)
                assert not 0 < abs(left) < FEW


def test_two_months_are_not_told_together_where_few_came_in_both() -> None:
    months = [whole(100, 1), whole(100, 2)]
    assert not tellable(whole(197, 1, 2), months, FEW)
    assert tellable(whole(200, 1, 2), months, FEW)
    assert tellable(whole(180, 1, 2), months, FEW)


def test_the_last_month_is_not_told_where_it_completes_a_quarter() -> None:
    quarter = whole(297, 1, 2, 3)
    assert tellable(whole(100, 2), [quarter, whole(100, 1)], FEW)
    assert not tellable(whole(100, 3), [quarter, whole(100, 1), whole(100, 2)], FEW)


def test_what_was_told_already_is_told_again() -> None:
    assert tellable(whole(100, 1), [whole(100, 1), whole(100, 2), whole(180, 1, 2)], FEW)


def test_where_there_are_too_many_sums_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retold, "MOST", 1)
    months = [whole(100, 1), whole(90, 1), whole(100, 2)]
    assert not tellable(whole(150, 1, 2), months, FEW)
