"""Projects: funded work that events belong to, read as it stands."""

from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

GENERAL: Final = "general"
PROJECTS: Final = """
    SELECT p.id, p.slug, p.name, p.donor, p.implementer, p.partners, p.starts_on, p.ends_on,
        p.budget, p.currency, p.goal, p.retired_at IS NOT NULL AS retired,
        array(SELECT l.municipality FROM project_place l JOIN municipality m
            ON m.ine = l.municipality WHERE l.project = p.id ORDER BY m.name) AS places,
        (SELECT count(*) FROM event e WHERE e.project = p.id) AS events
    FROM project p
"""
IN_ORDER: Final = "ORDER BY p.retired_at IS NOT NULL, p.slug <> 'general', p.name"


class Project(Struct, frozen=True, kw_only=True):
    """A project, the INE codes of where it works, and how many events are of it.

    A retired one is no longer chosen for new events. `budget` is in `currency` (ISO 4217).
    """

    id: UUID
    slug: str
    name: str
    donor: str
    implementer: str
    partners: str
    starts_on: date | None
    ends_on: date | None
    budget: Decimal | None
    currency: str
    goal: str
    places: tuple[str, ...]
    retired: bool
    events: int


async def projects(*, retired: bool = False) -> list[Project]:
    """Projects, the general one first; with `retired` also those, last."""
    rows = await fetch(f"{PROJECTS} WHERE $1 OR p.retired_at IS NULL {IN_ORDER}", retired)
    return [msgspec.convert(dict(row), Project) for row in rows]


async def project(slug: str) -> Project:
    """One project by its short name; raises NotFound."""
    rows = await fetch(f"{PROJECTS} WHERE p.slug = $1", slug) if "\0" not in slug else []
    if not rows:
        raise _unknown()
    return msgspec.convert(dict(rows[0]), Project)


async def by_id(project_id: UUID) -> Project:
    """One project; raises NotFound."""
    rows = await fetch(f"{PROJECTS} WHERE p.id = $1", project_id)
    if not rows:
        raise _unknown()
    return msgspec.convert(dict(rows[0]), Project)


def _unknown() -> NotFound:
    return NotFound(_("Ese proyecto no existe."))
