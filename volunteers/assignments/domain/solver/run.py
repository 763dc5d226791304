"""One run of the solver: its clock, what it has told so far, and the rota that it ends with."""

import time
from collections.abc import Callable, Collection
from math import isfinite
from typing import Final

from volunteers.assignments.domain.solver.cost import cost
from volunteers.assignments.domain.solver.highs import HALF, Column, Heard
from volunteers.assignments.domain.solver.instance import ROLES, Instance, Place
from volunteers.assignments.domain.solver.result import Outcome, Phase, Progress, Rota
from volunteers.assignments.domain.solver.weights import Weights

Said = Callable[[Progress], None]
BREATH: Final = 0.5  # seconds between two words of the same phase


class Run:
    """Knows the time that is left, and tells whoever listens how far it has come."""

    def __init__(
        self, instance: Instance, weights: Weights, seconds: float, said: Said | None
    ) -> None:
        self._instance, self._weights = instance, weights
        self._started = time.monotonic()
        self.seconds = seconds
        self._said = said
        self._needed = sum(task.leads + task.assistants for task in instance.tasks)
        self._filled = 0
        self._quiet_until = 0.0
        self.best: int | None = None

    def elapsed(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._started

    def left(self) -> float:
        """Seconds until it has to be done."""
        return max(0.0, self.seconds - self.elapsed())

    def tell(self, phase: Phase, *, filled: int | None = None, gap: int | None = None) -> None:
        """Say that it has come so far."""
        self._filled = self._filled if filled is None else filled
        if self._said is not None:
            self._said(
                Progress(
                    phase=phase, elapsed=self.elapsed(),
                    filled=self._filled, needed=self._needed, gap=gap,
                )
            )  # fmt: skip

    def hear(self, candidates: int, fixed: int) -> Heard:
        """What HiGHS is to call: every better rota is told, and in between not too often.

        `fixed` places stand beside the `candidates`, which are the first columns.
        """

        def heard(values: Column | None, objective: float, bound: float) -> None:
            better = values is not None and (self.best is None or objective < self.best)
            if not better and self.elapsed() < self._quiet_until:
                return
            self._quiet_until = self.elapsed() + BREATH
            filled = None
            if values is not None and better:
                self.best = round(objective)
                filled = fixed + int((values[:candidates] > HALF).sum())
            self.tell("solving", filled=filled, gap=self.gap(bound))

        return heard

    def gap(self, bound: float) -> int | None:
        """How far the best so far may be from the best there is, in millionths."""
        if self.best is None or not isfinite(bound):
            return None
        return int(1e6 * max(0.0, self.best - bound) / max(1, self.best))

    def found(self, places: Collection[Place]) -> None:
        """Hear of a first rota, which others have to be better than."""
        self.best = cost(self._instance, places, self._weights)
        self._filled = len(places)

    def rota(
        self, rotas: Collection[Collection[Place]], bound: int | None, *, pruned: bool = False
    ) -> Rota:
        """The cheapest of some rotas; of equals the first."""
        priced = [(cost(self._instance, places, self._weights), places) for places in rotas]
        objective, places = min(priced, key=lambda it: it[0])
        # A bound holds for what was kept: the greedy may have found better beyond that.
        proven = None if bound is None else min(bound, objective)
        return Rota(
            places=ordered(places),
            outcome=_outcome(objective, proven),
            objective=objective,
            bound=proven,
            pruned=pruned and proven is not None,
            seconds=self.elapsed(),
        )


def ordered(places: Collection[Place]) -> tuple[Place, ...]:
    """In order of task, role (lead first) and person."""
    return tuple(sorted(places, key=lambda it: (it.task, ROLES.index(it.role), it.person)))


def _outcome(objective: int, bound: int | None) -> Outcome:
    if bound is None:
        return "greedy"
    return "optimal" if bound == objective else "bounded"
