"""Which of very many candidates the best rotas are made of, and a bound that holds for all."""

from collections.abc import Collection
from math import ceil
from typing import Any, Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.instance import Place
from volunteers.assignments.domain.solver.master import SOME, Master, Relaxed
from volunteers.assignments.domain.solver.model import Question
from volunteers.assignments.domain.solver.pairs import Pairs
from volunteers.assignments.domain.solver.pricing import outlook
from volunteers.assignments.domain.solver.pruning import likely, taken
from volunteers.assignments.domain.solver.run import Run

Column = NDArray[Any]
CLOSE: Final = 0.0005  # of the objective: nearer than this the bound need not come
PART: Final = 0.7  # of the time; the rest is for the rota itself
ROUNDING: Final = 1e-8  # of a bound that was summed up from fractions
ROUNDS: Final = 20
# Of what may be kept, the parts that are kept though the master does not take them: few, then all.
BESIDE: Final = (5, 1)


class Narrowed(Struct, frozen=True):
    """Marks on the candidates to keep, first on few, then on more; without a bound on one lot only.

    `bound` is a proven one for all candidates.
    """

    kept: tuple[Column, ...]
    bound: int | None


def narrowed(asked: Question, first: Collection[Place], run: Run, at_most: int) -> Narrowed:
    """Begin with what is likely, and take in what would help until next to nothing would."""
    kept = likely(asked, first, at_most)
    master = Master(asked, np.flatnonzero(kept))
    bound, relaxed = None, None
    for _round in range(ROUNDS):
        solved = master.solve(PART * run.seconds - run.elapsed())
        if solved is None:
            break
        relaxed = solved
        seen = outlook(asked, master, relaxed)
        bound = max(bound or 0, ceil(seen.bound - ROUNDING * abs(seen.bound)))
        run.tell("solving", gap=run.gap(bound))
        more = np.setdiff1d(seen.wanted, master.rows)
        # Before the clashes are in, the bound may well be above the master's own optimum.
        close = abs(relaxed.objective - seen.bound) < CLOSE * relaxed.objective
        if close or not (master.part(relaxed.taken) or len(more)):
            break
        master.admit(more)
    # That nothing costs less than nothing is known without proof.
    if relaxed is None or not bound:
        return Narrowed((kept,), None)
    marks = [_near(relaxed, at_most // part) for part in BESIDE]
    return Narrowed(tuple(_whole(asked, first, master.rows[near]) for near in marks), bound)


def _whole(asked: Question, first: Collection[Place], rows: Column) -> Column:
    """A mark on some candidates, on what the greedy picked, and on those who come with them."""
    kept = taken(asked, first)
    kept[rows] = True
    return Pairs(asked.instance, asked.base, asked.choice).partners(kept)


def _near(relaxed: Relaxed, beside: int) -> Column:
    """What the master takes, whole or in part, and so many that cost next to nothing more.

    The master's optimum is nearly whole, so that few others are needed to make it a rota.
    """
    cheapest = np.argsort(relaxed.excess, kind="stable")[:beside]
    return np.union1d(np.flatnonzero(relaxed.taken > SOME), cheapest)
