"""Hours added up by person, by network or by project."""

from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct

from volunteers.assignments.domain.hours_given import Served

BY: Final[dict[str, Callable[[Served], tuple[str, str]]]] = {
    "person": lambda one: (str(one.volunteer), one.name),
    "network": lambda one: (str(one.network or ""), one.network_name),
    "project": lambda one: (one.project_name, one.project_name),
}


class Sum(Struct, frozen=True, kw_only=True):
    """What came together under one name; `untold` places nobody has confirmed or denied yet.

    `key` is the person's or network's id, the project's name, or nothing for no network.
    """

    key: str
    name: str
    people: int
    events: int
    minutes: int
    absent: int
    untold: int


def grouped(found: Iterable[Served], by: str) -> list[Sum]:
    """The sums by a key of BY, the most minutes first."""
    groups: dict[tuple[str, str], list[Served]] = {}
    for one in found:
        groups.setdefault(BY[by](one), []).append(one)
    sums = [_sum(key, name, group) for (key, name), group in groups.items()]
    return sorted(sums, key=lambda one: (-one.minutes, one.name, one.key))


def _sum(key: str, name: str, group: list[Served]) -> Sum:
    there = [one for one in group if one.status == "attended"]
    return Sum(
        key=key,
        name=name,
        people=len({one.volunteer for one in there}),
        events=len({one.event for one in there}),
        minutes=sum(one.minutes for one in group),
        absent=sum(one.status == "absent" for one in group),
        untold=sum(one.untold for one in group),
    )
