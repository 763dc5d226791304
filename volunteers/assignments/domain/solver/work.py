"""What is asked of the solver's process, and the lines that it answers with."""

from msgspec import Struct

from volunteers.assignments.domain.solver.funnel import Funnel
from volunteers.assignments.domain.solver.instance import Instance
from volunteers.assignments.domain.solver.result import Progress, Rota
from volunteers.assignments.domain.solver.weights import PLANNING, Weights


class Work(Struct, frozen=True, kw_only=True):
    """One line of JSON on the standard input: what to solve, and for how long at most."""

    instance: Instance
    seconds: float
    seed: int = 0
    weights: Weights = PLANNING


class Said(Struct, frozen=True, tag="said"):
    """A line on the way: how far it has come."""

    progress: Progress


class Answer(Struct, frozen=True, tag="answer"):
    """The last line: the rota, and for every place that it leaves empty why."""

    rota: Rota
    funnels: tuple[Funnel, ...] = ()


Line = Said | Answer
