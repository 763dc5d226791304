"""The cheapest change that fills a place, chosen among everybody and somebody new."""

from collections.abc import Sequence
from itertools import product
from typing import Any, Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.against import ROW, Against
from volunteers.assignments.domain.solver.changes import (
    COSTS,
    MORE,
    NEWCOMER,
    SECOND,
    Change,
    Join,
)
from volunteers.assignments.domain.solver.instance import ROLES, Role
from volunteers.assignments.domain.solver.lacks import lacks, wanted
from volunteers.assignments.domain.solver.rules import ORDER, Rule

NEVER: Final = 1 << 40
ASSISTANT: Final[Role] = "assistant"
AT_MOST: Final = 2  # rules that one person may miss and still be worth the trouble
LOOKED_AT: Final = 4  # of each role, where two must come
MOST: Final = 1 << 10  # places and minutes beyond which more makes no difference
LIFTING: Final = np.array([COSTS.get(rule, NEVER) for rule in ORDER], dtype=float)
Column = NDArray[Any]


class Comer(Struct, frozen=True):
    """Somebody who could come once the rules are lifted, at a cost; None is somebody new."""

    person: int | None
    role: Role
    rules: tuple[Rule, ...]
    cost: int


def cheapest(facts: Against, task: int, role: Role, broken: Column) -> Change:
    """What fills a place of the role, where `broken` are the rules that speak against whom."""
    if facts.instance.tasks[task].minors and not facts.teams[task]:
        return _two(facts, task, role)
    return _change(facts, task, _comers(facts, task, role, broken, 1)[:1])


def lifting(broken: Column) -> Column:
    """What it takes to lift the rules against each person; `NEVER` where that cannot be."""
    missed = broken.sum(axis=0)
    costs = (LIFTING @ broken.astype(float)).astype(np.int64)
    costs += SECOND * np.maximum(0, missed - 1)
    return np.where(missed > AT_MOST, NEVER, np.minimum(costs, NEVER))


def ranked(facts: Against, task: int, costs: Column, among: Column, most: int) -> list[int]:
    """Of some people those whom it costs least to win, by load and road where that is the same."""
    loads = np.minimum(facts.load[among], MOST - 1)
    roads = np.minimum(facts.distances.minutes(task)[among], MOST - 1)
    keys = (costs[among] * MOST + loads) * MOST + roads
    if len(keys) > most:
        close = keys <= np.partition(keys, most - 1)[most - 1]
        among, keys = among[close], keys[close]
    best = among[np.argsort(keys, kind="stable")[:most]]
    return [int(person) for person in best]


def _comers(facts: Against, task: int, role: Role, broken: Column, most: int) -> list[Comer]:
    costs = lifting(broken)
    best = ranked(facts, task, costs, np.flatnonzero(costs < NEVER), most)
    found = [Comer(it, role, _rules(broken[:, it]), int(costs[it])) for it in best]
    return [*found, Comer(None, role, (), NEWCOMER)]


def _rules(broken: Column) -> tuple[Rule, ...]:
    return tuple(rule for rule, speaks in zip(ORDER, broken.tolist(), strict=True) if speaks)


def _two(facts: Against, task: int, role: Role) -> Change:
    """Who takes the place, and who comes along, where one adult would be alone with minors."""
    beside: list[Role] = [other for other in ROLES if facts.vacant(task, other) > (other == role)]
    pairs = [
        (one, other)
        for second in beside or [ASSISTANT]
        for one, other in product(
            _able(facts, task, role, second), _able(facts, task, second, role)
        )
        if _go_together(facts, one, other)
    ]
    best = min(pairs, key=lambda it: it[0].cost + it[1].cost)
    return _change(facts, task, best, more=int(not beside))


def _able(facts: Against, task: int, role: Role, beside: Role) -> list[Comer]:
    """Beside a lead, a novice may assist."""
    broken = facts.broken(task, role)
    if beside == "lead" and role == "assistant":
        broken[ROW["novice"]] = False
    return _comers(facts, task, role, broken, LOOKED_AT)


def _go_together(facts: Against, one: Comer, other: Comer) -> bool:
    if one.person is None or other.person is None:
        return True
    return one.person != other.person and other.person not in facts.apart[one.person]


def _change(facts: Against, task: int, comers: Sequence[Comer], more: int = 0) -> Change:
    return Change(
        joins=tuple(_join(facts, task, comer) for comer in comers),
        cost=sum(comer.cost for comer in comers) + MORE * more,
        more=more,
    )


def _join(facts: Against, task: int, comer: Comer) -> Join:
    if comer.person is None:
        return Join(role=comer.role, lacks=wanted(facts.instance.tasks[task], comer.role))
    return Join(
        role=comer.role,
        person=facts.instance.people[comer.person].id,
        lacks=lacks(facts, comer.person, task, comer.rules),
    )
