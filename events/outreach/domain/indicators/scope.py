"""Whether somebody sees all of what an indicator counts, or only the part that they look after."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from events.outreach.domain.indicators.indicator import Indicator
from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.identity import Actor

WORKED_IN: Final = """
    SELECT project, municipality FROM project_place WHERE project = ANY($1)
    UNION
    SELECT project, municipality FROM event
    WHERE project = ANY($1) AND status IN ('published', 'closed')
"""


async def seen_in_part(known: Collection[Indicator], *, by: Actor) -> set[UUID]:
    """The indicators of which `by` sees only part, because some of it is elsewhere.

    What is cited of everywhere is seen by all.
    """
    beyond = {it.ine for it in await codelists.municipalities() if not by.reaches(it.ine)}
    if not beyond:
        return set()
    rows = await fetch(WORKED_IN, list({it.project for it in known}))
    projects = {row["project"] for row in rows if row["municipality"] in beyond}
    return {
        it.id
        for it in known
        if it.measure != "cited"
        and it.project in projects
        and (not it.filters.municipalities or beyond & set(it.filters.municipalities))
    }
