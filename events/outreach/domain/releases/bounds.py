"""Between which numbers somebody can place a group who knows what is told: linear programmes.

A group is safe as soon as two worlds are found that agree with everything that is told: one in
which it is as small as `low`, one in which it is as large as `high`. Each world found is held
against all groups.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import highspy
import numpy as np
from numpy.typing import NDArray

from events.outreach.domain.releases.problem import Membership, Problem, Standing, Target

NEAR: Final = 1e-6
SEED: Final = 7
REACH: Final = 2
GROUPS: Final = 4_000
PRIMAL: Final = 4
WORTHWHILE: Final = 3
Numbers = NDArray[np.float64]


class Worlds:
    """All worlds that agree with what is told; telling less only adds to them.

    They are reckoned from ours, which is one of them: so many people more, and so many fewer, of
    each group. Of very many groups some stay as they are, which only makes us more careful.
    """

    def __init__(
        self, problem: Problem, told: Membership, targets: Sequence[Target], *, end: float
    ) -> None:
        self._end = end
        # That somebody is in a cell that is held back says no more than that it is held back: it
        # counts where others leave less room above, not against how few a group could be.
        self._least = 1.0 if end > 0 else 0.0
        self._ours = problem.people.astype(np.float64)
        self._moving = _moving(problem, targets)
        # A cell that several releases have is one row here, told as long as one of them tells it.
        cells, self._row_of = np.unique(problem.member, axis=0, return_inverse=True)
        self._values = problem.count(cells).astype(np.float64)
        self._telling = np.bincount(self._row_of[told], minlength=len(cells))
        self._solver = _quiet()
        most = float(REACH * problem.small_sensitive)
        people = self._ours[self._moving]
        self._solver.passModel(_programme(cells[:, self._moving], people, most))
        for row in np.flatnonzero(self._telling == 0):
            self._loosen(int(row))

    def keep_back(self, cell: int) -> None:
        """Tell no more of a cell than that somebody is in it."""
        row = int(self._row_of[cell])
        self._telling[row] -= 1
        if not self._telling[row]:
            self._loosen(row)

    def furthest(self, groups: Membership | Numbers) -> tuple[Numbers, Numbers]:
        """The world with the most people in these groups (with the fewest if `end` is -1).

        And what each cell has to do with it.
        """
        costs = self._end * groups[self._moving].astype(np.float64)
        both = np.concatenate([-costs, costs])
        self._solver.changeColsCost(len(both), np.arange(len(both), dtype=np.int32), both)
        self._solver.run()
        solution = self._solver.getSolution()
        more, fewer = np.split(np.array(solution.col_value), 2)
        world = self._ours.copy()
        world[self._moving] += more - fewer
        return world, np.array(solution.row_dual)[self._row_of]

    def _loosen(self, row: int) -> None:
        self._solver.changeRowBounds(row, self._least - self._values[row], highspy.kHighsInf)


class Doubts:
    """Which targets no world has yet shown as large, or for the lower end as small, as needed."""

    def __init__(self, targets: Sequence[Target], *, end: float) -> None:
        self._end = end
        self._groups = np.array([target.groups for target in targets], dtype=np.float64)
        needed = [target.high if end > 0 else target.low for target in targets]
        self._needed = end * np.array(needed, dtype=np.float64)
        self.open = np.ones(len(targets), dtype=bool)
        self._last: Numbers = np.zeros(self._groups.shape[1])

    def see(self, world: Numbers) -> int:
        """Take away the doubts that a world answers; how many those were."""
        before, self._last = int(self.open.sum()), world
        self.open &= self._end * (self._groups @ world) < self._needed - NEAR
        return before - int(self.open.sum())

    def settle_for(self, at: int, reached: float) -> bool:
        """Ask no more of a target than what earlier releases left; whether that is what it has.

        They may have said more of a group that only this release makes out.
        """
        if self._end * reached >= self._needed[at] - NEAR:
            return False
        self._needed[at] = self._end * reached
        self.see(self._last)
        return not self.open[at]

    @property
    def together(self) -> Numbers:
        """All that is in doubt, to pull at it together."""
        return np.asarray(self.open.astype(np.float64) @ self._groups)

    def first(self) -> int | None:
        """A target that is in doubt."""
        return int(np.argmax(self.open)) if self.open.any() else None


Choose = Callable[[Numbers, Target], int | None]


def withhold(problem: Problem, told: Membership, targets: Sequence[Target], choose: Choose) -> None:
    """Keep back, one by one, what `choose` names, until every target is safe.

    `choose` is told what each row has to do with a bound that is too tight; it notes in `told` what
    it names, and gives None when there is nothing left to keep back. What earlier releases gave
    away is not hidden by keeping more back: no target is asked to be safer than they left it.
    """
    for end in (1.0, -1.0):
        if targets:
            _withhold(problem, told, targets, choose, end)


def _withhold(
    problem: Problem, told: Membership, targets: Sequence[Target], choose: Choose, end: float
) -> None:
    worlds, doubts = Worlds(problem, told, targets, end=end), Doubts(targets, end=end)
    without = _Without(problem, targets, end)
    doubts.see(problem.people.astype(np.float64))
    while doubts.see(worlds.furthest(doubts.together)[0]) >= WORTHWHILE:
        continue
    while (at := doubts.first()) is not None:
        world, duals = worlds.furthest(targets[at].groups)
        doubts.see(world)
        if not doubts.open[at] or doubts.settle_for(at, without.reached(at)):
            continue
        row = choose(duals, targets[at])
        if row is None:
            doubts.open[at] = False
        else:
            worlds.keep_back(row)


class _Without:
    """The worlds that there would be if nothing more were told than was told before."""

    def __init__(self, problem: Problem, targets: Sequence[Target], end: float) -> None:
        self._problem, self._targets, self._end = problem, targets, end
        self._worlds: Worlds | None = None
        self._reached: dict[int, float] = {}

    def reached(self, at: int) -> float:
        """How large, or small, a target can be there; asked only of those that are in doubt."""
        if at not in self._reached:
            before = self._problem.standing(Standing.TOLD)
            if self._worlds is None:
                self._worlds = Worlds(self._problem, before, self._targets, end=self._end)
            groups = self._targets[at].groups
            self._reached[at] = float(groups @ self._worlds.furthest(groups)[0])
        return self._reached[at]


def _moving(problem: Problem, targets: Sequence[Target]) -> NDArray[np.intp]:
    """The groups that may be larger or smaller in another world: first those that matter."""
    near = np.any([target.groups for target in targets], axis=0)
    order = np.random.default_rng(SEED).permutation(len(near))
    first = order[near[order] & (problem.people[order] > 0)]
    rest = order[~np.isin(order, first)]
    return np.sort(np.concatenate([first, rest])[: max(len(first), GROUPS)])


def _programme(member: Membership, people: Numbers, most: float) -> highspy.HighsLp:
    width = len(people)
    programme = highspy.HighsLp()
    programme.num_row_, programme.num_col_ = len(member), 2 * width
    programme.col_cost_ = np.zeros(2 * width)
    programme.col_lower_ = np.zeros(2 * width)
    # Worlds far away are not needed.
    programme.col_upper_ = np.concatenate([np.full(width, most), np.minimum(people, most)])
    programme.row_lower_ = programme.row_upper_ = np.zeros(len(member))
    columns, rows = np.nonzero(member.T)
    starts = np.searchsorted(columns, np.arange(width + 1))
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    matrix.start_ = np.concatenate([starts, starts[1:] + len(rows)]).astype(np.int32)
    matrix.index_ = np.concatenate([rows, rows]).astype(np.int32)
    matrix.value_ = np.concatenate([np.ones(len(rows)), -np.ones(len(rows))])
    return programme


def _quiet() -> Any:
    """A solver that starts from the world it is in: only what is asked for changes, never what is
    told, so that world stays possible."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves it without types
    options: dict[str, bool | int | str] = {
        "output_flag": False, "threads": 1, "parallel": "off", "random_seed": SEED,
        "presolve": "off", "solver": "simplex", "simplex_strategy": PRIMAL,
    }  # fmt: skip
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver
