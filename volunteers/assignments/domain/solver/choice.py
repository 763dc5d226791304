"""The places that are still to be decided on, and what is settled around them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.eligible import Eligible
from volunteers.assignments.domain.solver.fixed import accepted
from volunteers.assignments.domain.solver.instance import ROLES, Instance, Place, Role
from volunteers.assignments.domain.solver.weights import Weights

Column = NDArray[Any]


class Settled(Struct, frozen=True):
    """The accepted places: who is at which event, and how much room they leave in each role.

    `room[2 * task + role]` counts the people that the role needs beyond them.
    """

    places: frozenset[Place]
    there: Mapping[int, frozenset[int]]
    room: Column

    def company(self, task: int) -> frozenset[int]:
        """Who has accepted to help at it."""
        return self.there.get(task, frozenset())


class Choice(Struct, frozen=True):
    """Candidates that a rota may take or leave, one row each, in the order of `Eligible`.

    `price` is what a place costs by itself, less what leaving it would, if it is held.
    """

    rows: Column
    person: Column
    task: Column
    role: Column
    price: Column

    def __len__(self) -> int:
        return len(self.rows)

    def place(self, row: int) -> Place:
        """The place that a row stands for."""
        role: Role = ROLES[int(self.role[row])]
        return Place(int(self.person[row]), int(self.task[row]), role)

    def only(self, rows: Column) -> "Choice":
        """Some of the candidates, by their rows here."""
        return Choice(
            self.rows[rows], self.person[rows], self.task[rows], self.role[rows], self.price[rows]
        )


def settled(instance: Instance) -> Settled:
    """What no rota changes."""
    places = accepted(instance)
    there: dict[int, set[int]] = defaultdict(set)
    for place in places:
        there[place.task].add(place.person)
    filled = Counter((place.task, place.role) for place in places)
    room = [
        max(0, task.needs(role) - filled[number, role])
        for number, task in enumerate(instance.tasks)
        for role in ROLES
    ]
    company = {task: frozenset(people) for task, people in there.items()}
    return Settled(places, company, np.array(room, dtype=np.int64))


def choice(instance: Instance, eligible: Eligible, base: Settled, weights: Weights) -> Choice:
    """Every candidate for a place with room, but for those whom an accepted place rules out."""
    place = eligible.task * len(ROLES) + eligible.role
    open_ = base.room[place] > 0
    open_[_shunned(instance, eligible, base)] = False
    rows = np.flatnonzero(open_)
    price = eligible.cost(weights)
    for held in instance.held:
        row = find(eligible, held.place)
        if row is not None:
            price[row] -= held_worth(held.status, weights)
    return Choice(
        rows, eligible.person[rows], eligible.task[rows], eligible.role[rows], price[rows]
    )


def find(eligible: Eligible, place: Place) -> int | None:
    """The row of a place, if the person may take it."""
    within = eligible.rows(place.task, ROLES.index(place.role))
    row = within.start + int(np.searchsorted(eligible.person[within], place.person))
    return row if row < within.stop and eligible.person[row] == place.person else None


def held_worth(status: str, weights: Weights) -> int:
    """What it costs to take a place from who holds it; nobody takes an accepted one."""
    prices = {"invited": weights.drop_invited, "proposed": weights.drop_proposed, "accepted": 0}
    return prices[status]


def _shunned(instance: Instance, eligible: Eligible, base: Settled) -> list[int]:
    """Candidates who would meet somebody there whom they are never to meet."""
    never = [(it.one, it.other) for it in instance.pairs if not it.together and it.one != it.other]
    found = [
        find(eligible, Place(other, task, role))
        for one, other in never + [(other, one) for one, other in never]
        for task, people in base.there.items()
        if one in people
        for role in ROLES
    ]
    return [row for row in found if row is not None]
