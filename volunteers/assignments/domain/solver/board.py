"""A rota on which places are taken and given back one at a time, with what each of that costs.

Nothing can be put on it that breaks a rule, except that with minors somebody may be alone on the
way to a team; whoever moves people settles that in the end.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.choice import find, held_worth, settled
from volunteers.assignments.domain.solver.cost import step_cost
from volunteers.assignments.domain.solver.eligible import Eligible
from volunteers.assignments.domain.solver.instance import ROLES, Instance, Place, Role
from volunteers.assignments.domain.solver.neighbours import neighbours
from volunteers.assignments.domain.solver.room import Room
from volunteers.assignments.domain.solver.teams import Teams
from volunteers.assignments.domain.solver.weights import Weights

NEVER: Final = 1 << 40
Column = NDArray[Any]


class Board:
    """Who is where; `cost` is by how much that differs from only what was accepted."""

    def __init__(self, instance: Instance, table: Eligible, weights: Weights) -> None:
        self.instance, self.table, self.weights = instance, table, weights
        base = settled(instance)
        self.cost = 0
        self.vacant: list[int] = base.room.tolist()
        self.held: dict[int, dict[int, int]] = defaultdict(dict)  # by person: task -> row
        self.teams = Teams(instance, base.places, weights)
        self._near = neighbours(instance)
        self._blocked = np.zeros((len(instance.tasks), len(instance.people)), dtype=np.int8)
        self._room = Room(instance)
        self._number = Counter(place.person for place in base.places)
        self._next = np.array([self._step(person, 1) for person in range(len(instance.people))])
        self._price = self._prices()
        self._log: list[tuple[int, bool]] = []

    def _prices(self) -> Column:
        empty = np.array([self.weights.empty(role) for role in ROLES])
        price = self.table.cost(self.weights) - empty[self.table.role]
        price = price.astype(np.int64) + self.teams.parting[self.table.person]
        for held in self.instance.held:
            row = find(self.table, held.place)
            if row is not None:
                price[row] -= held_worth(held.status, self.weights)
        return np.asarray(price)

    def _step(self, person: int, number: int) -> int:
        number += self._number[person]
        return step_cost(self.instance.people[person], number, self.weights)

    def place(self, row: int) -> Place:
        """The place that a row of the table stands for."""
        role: Role = ROLES[int(self.table.role[row])]
        return Place(int(self.table.person[row]), int(self.table.task[row]), role)

    def spot(self, row: int) -> tuple[int, int]:
        """The event and the role, by their numbers, that a row stands for."""
        return int(self.table.task[row]), int(self.table.role[row])

    def offers(self, task: int, role: int) -> Column:
        """What taking each candidate would cost now, in the table's order; `NEVER` who cannot."""
        rows = self.table.rows(task, role)
        people = self.table.person[rows]
        costs = self._price[rows] + self._next.take(people)
        costs = self.teams.weigh(costs, task, role, people, NEVER)
        costs[(self._blocked[task].take(people) > 0) | self._room.full(task, people)] = NEVER
        return np.asarray(costs)

    def likings(self, task: int, role: int) -> Column:
        """What each candidate would cost there if nothing else hindered them."""
        rows = self.table.rows(task, role)
        return np.asarray(self._price[rows] + self._next[self.table.person[rows]])

    def best(self, task: int, role: int) -> int | None:
        """The row of who costs least there, if somebody is better than nobody."""
        costs = self.offers(task, role)
        if not len(costs):
            return None
        at = int(costs.argmin())
        return int(self.table.starts[2 * task + role]) + at if costs[at] < 0 else None

    def able(self, task: int, role: int) -> list[int]:
        """The rows of everybody who could take a place there now."""
        if self.vacant[2 * task + role] <= 0:
            return []
        open_to = np.flatnonzero(self.offers(task, role) < NEVER)
        start = self.table.rows(task, role).start
        return [start + at for at in open_to.tolist()]

    def price(self, row: int) -> int:
        """What a place costs now, or what is saved by giving it back if it is taken."""
        place = self.place(row)
        taken = place.task in self.held[place.person]
        step = self._step(place.person, 0) if taken else int(self._next[place.person])
        return int(self._price[row]) + step + self.teams.difference(place)

    def open(self, row: int) -> bool:
        """Whether a place can be taken as the rota stands."""
        task, role = int(self.table.task[row]), int(self.table.role[row])
        at = row - int(self.table.starts[2 * task + role])
        return self.vacant[2 * task + role] > 0 and self.offers(task, role)[at] < NEVER

    def hindrances(self, row: int) -> list[int]:
        """The taken rows any one of which, given back, could let somebody take this one."""
        place = self.place(row)
        mine = self.held[place.person]
        if place.task in mine:
            return []
        if self._blocked[place.task, place.person]:
            return [mine[task] for task in self._near[place.task].tolist() if task in mine]
        return [mine[task] for task in self._room.hindering(mine, place)]

    def take(self, row: int) -> None:
        """Put somebody in a place that is open to them."""
        self.cost += self.price(row)
        self._log.append((row, True))
        self._move(row, 1)

    def give_back(self, row: int) -> None:
        """Let somebody go."""
        self.cost -= self.price(row)
        self._log.append((row, False))
        self._move(row, -1)

    def _move(self, row: int, by: int) -> None:
        place, role = self.place(row), int(self.table.role[row])
        person, task = place.person, place.task
        if by > 0:
            self.held[person][task] = row
        else:
            del self.held[person][task]
        self.vacant[2 * task + role] -= by
        self._blocked[self._near[task], person] += by
        self._room.use(task, person, by)
        self._number[person] += by
        self._next[person] = self._step(person, 1)
        self.teams.change(place, by)

    def mark(self) -> int:
        """A point to which `undo` leads back."""
        return len(self._log)

    def undo(self, mark: int) -> None:
        """Take back what was done since."""
        while len(self._log) > mark:
            row, taken = self._log.pop()
            if taken:
                self.give_back(row)
            else:
                self.take(row)
            self._log.pop()

    def at(self, task: int) -> list[int]:
        """The rows that are taken at an event."""
        mine = (self.held[person] for person in self.teams.members[task])
        return [rows[task] for rows in mine if task in rows]

    def taken(self) -> Iterator[int]:
        """The rows that are taken, by person."""
        for rows in list(self.held.values()):
            yield from list(rows.values())
