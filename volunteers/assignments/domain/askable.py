"""Who may be asked to take a place that came free: nothing speaks against them, and nobody refused.

Whoever declined, was taken back, handed over or did not come there is left alone, and so is whoever
let an invitation there expire, unless the search ended before they could answer.
"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from msgspec import structs

from events.planning.domain.event import Event
from server.foundation.database import fetch
from volunteers.assignments.domain.candidate_notes import speaks
from volunteers.assignments.domain.candidates import helpers, place, unspoken
from volunteers.assignments.domain.eligibility import Helper, Place, reasons_against
from volunteers.assignments.domain.waves import Askable, in_order

LEFT_ALONE: Final = """
    SELECT a.volunteer FROM assignment a
    WHERE a.event = $1 AND a.status <> 'proposed' AND NOT (a.status = 'expired' AND EXISTS (
        SELECT FROM offer o JOIN cover_search s ON s.id = o.search
        WHERE o.assignment = a.id AND s.outcome IN ('filled', 'called_off')
            AND s.ended_at <= a.changed_at))
    UNION
    SELECT a.volunteer FROM offer o JOIN assignment a ON a.id = o.assignment WHERE o.search = $2
"""


async def askable(
    event: Event, role: str, *, search: UUID | None = None, only: Collection[UUID] | None = None
) -> list[Askable]:
    """The next best first; who was offered the place in this `search` is not asked again.

    `only` looks at those people alone.
    """
    asked = structs.replace(place(event, role), languages=await unspoken(event.id))
    alone = {row["volunteer"] for row in await fetch(LEFT_ALONE, event.id, search)}
    people = await helpers(event, None if only is None else list(only))
    return in_order(
        _askable(helper, asked)
        for helper in people
        if helper.volunteer not in alone and not reasons_against(helper, asked)
    )


def _askable(helper: Helper, asked: Place) -> Askable:
    return Askable(
        volunteer=helper.volunteer, tongues=len(speaks(helper, asked)), load=helper.load,
        road=helper.road, asked_at=helper.asked_at,
    )  # fmt: skip
