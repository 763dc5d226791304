"""Rows of the programme about events: their places, and the languages spoken there."""

import numpy as np

from volunteers.assignments.domain.solver.choice import Choice, Settled
from volunteers.assignments.domain.solver.entries import NO_ROW, Entries, listed, where
from volunteers.assignments.domain.solver.instance import ROLES, Instance
from volunteers.assignments.domain.solver.sheet import Sheet
from volunteers.assignments.domain.solver.weights import Weights


class Covering:
    """In each role no more people than it has room for, and a cost for who is missing."""

    def __init__(self, sheet: Sheet, base: Settled, weights: Weights) -> None:
        places = np.flatnonzero(base.room > 0)
        room = base.room[places]
        empty = np.array([weights.empty(role) for role in ROLES])[places % len(ROLES)]
        self._row = np.full(len(base.room), NO_ROW)
        self._row[places] = sheet.rows(room, room, len(places))
        sheet.enter(self._row[places], sheet.columns(empty, room))

    def entries(self, chosen: Choice) -> list[Entries]:
        """Each candidate stands in the row of its place."""
        return [where(self._row[chosen.task * len(ROLES) + chosen.role])]


class Languages:
    """Somebody at the event speaks each language that it needs, or that costs."""

    def __init__(self, sheet: Sheet, instance: Instance, base: Settled, weights: Weights) -> None:
        people = instance.people
        self._spoken = [frozenset(person.languages) for person in people]
        self._rows: dict[tuple[int, str], list[int]] = {}
        for number, task in enumerate(instance.tasks):
            heard = {word for each in base.company(number) for word in people[each].languages}
            for language in task.languages:
                if language not in heard:
                    row = int(sheet.rows(1, np.inf, 1)[0])
                    sheet.enter([row], sheet.columns(weights.language))
                    self._rows.setdefault((number, language), []).append(row)

    def entries(self, chosen: Choice) -> list[Entries]:
        """Each candidate stands in the rows of what they speak."""
        where_needed = list({task for task, _language in self._rows})
        rows, candidates = [], []
        for candidate in np.flatnonzero(np.isin(chosen.task, where_needed)).tolist():
            task = int(chosen.task[candidate])
            for language in self._spoken[chosen.person[candidate]]:
                found = self._rows.get((task, language), [])
                rows += found
                candidates += [candidate] * len(found)
        return [listed(rows, candidates)]
