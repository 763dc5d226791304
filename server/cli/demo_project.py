"""The projects of the demonstration, and the periods in which each counts a person once."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain import pseudonyms
from events.planning.domain import reference
from events.planning.tables import Project, UniquenessPeriod
from server.cli.demo_calendar import HalfYear
from server.cli.demo_chance import Chance
from server.foundation.database import fetch

GENERAL: Final = "general"
PERIODS: Final = """
    SELECT u.id, u.project, p.slug, u.starts_on, u.ends_on
    FROM uniqueness_period u JOIN project p ON p.id = u.project
    WHERE p.id = ANY($1) ORDER BY p.slug, u.starts_on
"""


class Period(Struct, frozen=True, kw_only=True):
    """A uniqueness period of a project, with what its key is made with."""

    id: UUID
    project: UUID
    slug: str
    starts_on: date
    ends_on: date
    salt: bytes


async def begin(chance: Chance, half: HalfYear) -> list[Period]:
    """Begin *Growing in Peace*, counted by half years, and the general project's years.

    What links people is drawn by the attendance room and follows from no seed.
    """
    peace = await _begin_peace(chance, half)
    general = (await fetch("SELECT id FROM project WHERE slug = $1", GENERAL))[0]["id"]
    for year in (*half.years, half.years[-1] + 1):
        await reference.period_of(general, date(year, 1, 1))
    found = await fetch(PERIODS, [peace, general])
    return [
        msgspec.convert({**row, "salt": await pseudonyms.salt_of(row["id"])}, Period)
        for row in found
    ]


def period(periods: Sequence[Period], slug: str, day: date) -> Period:
    """The period of a project that holds a day."""
    return next(one for one in periods if one.slug == slug and one.starts_on <= day <= one.ends_on)


async def _begin_peace(chance: Chance, half: HalfYear) -> UUID:
    # One year more than the events need, so that whatever is planned on finds its half year.
    first, last = half.years[0], half.years[-1] + 1
    peace = Project(
        id=chance.id(half.now), slug="growing-in-peace", name="Creciendo en Paz",
        donor="Fundación Donante (demostración)",
        starts_on=date(first, 1, 1), ends_on=date(last, 12, 31),
    )  # fmt: skip
    await Project.insert(peace)
    for year in range(first, last + 1):
        for starts_on, ends_on in (
            (date(year, 1, 1), date(year, 6, 30)),
            (date(year, 7, 1), date(year, 12, 31)),
        ):
            await UniquenessPeriod.insert(
                UniquenessPeriod(
                    id=chance.id(half.now), project=peace.id, starts_on=starts_on, ends_on=ends_on
                )
            )
    return UUID(str(peace.id))
