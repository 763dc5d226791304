"""Rows of the programme: each further place of somebody costs more than the one before."""

from collections import Counter

import numpy as np

from volunteers.assignments.domain.solver.choice import Choice, Settled
from volunteers.assignments.domain.solver.cost import step_cost
from volunteers.assignments.domain.solver.entries import NO_ROW, Entries, where
from volunteers.assignments.domain.solver.instance import Instance, Person
from volunteers.assignments.domain.solver.sheet import Sheet
from volunteers.assignments.domain.solver.weights import Weights


class Loads:
    """A row for each person: as many steps are paid for as there are places taken.

    The steps need not be whole numbers: they never cost less than the one before, so that a
    programme that minimises takes them in order, and whole if the places are.
    """

    def __init__(
        self, sheet: Sheet, instance: Instance, base: Settled, chosen: Choice, weights: Weights
    ) -> None:
        people = instance.people
        offered = np.bincount(chosen.person, minlength=len(people))
        asked = np.flatnonzero(offered)
        self._row = np.full(len(people), NO_ROW)
        self._row[asked] = sheet.rows(0, 0, len(asked))
        done = Counter(place.person for place in base.places)
        costs: list[int] = []
        most: list[int] = []
        rows: list[int] = []
        for number in asked.tolist():
            steps = _steps(people[number], done[number], int(offered[number]), weights)
            costs += steps
            most += steps.values()
            rows += [int(self._row[number])] * len(steps)
        sheet.enter(rows, sheet.columns(costs, most), -1.0)

    def entries(self, chosen: Choice) -> list[Entries]:
        """Each candidate stands in the row of the person."""
        return [where(self._row[chosen.person])]


def _steps(person: Person, done: int, offered: int, weights: Weights) -> dict[int, int]:
    """What further places cost, and how many of them cost the same."""
    steps: Counter[int] = Counter()
    for number in range(done + 1, done + offered + 1):
        cost = step_cost(person, number, weights)
        if cost == weights.load * weights.load_steps:
            steps[cost] += done + offered + 1 - number
            break
        steps[cost] += 1
    return steps
