"""How many different people may be told of each cell.

The upper end adds up over sexes and ages, so it is guarded as contacts are. Over places it does so
only where nobody is known to have come to two of them; else the sum of the places less the whole
would tell of those who did, so that no place is told. The lower end does not add up; it is rounded
down, so that taking one from another leaves any small number open, and is unknown where nothing is
left of it.

Contacts less the upper end is how many times people came again. That is not guarded, also where it
is small: it tells of nobody more than that somebody among at least the threshold came twice.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import product
from typing import Any, Final

import numpy as np
from msgspec import Struct

from events.outreach.domain.releases.basis import Code, Table
from events.outreach.domain.releases.gathering import Thresholds
from events.outreach.domain.releases.placing import cells_of
from events.outreach.domain.releases.problem import Problem, Row, Standing
from events.outreach.domain.releases.retold import Whole, tellable
from events.outreach.domain.releases.suppression import suppress

TOLD_IN: Final[frozenset[Table]] = frozenset(
    {
        (), ("municipality",), ("sex",), ("age_band",), ("municipality", "sex"),
        ("municipality", "age_band"), ("sex", "age_band"),
    }
)  # fmt: skip
TOTAL: Final[Code] = ((), ())

Kind = tuple[frozenset[str], str, str]
"""People alike: the municipalities they came to, their sex and their age."""


class Interval(Struct, frozen=True):
    """Between how few and how many people; how few may be unknown once it is rounded."""

    fewest: int | None
    most: int


def told(
    alike: Mapping[Kind, int],
    intervals: Mapping[Code, Interval],
    *,
    may: Collection[Code],
    thresholds: Thresholds,
) -> dict[Code, Interval]:
    """What may be told of the cells of `may`; the lower ends rounded unless both ends are one."""
    if any(len(places) > 1 and people > 0 for (places, _sex, _age), people in alike.items()):
        may = {cell for cell in may if "municipality" not in cell[0]}
    problem, cells = _problem(alike, may, thresholds)
    decided = suppress(problem).told
    return {
        cell: _rounded(intervals[cell], thresholds)
        for at, cell in enumerate(cells) if decided[at] and cell in intervals
    }  # fmt: skip


def whole_only(
    whole: Interval, now: Whole, earlier: Sequence[Whole], *, thresholds: Thresholds
) -> dict[Code, Interval]:
    """What may be told where `earlier` releases told people of some of the same events.

    They cannot be matched person by person, so no cell is told again; the total, if nobody or
    enough are left wherever it is taken from totals, or they from it.
    """
    few = thresholds.sensitive
    if whole.most < few or not tellable(now, earlier, few):
        return {}
    return {TOTAL: _rounded(whole, thresholds)}


def _rounded(interval: Interval, thresholds: Thresholds) -> Interval:
    if interval.fewest is None or interval.fewest == interval.most:
        return interval
    step = thresholds.sensitive
    return Interval(interval.fewest // step * step or None, interval.most)


def _problem(
    alike: Mapping[Kind, int], may: Collection[Code], thresholds: Thresholds
) -> tuple[Problem, list[Code]]:
    numbers: dict[Code, int] = {}
    for kind, people in alike.items():
        if people > 0:
            for cell in _cells(kind):
                numbers.setdefault(cell, len(numbers))
    groups = Counter({kind: people for kind, people in alike.items() if people > 0})
    for kind in _others(groups):
        if all(cell in numbers for cell in _cells(kind)):
            groups[kind] += 0
    member = np.zeros((len(numbers), len(groups)), dtype=bool)
    for column, kind in enumerate(groups):
        member[[numbers[cell] for cell in _cells(kind)], column] = True
    counted = np.array(list(groups.values()), dtype=np.int64)
    rows = [_row(cell, int(value), may, thresholds)
            for cell, value in zip(numbers, member @ counted, strict=True)]  # fmt: skip
    return _guarding(rows, member, counted, thresholds), list(numbers)


def _row(cell: Code, value: int, may: Collection[Code], thresholds: Thresholds) -> Row:
    return Row(
        standing=Standing.OPEN if cell in may else Standing.KEPT,
        worth=(-len(cell[0]), value),
        small=thresholds.sensitive,
    )


def _guarding(rows: list[Row], member: Any, people: Any, thresholds: Thresholds) -> Problem:
    # The stricter threshold for everybody: what a person came to is not looked up here.
    nothing = np.zeros((0, len(people)), dtype=bool)
    return Problem(
        rows=rows, member=member, people=people, sensitive=np.ones(len(people), dtype=bool),
        blocks=nothing, small=thresholds.small, small_sensitive=thresholds.sensitive,
    )  # fmt: skip


def _others(groups: Collection[Kind]) -> list[Kind]:
    """Who could have come, for all one knows."""
    sexes = sorted({sex for _places, sex, _age in groups})
    ages = sorted({age for _places, _sex, age in groups})
    each = dict.fromkeys(frozenset({place}) for places, _sex, _age in groups for place in places)
    return list(product(each, sexes, ages))


def _cells(kind: Kind) -> list[Code]:
    places, sex, age = kind
    answers = {"municipality": tuple(sorted(places)), "sex": (sex,), "age_band": (age,)}
    return [cell for cell in cells_of(answers) if cell[0] in TOLD_IN]
