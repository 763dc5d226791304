"""Reading what is cited from elsewhere; none of it ever enters a total."""

from typing import Final
from uuid import UUID

import msgspec

from events.outreach.domain.cited.fact import Fact
from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

__all__ = ["Fact", "fact", "facts"]

FACTS: Final = """
    SELECT f.id, f.subject, f.said, f.number, f.about, f.whose, f.ours, f.source, f.link, f.dated,
        f.project, p.slug AS project_slug, p.name AS project_name, f.indicator,
        CASE WHEN $1 = 'en' AND i.name_en <> '' THEN i.name_en ELSE i.name_es END AS indicator_name,
        f.municipality, m.name AS municipality_name, f.entered_at, f.withdrawn_at, f.withdrawn_why
    FROM cited_fact f
        LEFT JOIN project p ON p.id = f.project
        LEFT JOIN indicator i ON i.id = f.indicator
        LEFT JOIN municipality m ON m.ine = f.municipality
    WHERE (f.municipality IS NULL OR f.municipality = ANY($2))
        AND ($3::uuid IS NULL OR f.project = $3) AND ($4::uuid IS NULL OR f.indicator = $4)
        AND ($5::uuid IS NULL OR f.id = $5) AND ($6 OR f.withdrawn_at IS NULL)
    ORDER BY lower(f.subject), f.about, f.dated NULLS LAST, f.id
"""


async def facts(
    *,
    by: Actor,
    project: UUID | None = None,
    indicator: UUID | None = None,
    withdrawn: bool = False,
) -> list[Fact]:
    """What is cited, by subject: of everywhere and of the places that `by` looks after.

    Only what is tied to the project or to the indicator, where one is named; `withdrawn` adds what
    no longer stands. Raises NotAllowed for who may not see figures.
    """
    return await _facts(by, project, indicator, None, withdrawn=withdrawn)


async def fact(fact_id: UUID, *, by: Actor) -> Fact:
    """One of them, withdrawn or not; raises NotFound as if what lies elsewhere did not exist."""
    found = await _facts(by, None, None, fact_id, withdrawn=True)
    if not found:
        raise NotFound(_("Esta cita no existe."))
    return found[0]


async def _facts(
    by: Actor, project: UUID | None, indicator: UUID | None, only: UUID | None, *, withdrawn: bool
) -> list[Fact]:
    by.need("report")
    places = [place.ine for place in await codelists.coordinated_by(by)]
    rows = await fetch(FACTS, current_language(), places, project, indicator, only, withdrawn)
    return msgspec.convert([dict(row) for row in rows], list[Fact])
