"""The best rota for an instance, and how far from the best it can be at most."""

from collections.abc import Collection
from typing import Final

import numpy as np

from volunteers.assignments.domain.solver.greedy import greedy
from volunteers.assignments.domain.solver.highs import minimise
from volunteers.assignments.domain.solver.instance import Instance, Place
from volunteers.assignments.domain.solver.model import Column, Model, Question, question
from volunteers.assignments.domain.solver.narrowing import narrowed
from volunteers.assignments.domain.solver.result import Rota
from volunteers.assignments.domain.solver.run import Run, Said
from volunteers.assignments.domain.solver.weights import PLANNING, Weights

ENOUGH: Final = 1_000  # millionths that are not worth looking on for
AT_MOST: Final = 50_000  # candidates that HiGHS solves whole in a few seconds


def solve(
    instance: Instance,
    *,
    seconds: float,
    seed: int,
    weights: Weights = PLANNING,
    said: Said | None = None,
    at_most: int = AT_MOST,
) -> Rota:
    """A rota that breaks no rule, within about so many seconds; `said` hears how far it has come.

    The same seed gives the same rota, also where several are as good, unless the time was up.
    With more than `at_most` candidates it is made of the likely ones, but its bound holds for all;
    only if the time did not suffice for that does it hold for those alone, and `pruned` says so.
    """
    run = Run(instance, weights, seconds, said)
    run.tell("reading")
    asked = question(instance, weights)
    run.tell("greedy")
    first = greedy(instance, weights, asked.eligible)
    run.found(first)
    if not len(asked.choice):
        return run.rota([first], run.best)
    if len(asked.choice) <= at_most:
        everybody = np.ones(len(asked.choice), dtype=bool)
        found, bound = _searched(asked, everybody, run, seed)
        return run.rota([first, *found], bound)
    return _gradually(asked, first, run, seed, at_most)


def _gradually(
    asked: Question, first: Collection[Place], run: Run, seed: int, at_most: int
) -> Rota:
    """Among few candidates, and among more only if that leaves much open."""
    narrow = narrowed(asked, first, run, at_most)
    rotas: list[Collection[Place]] = [first]
    rota = run.rota(rotas, narrow.bound)
    for kept in narrow.kept:
        found, bound = _searched(asked, kept, run, seed)
        rotas += found
        if narrow.bound is None:
            return run.rota(rotas, bound, pruned=True)
        rota = run.rota(rotas, narrow.bound)
        if rota.gap is not None and rota.gap <= ENOUGH:
            break
    return rota


def _searched(
    asked: Question, kept: Column, run: Run, seed: int
) -> tuple[list[frozenset[Place]], int | None]:
    """The best rota of some candidates, and its bound."""
    run.tell("model")
    model = Model(asked, asked.choice.only(np.flatnonzero(kept)))
    run.tell("solving")
    heard = run.hear(len(model.chosen), len(asked.base.places))
    found = minimise(model.sheet, seconds=run.left(), seed=seed, heard=heard)
    if found.values is None:
        return [], found.bound
    return [model.places(found.values) | asked.base.places], found.bound
