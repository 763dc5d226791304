"""Why a place stays empty: whom each rule takes away, who misses only one, and what to do."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.against import ROW, Against
from volunteers.assignments.domain.solver.changes import Change
from volunteers.assignments.domain.solver.cheapest import cheapest, lifting, ranked
from volunteers.assignments.domain.solver.companions import alone
from volunteers.assignments.domain.solver.instance import ROLES, Instance, Place, Role
from volunteers.assignments.domain.solver.rules import ORDER, Rule

Column = NDArray[Any]
NAMED: Final = 12  # people who miss one rule that are told by name


class Count(Struct, frozen=True):
    """How many people a rule speaks against."""

    rule: Rule
    number: int


class Near(Struct, frozen=True):
    """Somebody who misses one rule and no other."""

    person: UUID
    rule: Rule


class Funnel(Struct, frozen=True, kw_only=True):
    """Why `missing` places of a role at an event are empty, when nobody else moves.

    Everybody is counted once: `there` are already in the team, in whatever role, `counts` are by
    the first rule that speaks against them in `rules.ORDER`, from most to least lasting, without
    those that speak against nobody, and `free` could be placed at once. They add up to `people`.
    `near` are those who miss one rule only, whom it takes least to win first and at most `NAMED`;
    `near_counts` counts all of them by that rule.
    """

    event: UUID
    role: Role
    missing: int
    people: int
    there: int
    free: int
    counts: tuple[Count, ...]
    near: tuple[Near, ...]
    near_counts: tuple[Count, ...]
    change: Change


def funnels(
    instance: Instance, places: Collection[Place], *, among: Collection[int] | None = None
) -> tuple[Funnel, ...]:
    """Why each place that a rota leaves empty is, by task and role; of some tasks or of all."""
    facts = Against(instance, places)
    return tuple(
        funnel
        for number in (range(len(instance.tasks)) if among is None else among)
        for funnel in _of_one(facts, number)
    )


def _of_one(facts: Against, task: int) -> tuple[Funnel, ...]:
    """The funnels of an event: what fills one role does not fill the other with the same people."""
    found: list[Funnel] = []
    for role in ROLES:
        if facts.vacant(task, role):
            found.append(_funnel(facts, task, role, found[-1].change if found else None))
    return tuple(found)


def _funnel(facts: Against, task: int, role: Role, before: Change | None) -> Funnel:
    rows = facts.broken(task, role)
    change = _change(facts, task, role, rows, before)
    rows = rows.copy()
    rows[ROW["alone"]] = alone(facts, task, role)
    missed, first = rows.sum(axis=0), rows.argmax(axis=0)
    one = np.flatnonzero((missed == 1) & (first != ROW["already"]))
    counts = _counts(first[missed > 0])
    return Funnel(
        event=facts.instance.tasks[task].id,
        role=role,
        missing=facts.vacant(task, role),
        people=facts.count,
        there=len({place.person for place in facts.teams[task]}),
        free=int((missed == 0).sum()),
        counts=tuple(count for count in counts if count.rule != "already"),
        near=_near(facts, task, rows, one),
        near_counts=_counts(first[one]),
        change=change,
    )


def _change(facts: Against, task: int, role: Role, rows: Column, before: Change | None) -> Change:
    """The cheapest beside that for the other role, or the same if that fills both."""
    if before is None:
        return cheapest(facts, task, role, rows)
    if len(before.joins) > 1 and before.joins[1].role == role and not before.more:
        return structs.replace(before, joins=before.joins[::-1])
    rows = rows.copy()
    for join in before.joins:
        if join.person is not None:
            rows[ROW["already"], facts.number[join.person]] = True
    return cheapest(facts, task, role, rows)


def _counts(rules: Column) -> tuple[Count, ...]:
    numbers = np.bincount(rules, minlength=len(ORDER)).tolist()
    return tuple(Count(rule, number) for rule, number in zip(ORDER, numbers, strict=True) if number)


def _near(facts: Against, task: int, rows: Column, one: Column) -> tuple[Near, ...]:
    named = ranked(facts, task, lifting(rows), one, NAMED)
    return tuple(
        Near(facts.instance.people[person].id, ORDER[int(rows[:, person].argmax())])
        for person in named
    )
