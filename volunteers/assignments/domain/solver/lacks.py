"""What exactly would do, for each rule that speaks against somebody."""

from typing import Final

from volunteers.assignments.domain.solver.against import Against
from volunteers.assignments.domain.solver.changes import Lack
from volunteers.assignments.domain.solver.instance import Role, Task
from volunteers.assignments.domain.solver.rules import Rule

DAYS: Final = frozenset({"not_cleared", "away", "unavailable"})


def lacks(facts: Against, person: int, task: int, rules: tuple[Rule, ...]) -> tuple[Lack, ...]:
    """For each of the rules."""
    return tuple(_lack(facts, person, task, rule) for rule in rules)


def wanted(task: Task, role: Role) -> tuple[Lack, ...]:
    """What somebody new must bring."""
    last = task.parts[-1].day
    topics = Lack(rule="not_qualified", needs=last, topics=task.topics)
    clearance = Lack(rule="not_cleared", since=task.parts[0].day, needs=last)
    experience = Lack(rule="novice")
    return (
        *((topics,) if task.topics else ()),
        *((clearance,) if task.minors else ()),
        *((experience,) if role == "lead" else ()),
    )


def _lack(facts: Against, person: int, number: int, rule: Rule) -> Lack:
    task = facts.instance.tasks[number]
    if rule in DAYS:
        return Lack(rule=rule, since=task.parts[0].day, needs=task.parts[-1].day)
    if rule == "not_qualified":
        return Lack(rule=rule, needs=task.parts[-1].day, topics=task.topics)
    week, month = facts.limits(person, number)
    needs = {
        "week_full": week + 1,
        "month_full": month + 1,
        "too_far": int(facts.distances.minutes(number)[person]),
    }
    return Lack(rule=rule, needs=needs.get(rule))
