"""What the poster of an event says."""

from typing import Final
from uuid import UUID

from events.attendance.domain.doors import door_of
from events.attendance.domain.paper.poster import PosterCard
from events.planning.domain import agenda
from server.foundation.identity import Actor

COLOURS: Final = {
    "0108": "#2c56a0",
    "0115": "#a23b20",
    "0114": "#0b6577",
    "0116": "#46690f",
    "0110": "#96286a",
    "0103": "#7d5600",
}
"""Of the municipalities, as the style sheet has them."""
NEUTRAL: Final = "#17594a"


async def card_of(event_id: UUID, *, by: Actor, base_url: str, locale: str) -> PosterCard:
    """The poster in a language; raises NotFound, NotAllowed, and Conflict unless published."""
    event = await agenda.event(event_id)
    by.need("register", event.municipality)
    door = await door_of(event_id)
    return PosterCard(
        title=event.public_title,
        when_starts=event.starts_at,
        when_ends=event.ends_at,
        zone=event.zone,
        locale=locale,
        municipality=event.municipality_name,
        colour=COLOURS.get(event.municipality, NEUTRAL),
        venue=None if event.venue_confidential else event.venue_name,
        address=address(base_url, door.code),
        asks=door.asks,
    )


def address(base_url: str, code: str) -> str:
    """Where the QR of a door leads."""
    return f"{base_url}/c/{code}"
