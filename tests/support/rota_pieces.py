"""People and events to build a rota's facts from, each of them fit for all the others."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from volunteers.assignments.domain.solver.instance import (
    EPOCH,
    Cleared,
    Instance,
    Part,
    Person,
    Qualified,
    Road,
    Stay,
    Task,
)

MONDAY: Final = date(2027, 2, 1).toordinal()  # of a month that begins with it
ROAD: Final = Road("here", "there", 60)


def stay(day: int = MONDAY, hour: int = 9, hours: int = 2, **known: Any) -> Stay:
    starts = (day - EPOCH.toordinal()) * 1440 + 60 * hour
    facts: dict[str, Any] = {"municipality": "here", "venue": None, "virtual": False} | known
    return Stay(starts=starts, ends=starts + 60 * hours, day=day, **facts)


def somebody(number: int = 0, **known: Any) -> Person:
    """Leads the topic, is cleared, lives here and always has time."""
    facts: dict[str, Any] = {
        "home": "here",
        "qualified": (Qualified("topic", "lead"),),
        "cleared": (Cleared(0, MONDAY + 1000),),
    }
    return Person(id=UUID(int=200 + number), **facts | known)


def event(
    number: int = 0, day: int = MONDAY, hour: int = 9, *, days: int = 1, **known: Any
) -> Task:
    """On Monday from nine to eleven; what is not known of a task is of its stay."""
    place = {
        name: known.pop(name) for name in ("municipality", "venue", "virtual") if name in known
    }
    there = stay(day, hour, 2 + 24 * (days - 1), **place)
    parts = tuple(Part(day + more, 60 * hour, 60 * hour + 120) for more in range(days))
    facts: dict[str, Any] = {"topics": ("topic",), "leads": 1, "assistants": 1}
    return Task(id=UUID(int=100 + number), stay=there, parts=parts, **facts | known)


def facts(people: list[Person], tasks: list[Task], **known: Any) -> Instance:
    return Instance(people=tuple(people), tasks=tuple(tasks), roads=(ROAD,), **known)
