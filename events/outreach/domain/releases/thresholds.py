"""From how many people on a project tells of a cell."""

from typing import Final

from events.outreach.domain.releases.gathering import Thresholds
from server.foundation.database import fetch

USUAL: Final = Thresholds(5, 10)
# Of all projects together the strictest rule holds.
RULES: Final = """
    SELECT max(r.small) AS small, max(r.small_sensitive) AS sensitive
    FROM reporting_rule r JOIN project p ON p.id = r.project
    WHERE $1::text IS NULL OR p.slug = $1
"""


async def thresholds(project: str | None) -> Thresholds:
    """Of a project by its short name, or of all."""
    (row,) = await fetch(RULES, project)
    if row["small"] is None:
        return USUAL
    least = USUAL if project is None else Thresholds(0, 0)
    return Thresholds(max(row["small"], least.small), max(row["sensitive"], least.sensitive))
