"""Indicators and targets as they stand."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

import msgspec

from events.outreach.domain.indicators.days import ZONE, Days
from events.outreach.domain.indicators.indicator import Indicator
from events.outreach.domain.indicators.target import Target
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

INDICATORS: Final = """
    SELECT i.*, i.retired_at IS NOT NULL AS retired, p.slug AS project_slug,
        p.name AS project_name, p.retired_at IS NOT NULL AS project_retired,
        p.starts_on AS begins, p.ends_on AS ends
    FROM indicator i JOIN project p ON p.id = i.project
"""
IN_ORDER: Final = "ORDER BY project_retired, p.slug <> 'general', p.name, i.position, i.code"
TARGETS: Final = """
    SELECT t.*, coalesce(m.name, '') AS municipality_name
    FROM target t LEFT JOIN municipality m ON m.ine = t.municipality
    WHERE t.indicator = ANY($1)
    ORDER BY t.starts_on NULLS LAST, t.ends_on, m.name NULLS FIRST, t.id
"""
JSON: Final = ("filters", "bands", "breakdowns")


async def indicators(project: UUID | None = None, *, retired: bool = False) -> list[Indicator]:
    """The indicators of a project or of all, in their order."""
    rows = await fetch(
        f"{INDICATORS} WHERE ($1::uuid IS NULL OR i.project = $1)"
        f" AND ($2 OR i.retired_at IS NULL) {IN_ORDER}",
        project,
        retired,
    )
    return [_indicator(row) for row in rows]


async def retired(project: UUID) -> list[Indicator]:
    """The indicators of a project that are no longer reported on."""
    return [it for it in await indicators(project, retired=True) if it.retired]


async def indicator(indicator_id: UUID) -> Indicator:
    """One indicator; raises NotFound."""
    rows = await fetch(f"{INDICATORS} WHERE i.id = $1", indicator_id)
    if not rows:
        raise NotFound(_("Ese indicador no existe."))
    return _indicator(rows[0])


async def targets(asked: Collection[UUID], *, zone: str = ZONE) -> dict[UUID, list[Target]]:
    """The targets of each of these indicators, by their days; those of a whole life come last."""
    found: defaultdict[UUID, list[Target]] = defaultdict(list)
    for row in await fetch(TARGETS, list(asked)):
        days = Days(row["starts_on"], row["ends_on"], zone)
        found[row["indicator"]].append(msgspec.convert({**row, "days": days}, Target))
    return found


def _indicator(row: Any) -> Indicator:
    read = {name: msgspec.json.decode(row[name]) for name in JSON}
    # The database keeps no order of them.
    read["bands"] = dict(sorted(read["bands"].items(), key=lambda band: band[1][0]))
    return msgspec.convert({**row, **read}, Indicator)
