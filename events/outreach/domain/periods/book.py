"""The periods of each project, and how far they are from being closed."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

# A register is open while nobody has said that it is complete.
PERIODS: Final = """
    SELECT u.id, u.project, p.slug, p.name AS project_name, u.starts_on, u.ends_on, u.closed_at,
        (SELECT count(*) FROM event e WHERE e.period = u.id AND e.status = 'published')
            AS open_registers
    FROM uniqueness_period u JOIN project p ON p.id = u.project
"""
BY_PROJECT: Final = " ORDER BY p.slug <> 'general', p.name, p.id, u.starts_on DESC"


class Period(Struct, frozen=True, kw_only=True):
    """A stretch of a project in which a person is counted once; both days are included."""

    id: UUID
    project: UUID
    slug: str
    project_name: str
    starts_on: date
    ends_on: date
    closed_at: datetime | None
    open_registers: int


async def periods(project: UUID | None = None) -> list[Period]:
    """Those of a project or of all, the latest of each first."""
    rows = await fetch(f"{PERIODS} WHERE $1::uuid IS NULL OR u.project = $1 {BY_PROJECT}", project)
    return msgspec.convert([dict(row) for row in rows], list[Period])


async def period(period_id: UUID) -> Period:
    """One of them; raises NotFound."""
    rows = await fetch(f"{PERIODS} WHERE u.id = $1", period_id)
    if not rows:
        raise NotFound(_("Este periodo no existe."))
    return msgspec.convert(dict(rows[0]), Period)
