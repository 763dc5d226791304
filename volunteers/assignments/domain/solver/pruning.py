"""Which candidates are worth keeping where there are too many: those near what the greedy found.

By their own cost alone the same few people would be kept everywhere, and the rest of the places
would find nobody: so each counts what one more place would cost beyond the greedy's final loads.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.choice import Choice
from volunteers.assignments.domain.solver.cost import step_cost
from volunteers.assignments.domain.solver.instance import ROLES, Place
from volunteers.assignments.domain.solver.model import Question
from volunteers.assignments.domain.solver.pairs import Pairs

Column = NDArray[Any]


def likely(asked: Question, picked: Collection[Place], at_most: int) -> Column:
    """A mark on about so many candidates, equally many in each place, and on those picked.

    Whoever would rather be with somebody who is kept at an event is kept there too.
    """
    chosen = asked.choice
    cost = chosen.price + _one_more(asked, picked)[chosen.person]
    cost[taken(asked, picked)] = np.iinfo(np.int64).min
    place = place_of(chosen)
    places = max(1, len(np.unique(place)))
    kept = best_of_each(place, cost, max(1, at_most // places))
    return Pairs(asked.instance, asked.base, chosen).partners(kept)


def place_of(chosen: Choice) -> Column:
    """A number for the task and role of each candidate."""
    return chosen.task.astype(np.int64) * len(ROLES) + chosen.role


def best_of_each(place: Column, cost: Column, number: int) -> Column:
    """A mark on the `number` cheapest of each place, of equals the first."""
    order = np.lexsort((cost, place))
    firsts = np.flatnonzero(np.diff(place[order], prepend=-1))
    sizes = np.diff(firsts, append=len(order))
    rank = np.arange(len(order)) - np.repeat(firsts, sizes)
    kept = np.zeros(len(order), dtype=bool)
    kept[order[rank < number]] = True
    return kept


def taken(asked: Question, picked: Collection[Place]) -> Column:
    """A mark on the candidates that a rota takes."""
    people = len(asked.instance.people)
    codes = [
        (place.task * len(ROLES) + ROLES.index(place.role)) * people + place.person
        for place in picked
    ]
    return np.isin(place_of(asked.choice) * people + asked.choice.person, codes)


def _one_more(asked: Question, picked: Collection[Place]) -> Column:
    """What a further place would cost everybody."""
    loads = Counter(place.person for place in picked)
    people = enumerate(asked.instance.people)
    costs = [step_cost(person, loads[number] + 1, asked.weights) for number, person in people]
    return np.array(costs, dtype=np.int64)
