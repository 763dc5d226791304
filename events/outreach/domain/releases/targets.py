"""The groups that nobody may find out: small cells, and what small cells differ by."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from events.outreach.domain.releases.problem import Membership, Problem, Standing, Target

AT_ONCE: Final = 4096


def targets(problem: Problem) -> list[Target]:
    """Every small group that some cells could give away, each once."""
    found: dict[bytes, Target] = {}
    for target in (*_cells(problem), *_sets(problem, problem.blocks), *_differences(problem)):
        found.setdefault(target.groups.tobytes(), target)
    return list(found.values())


def alone(problem: Problem, groups: NDArray[np.intp]) -> Iterator[Target]:
    """Smallest groups, each by itself."""
    sets = np.zeros((len(groups), len(problem.people)), dtype=bool)
    sets[np.arange(len(groups)), groups] = True
    yield from _sets(problem, sets)


def _cells(problem: Problem) -> Iterator[Target]:
    for row, groups, value in zip(problem.rows, problem.member, problem.values, strict=True):
        if 0 < value < row.small:
            yield Target(groups, 1, row.small - 1)
        elif row.few and value:
            # Few people who came often: how often is not to be known any better than that.
            yield Target(groups, int(value) - row.small + 1, int(value) + row.small - 1)


def _sets(problem: Problem, sets: Membership) -> Iterator[Target]:
    if not len(sets):
        return
    counted, small = problem.count(sets), problem.threshold(sets)
    for at in np.flatnonzero((counted > 0) & (counted < small)):
        yield Target(sets[at], 1, int(small[at]) - 1)


def _differences(problem: Problem) -> Iterator[Target]:
    """What is left of a cell without another that lies within it, now or then."""
    inner, outer = _close_pairs(problem)
    packed = np.packbits(problem.member, axis=1)
    for start in range(0, len(inner), AT_ONCE):
        a, b = inner[start : start + AT_ONCE], outer[start : start + AT_ONCE]
        nested = ~(packed[a] & ~packed[b]).any(axis=1)
        a, b = a[nested], b[nested]
        yield from _sets(problem, problem.member[b] & ~problem.member[a])


def _close_pairs(problem: Problem) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Cells that differ by few people; of two earlier ones nothing can be changed any more."""
    values = problem.values
    fresh = problem.standing(Standing.OPEN)
    apart = values[None, :] - values[:, None]
    close = (apart > 0) & (apart < problem.small_sensitive) & (fresh[None, :] | fresh[:, None])
    inner, outer = np.nonzero(close)
    return inner, outer
