"""The rota as a mixed integer programme whose objective is what `cost` counts."""

from collections import Counter
from typing import Any, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.choice import Choice, Settled, choice, held_worth, settled
from volunteers.assignments.domain.solver.clashes import Clashes
from volunteers.assignments.domain.solver.company import Novices, TwoAdults
from volunteers.assignments.domain.solver.cost import place_cost, step_cost
from volunteers.assignments.domain.solver.covering import Covering, Languages
from volunteers.assignments.domain.solver.eligible import Eligible, eligibility
from volunteers.assignments.domain.solver.entries import Entries
from volunteers.assignments.domain.solver.highs import HALF
from volunteers.assignments.domain.solver.instance import Instance, Place
from volunteers.assignments.domain.solver.limits import Limit
from volunteers.assignments.domain.solver.loads import Loads
from volunteers.assignments.domain.solver.one_place import enter_clashes
from volunteers.assignments.domain.solver.pairs import Pairs
from volunteers.assignments.domain.solver.sheet import Sheet
from volunteers.assignments.domain.solver.weights import Weights

Column = NDArray[Any]


class Family(Protocol):
    """Rows of one kind, which know where any candidate stands in them."""

    def entries(self, chosen: Choice) -> list[Entries]:
        """The coefficients of some candidates."""


class Question(Struct, frozen=True):
    """An instance to solve, and what follows from it before anything is decided.

    `choice` are all candidates, their prices with what a settled partner makes of them; `anyway`
    is what every rota costs, whatever it decides.
    """

    instance: Instance
    weights: Weights
    eligible: Eligible
    base: Settled
    choice: Choice
    clashes: Clashes
    anyway: int


class Model:
    """A programme for some of the candidates, the first columns in their order."""

    def __init__(self, asked: Question, chosen: Choice) -> None:
        instance, base, weights = asked.instance, asked.base, asked.weights
        self.sheet = sheet = Sheet()
        self.chosen = chosen
        sheet.constant = asked.anyway
        sheet.columns(chosen.price, whole=True)
        families: list[Family] = [
            Covering(sheet, base, weights),
            Languages(sheet, instance, base, weights),
            Loads(sheet, instance, base, chosen, weights),
            Limit(sheet, instance, chosen, "week"),
            Limit(sheet, instance, chosen, "month"),
            Novices(sheet, instance, base, chosen),
            TwoAdults(sheet, instance, base),
        ]
        for family in families:
            for entries in family.entries(chosen):
                sheet.enter(entries.row, entries.candidate, entries.value)
        enter_clashes(sheet, chosen, asked.clashes)
        Pairs(instance, base, chosen).enter(sheet, weights)

    def places(self, values: Column) -> frozenset[Place]:
        """The places that a solution takes."""
        taken = np.flatnonzero(values[: len(self.chosen)] > HALF)
        return frozenset(self.chosen.place(row) for row in taken.tolist())


def question(instance: Instance, weights: Weights) -> Question:
    """Look at everything once that is needed for whichever candidates are kept."""
    base = settled(instance)
    table = eligibility(instance)
    chosen = choice(instance, table, base, weights)
    anyway = _anyway(instance, base, weights) + Pairs(instance, base, chosen).price(weights)
    return Question(instance, weights, table, base, chosen, Clashes(instance), anyway)


def _anyway(instance: Instance, base: Settled, weights: Weights) -> int:
    """The accepted places and their loads, and all that is held as if it were dropped."""
    done = Counter(place.person for place in base.places)
    return (
        sum(
            held_worth(held.status, weights)
            for held in instance.held
            if held.place not in base.places
        )
        + sum(place_cost(instance, place, weights) for place in base.places)
        + sum(
            step_cost(instance.people[person], step, weights)
            for person, number in done.items()
            for step in range(1, number + 1)
        )
    )
