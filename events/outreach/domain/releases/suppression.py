"""Which cells may be told so that nobody can find a small group, by what is told now and ever.

First law: no small group follows by adding and subtracting, whatever the numbers are. Second law:
the numbers leave each small group open between 1 and one less than the threshold. Cells are told
in the order of their worth as long as the first law allows it; what the second law still forbids is
kept back again, the least worthy first. It always ends: what was told earlier was safe.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from events.outreach.domain.releases.bounds import Numbers, withhold
from events.outreach.domain.releases.problem import Membership, Problem, Standing, Target
from events.outreach.domain.releases.span import Span
from events.outreach.domain.releases.targets import alone, targets


class Decision(Struct, frozen=True, eq=False):
    """Which rows are told, those told earlier among them, and which are small themselves."""

    told: Membership
    primary: Membership


def suppress(problem: Problem) -> Decision:
    """Decide about every row that is open."""
    guarded = targets(problem)
    told = _first_law(problem, guarded)
    told = _second_law(problem, guarded, told)
    return Decision(told | _implied(problem, told), _primary(problem))


def _primary(problem: Problem) -> Membership:
    small = np.array([row.small for row in problem.rows], dtype=np.int64)
    few = np.array([row.few for row in problem.rows], dtype=bool)
    values = problem.values
    primary: Membership = (values > 0) & (few | (values < small))
    return primary


def _first_law(problem: Problem, guarded: list[Target]) -> Membership:
    """Tell rows, the worthiest first, as long as nothing guarded follows from them."""
    told, follows = _telling(problem, guarded)
    while follows:
        # Smallest groups are too many to guard them all: only those that would be given away.
        guarded = [*guarded, *follows]
        told, follows = _telling(problem, guarded)
    return told


def _telling(problem: Problem, guarded: list[Target]) -> tuple[Membership, list[Target]]:
    height = len(problem.rows)
    sets = [problem.member, *(target.groups[None, :] for target in guarded)]
    span = Span(np.concatenate(sets)[:, problem.people > 0])
    guards = np.arange(len(span.rest)) >= height
    told = problem.standing(Standing.TOLD)
    span.learn_all(list(np.flatnonzero(told)))
    for row in _worthiest_first(problem):
        told[row] = span.learn_unless(row, guards)
    return told, _given_away(problem, guarded, told)


def _worthiest_first(problem: Problem) -> list[int]:
    primary = _primary(problem)
    able = [
        at for at, row in enumerate(problem.rows)
        if row.standing is Standing.OPEN and not primary[at]
    ]  # fmt: skip
    return sorted(able, key=lambda at: problem.rows[at].worth, reverse=True)


def _given_away(problem: Problem, guarded: list[Target], told: Membership) -> list[Target]:
    """Small smallest groups that follow from what would be told, but not from what was."""
    before = problem.standing(Standing.TOLD)
    people = problem.people
    small = np.flatnonzero((people > 0) & (people < problem.small_sensitive))
    follows = _following(problem, told, small)
    fresh = follows[~np.isin(follows, _following(problem, before, follows))]
    known = {target.groups.tobytes() for target in guarded}
    return [one for one in alone(problem, fresh) if one.groups.tobytes() not in known]


def _following(problem: Problem, told: Membership, groups: NDArray[np.intp]) -> NDArray[np.intp]:
    """Which of these smallest groups follow from what is told."""
    some = problem.people > 0
    rows = problem.member[told][:, some]
    span = Span(rows, (np.cumsum(some) - 1)[groups])
    span.learn_all(list(range(len(rows))))
    return groups[span.known()[len(rows) :]]


def _implied(problem: Problem, told: Membership) -> Membership:
    """What anybody can add up from what is told may as well be told: it gives nothing away."""
    span = Span(problem.member)
    span.learn_all(np.flatnonzero(told).tolist())
    return span.known() & problem.standing(Standing.OPEN) & ~_primary(problem)


def _second_law(problem: Problem, guarded: list[Target], told: Membership) -> Membership:
    told = told.copy()
    # What follows from earlier releases is known whether it is told again or not.
    known = _implied(problem, problem.standing(Standing.TOLD))
    droppable = np.flatnonzero(told & problem.standing(Standing.OPEN) & ~known).tolist()
    cheapest_first: list[int] = sorted(droppable, key=lambda at: problem.rows[at].worth)

    def choose(duals: Numbers, target: Target) -> int | None:
        touching = np.atleast_1d(np.any(problem.member & target.groups, axis=1))
        still = [at for at in cheapest_first if told[at]]
        tight = [at for at in still if abs(duals[at]) > 1e-9]
        chosen = next(iter(tight or [at for at in still if touching[at]]), None)
        if chosen is not None:
            told[chosen] = False
        return chosen

    withhold(problem, told, guarded, choose)
    return told
