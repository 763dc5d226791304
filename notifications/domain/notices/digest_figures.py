"""The numbers of the Monday letter."""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from events.planning.domain import codelists
from server.foundation.database import fetch
from server.foundation.identity import Actor
from volunteers.assignments.domain.board import Staffed, board
from volunteers.assignments.domain.lapses import lapses
from volunteers.assignments.domain.risks import at_risk

SPAN: Final = timedelta(weeks=2)
# At $1, where `place.municipalities` are.
SOON: Final = """
    SELECT FROM event e WHERE e.municipality = ANY(place.municipalities)
        AND e.status IN ('draft', 'published')
        AND e.starts_at > $1 AND e.starts_at < $1::timestamptz + interval '2 weeks'
"""
OPEN: Final = """
    SELECT FROM event e WHERE e.municipality = ANY(place.municipalities)
        AND e.status = 'published' AND e.ends_at <= $1
"""
FAILED: Final = """
    SELECT FROM notice n JOIN event e ON e.id = n.event
    WHERE e.municipality = ANY(place.municipalities) AND n.state = 'failed'
        AND n.settled_at > $1::timestamptz - interval '7 days'
"""
COUNTS: Final = f"""
    SELECT (SELECT count(*) FROM ({OPEN}) one) AS registers,
        (SELECT count(*) FROM ({FAILED}) one) AS failed
    FROM (SELECT $2::text[] AS municipalities) place
"""


class Figures(Struct, frozen=True, kw_only=True):
    """How many events are soon, places have nobody, events are in danger, registers are open,
    and notices did not arrive."""

    events: int
    missing: int
    at_risk: int
    registers: int
    failed: int

    @property
    def wanting(self) -> bool:
        """Whether there is anything to do."""
        return any((self.missing, self.at_risk, self.registers, self.failed))


async def figures(by: Actor, *, at: datetime) -> Figures:
    """What `by` looks after, over the next two weeks."""
    soon = [one for one in await _soon(by, at) if one.event.starts_at > at]
    places = [place.ine for place in await codelists.coordinated_by(by)]
    counts = (await fetch(COUNTS, at, places))[0]
    return Figures(
        events=len(soon),
        missing=sum(one.staffing.missing for one in soon),
        at_risk=len(at_risk(soon, await lapses(by=by, at=at), at)),
        registers=counts["registers"],
        failed=counts["failed"],
    )


async def _soon(by: Actor, at: datetime) -> list[Staffed]:
    return [one for week in await board(at, at + SPAN, by=by) for one in week.events]
