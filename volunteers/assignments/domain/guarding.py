"""How many cleared adults minors still lack at an event, and letting a team follow a moved one."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from events.planning.domain import agenda
from server.foundation.database import fetch
from server.foundation.identity import Actor
from volunteers.assignments.domain import releases
from volunteers.assignments.domain.displaced import displaced
from volunteers.assignments.domain.safeguarding import CLEARED, LEAST, UNCLEARED

# A door asks this on its way to opening: in one query. Whoever is there must be cleared, too.
MISSING: Final = f"""
    SELECT * FROM (
        SELECT guarded.event,
            greatest({LEAST} - coalesce(cleared.adults, 0), coalesce(other.adults, 0)) AS missing
        FROM (
            SELECT DISTINCT x.event FROM event_audience x JOIN audience u ON u.slug = x.audience
            WHERE x.event = ANY($1) AND u.minors
        ) guarded LEFT JOIN ({CLEARED}) cleared USING (event)
            LEFT JOIN ({UNCLEARED}) other USING (event)
    ) counted WHERE missing > 0
"""


async def missing_adults(events: Collection[UUID]) -> Mapping[UUID, int]:
    """How many clearances events with minors still lack; those without a lack are left out.

    Two adults must hold one, and so must everybody else who said that they will be there.
    """
    return {row["event"]: row["missing"] for row in await fetch(MISSING, list(events))}


async def release(events: Collection[UUID], *, by: Actor, at: datetime) -> None:
    """Take those out of the teams who can no longer be there, where these events are now.

    Asked in a transaction that holds the events and the audit chain, so that nobody accepts
    anything meanwhile. An event that is off needs nobody, and one that is over had its team.
    """
    for event in await agenda.events(events):
        if event.status in {"draft", "published"} and event.ends_at > at:
            for one in (await displaced(event)).leaving:
                rules = ", ".join(reason.rule for reason in one.reasons)
                await releases.release(one.assignment, "rule", because=rules, by=by, at=at)
