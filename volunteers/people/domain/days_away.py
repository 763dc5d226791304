"""Whole days on which somebody is away: those that touch or overlap are one stretch."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct

DAY = timedelta(days=1)


class Absence(Struct, frozen=True, kw_only=True):
    """Days that somebody named at once, both included."""

    id: UUID
    first_day: date
    last_day: date


class Away(Struct, frozen=True, kw_only=True):
    """A stretch of days, both included, and what was told that makes it up."""

    first_day: date
    last_day: date
    told: tuple[UUID, ...]


def stretches(absences: Iterable[Absence]) -> list[Away]:
    """The days of all absences, in order, each day in one stretch."""
    found: list[Away] = []
    for one in sorted(absences, key=lambda one: (one.first_day, one.last_day, one.id)):
        told: tuple[UUID, ...] = (one.id,)
        first, last = one.first_day, one.last_day
        if found and first <= found[-1].last_day + DAY:
            before = found.pop()
            first, last = before.first_day, max(before.last_day, last)
            told = (*before.told, *told)
        found.append(Away(first_day=first, last_day=last, told=told))
    return found
