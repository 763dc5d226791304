"""The least that a tiny rota can cost, found by looking at every one that the checker lets pass."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from tests.support.rota_checker import violations
from volunteers.assignments.domain.solver.cost import cost
from volunteers.assignments.domain.solver.instance import Instance, Place, Role
from volunteers.assignments.domain.solver.weights import Weights

LEAD: Final[Role] = "lead"
ASSISTANT: Final[Role] = "assistant"
# What one more person may mend: the rules on teams that are not worse the more there are.
MENDED = ("alone", "novices beside")


def optimum(instance: Instance, weights: Weights) -> int:
    """The cost of the best rota; hopeless for more than a few events and people."""
    return min(cost(instance, rota, weights) for rota in rotas(instance))


def rotas(instance: Instance) -> Iterator[list[Place]]:
    """Every rota that breaks no rule."""
    fixed = [held.place for held in instance.held if held.status == "accepted"]
    people, tasks = range(len(instance.people)), range(len(instance.tasks))
    places = [Place(*each) for each in product(people, tasks, (LEAD, ASSISTANT))]
    could = [place for place in places if place not in fixed and _stands(instance, [*fixed, place])]
    yield from (rota for rota in _grown(instance, fixed, could) if not violations(instance, rota))


def _grown(instance: Instance, rota: list[Place], could: list[Place]) -> Iterator[list[Place]]:
    if not could:
        yield rota
        return
    first, *rest = could
    yield from _grown(instance, rota, rest)
    if _stands(instance, [*rota, first]):
        yield from _grown(instance, [*rota, first], rest)


def _stands(instance: Instance, rota: list[Place]) -> bool:
    """Whether nothing is wrong with it but what others who join may mend."""
    wrong = violations(instance, rota)
    return all(any(words in line for words in MENDED) for line in wrong)
