"""What the sheets of paper of an event say."""

from uuid import UUID

from msgspec.structs import replace

from events.attendance.domain import doors
from events.attendance.domain.paper import poster_card
from events.attendance.domain.paper.paper_sheets import Paper
from events.attendance.domain.staff import KnowsWhoHelps, need_to_count
from events.planning.domain import agenda, codelists, when
from server.foundation.identity import Actor
from server.foundation.translation import speaking


async def tally_paper(
    event_id: UUID, *, by: Actor, who_helps: KnowsWhoHelps, base_url: str, locale: str
) -> Paper:
    """The tally sheet, whose QR leads to where it is entered.

    Raises NotFound, NotAllowed, and Conflict unless published.
    """
    paper = await _paper(event_id, by=by, who_helps=who_helps, locale=locale)
    return replace(paper, address=f"{base_url}/eventos/{event_id}/papel")


async def sign_in_paper(
    event_id: UUID, *, by: Actor, who_helps: KnowsWhoHelps, base_url: str, locale: str
) -> Paper:
    """The sign-in sheet, whose QR is that of the poster; raises as `tally_paper`."""
    paper = await _paper(event_id, by=by, who_helps=who_helps, locale=locale)
    return replace(paper, address=poster_card.address(base_url, paper.code))


async def _paper(event_id: UUID, *, by: Actor, who_helps: KnowsWhoHelps, locale: str) -> Paper:
    with speaking(locale):
        event = await agenda.event(event_id)
        await need_to_count(by, event_id, event.municipality, who_helps)
        door = await doors.door_of(event_id)
        audiences = await codelists.audiences()
        return Paper(
            title=event.public_title,
            when=when.span(event.starts_at, event.ends_at, event.zone),
            place=event.public_place,
            code=door.code,
            locale=locale,
            audiences=[it.name for it in audiences if it.slug in event.audiences],
            address="",
            people=event.capacity,
            asks_code=door.asks != "nothing",
        )
