"""What the solver answers with."""

from typing import Literal

from msgspec import Struct

from volunteers.assignments.domain.solver.instance import Place

Outcome = Literal["optimal", "bounded", "greedy"]
Phase = Literal["reading", "greedy", "model", "solving", "explaining"]


class Progress(Struct, frozen=True, kw_only=True):
    """How far a run has come: seconds since it began, places filled of those needed, and the gap.

    `gap` is in millionths of the objective, None until something is proven.
    """

    phase: Phase
    elapsed: float
    filled: int = 0
    needed: int = 0
    gap: int | None = None


class Rota(Struct, frozen=True, kw_only=True):
    """Who helps at what, accepted places included, in order of task, role (lead first) and person.

    `objective` is its cost, `bound` a proven lower bound of the cost of any rota, None where
    nothing was proven; `outcome` is optimal when both agree, bounded when they do not, and greedy
    when nothing was proven. `pruned` says that the bound holds only for the candidates that were
    kept, so that the gap is against those.
    """

    places: tuple[Place, ...]
    outcome: Outcome
    objective: int
    bound: int | None = None
    pruned: bool = False
    seconds: float = 0.0

    @property
    def gap(self) -> int | None:
        """(objective - bound) / objective, in millionths, rounded up."""
        if self.bound is None:
            return None
        return -(-(self.objective - self.bound) * 1_000_000 // max(1, self.objective))
