"""The same facts after a change was made, to see what would come of it."""

from typing import Any, Final
from uuid import UUID, uuid5

import msgspec

from volunteers.assignments.domain.solver.changes import Change, Join, Lack
from volunteers.assignments.domain.solver.instance import (
    Away,
    Cleared,
    Instance,
    Person,
    Qualified,
    Refused,
    Role,
    Task,
    Window,
)
from volunteers.assignments.domain.solver.rules import weekday

LIMITS: Final = {
    "week_full": "most_a_week",
    "month_full": "most_a_month",
    "too_far": "travel_minutes",
}


def made(instance: Instance, event: UUID, change: Change) -> Instance:
    """Everybody who joins is free to; somebody new lives where the event is."""
    number = next(at for at, task in enumerate(instance.tasks) if task.id == event)
    for order, join in enumerate(change.joins):
        if join.person is None:
            instance = _with_newcomer(instance, instance.tasks[number], join, order)
        else:
            instance = _lifted(instance, number, join)
    task = instance.tasks[number]
    grown = msgspec.structs.replace(task, assistants=task.assistants + change.more)
    tasks = (*instance.tasks[:number], grown, *instance.tasks[number + 1 :])
    return msgspec.structs.replace(instance, tasks=tasks)


def _with_newcomer(instance: Instance, task: Task, join: Join, order: int) -> Instance:
    person = Person(
        id=uuid5(task.id, f"{join.role} {order}"),
        home=task.stay.municipality,
        languages=("es", *task.languages),
        qualified=tuple(Qualified(topic, join.role) for topic in task.topics),
        cleared=(Cleared(task.parts[0].day, task.parts[-1].day),),
    )
    return msgspec.structs.replace(instance, people=(*instance.people, person))


def _lifted(instance: Instance, task: int, join: Join) -> Instance:
    at = next(at for at, person in enumerate(instance.people) if person.id == join.person)
    person = instance.people[at]
    for lack in join.lacks:
        person = _without(person, instance.tasks[task], lack, join.role)
    refused = instance.refused
    if any(lack.rule == "refused" for lack in join.lacks):
        refused = tuple(it for it in refused if it != Refused(at, task))
    people = (*instance.people[:at], person, *instance.people[at + 1 :])
    return msgspec.structs.replace(instance, people=people, refused=refused)


def _without(person: Person, task: Task, lack: Lack, role: Role) -> Person:
    """The same person, once the rule does not speak against them any more."""
    known: dict[str, Any] = {}
    match lack.rule:
        case "week_full" | "month_full" | "too_far":
            known[LIMITS[lack.rule]] = lack.needs
        case "not_qualified":
            learnt = tuple(Qualified(topic, role, lack.needs) for topic in lack.topics)
            known["qualified"] = person.qualified + learnt
        case "not_cleared":
            known["cleared"] = (Cleared(*_days(task)), *person.cleared)
        case "unavailable":
            times = tuple(Window(weekday(it.day), it.starts, it.ends) for it in task.parts)
            known["windows"] = person.windows + times
        case "away":
            known["away"] = _left(person.away, *_days(task))
        case "novice":
            known["novice"] = False
    return msgspec.structs.replace(person, **known)


def _days(task: Task) -> tuple[int, int]:
    return task.parts[0].day, task.parts[-1].day


def _left(absences: tuple[Away, ...], first: int, last: int) -> tuple[Away, ...]:
    """What of some absences lies before and after some days."""
    before = (Away(it.first, min(it.last, first - 1)) for it in absences)
    after = (Away(max(it.first, last + 1), it.last) for it in absences)
    return tuple(it for it in (*before, *after) if it.first <= it.last)
