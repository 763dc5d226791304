"""Somebody who adds and subtracts the people of every cell, and finds no few who are alike."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product
from random import Random
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from events.outreach.domain.releases.basis import Code
from events.outreach.domain.releases.gathering import Thresholds
from events.outreach.domain.releases.people import Interval, Kind, told
from events.outreach.domain.releases.placing import cells_of

LIMITS = Thresholds(3, 6)
PLACES, SEXES, AGES = ("Mixco", "Pinula"), ("female", "male"), ("0-17", "18+")


def random_people(seed: int) -> dict[Kind, int]:
    chance = Random(seed)
    some = [*map(frozenset, chain(combinations(PLACES, 1), combinations(PLACES, 2)))]
    to_two = chance.random() < 0.7
    return {
        (places, sex, age): chance.randint(0, 9) if len(places) == 1 else chance.randint(0, 3)
        for places, sex, age in product(some, SEXES, AGES) if to_two or len(places) == 1
    }  # fmt: skip


def cells(kind: Kind) -> list[Code]:
    places, sex, age = kind
    answers = {"municipality": tuple(sorted(places)), "sex": (sex,), "age_band": (age,)}
    return list(cells_of(answers))


def small_groups(alike: Mapping[Kind, int]) -> Iterator[Any]:
    """Those who were in the same places, of one sex or both, of one age or any; who are few."""
    kinds = list(alike)
    everywhere = {places for places, _sex, _age in kinds}
    for places, sexes, ages in product(
        everywhere, [(one,) for one in SEXES] + [SEXES], [(one,) for one in AGES] + [AGES]
    ):
        group = np.array([k[0] == places and k[1] in sexes and k[2] in ages for k in kinds])
        if 0 < sum(alike[kind] for kind, inside in zip(kinds, group, strict=True) if inside) < 6:
            yield group.astype(float)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_no_few_people_alike_follow_from_what_is_told_of_places_sexes_and_ages(seed: int) -> None:
    alike = {kind: people for kind, people in random_people(seed).items() if people}
    counted: Counter[Code] = Counter()
    for kind, people in alike.items():
        counted.update(dict.fromkeys(cells(kind), people))
    intervals = {cell: Interval(people, people) for cell, people in counted.items()}
    shown = told(alike, intervals, may=set(intervals), thresholds=LIMITS)
    rows = np.array([[float(cell in cells(kind)) for kind in alike] for cell in shown])
    for group in small_groups(alike) if len(rows) else ():
        assert np.linalg.matrix_rank(np.vstack([rows, group])) > np.linalg.matrix_rank(rows)
