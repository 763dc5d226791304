"""Everyone who might take a place at an event: those who can first, the rest with every reason."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from msgspec import Struct, structs

from events.planning.domain import agenda, when
from events.planning.domain.event import Event
from server.foundation.database import fetch
from server.foundation.identity import Actor
from volunteers.assignments.domain.candidate_notes import Note, notes, speaks
from volunteers.assignments.domain.eligibility import Reason, reasons_against
from volunteers.assignments.domain.helper_facts import Helper, Place
from volunteers.assignments.domain.helper_reading import helpers
from volunteers.assignments.domain.needs import needed

__all__ = ["Candidate", "candidates", "helpers", "place", "ranked", "unspoken"]

SPOKEN: Final = """
    SELECT DISTINCT unnest(v.languages) AS language
    FROM assignment s JOIN volunteer v ON v.id = s.volunteer
    WHERE s.event = $1 AND s.status IN ('proposed', 'invited', 'accepted', 'attended')
"""


class Candidate(Struct, frozen=True, kw_only=True):
    """Somebody, with every reason why not and what else is good to know; `rank` counts from 1.

    `load` is other places held from twelve weeks before the event on, `speaks` the languages of
    theirs that the team still lacks.
    """

    rank: int
    volunteer: UUID
    name: str
    home: str
    home_name: str
    status: str | None
    load: int
    reasons: tuple[Reason, ...]
    speaks: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether they may be invited, even if something speaks against it."""
        return not any(reason.hard for reason in self.reasons)


async def candidates(event_id: UUID, role: str, *, by: Actor) -> list[Candidate]:
    """Everyone, best first: eligible, of the language, from the municipality, with little to do."""
    event = await agenda.event(event_id)
    by.need("staff", event.municipality)
    everyone = await helpers(event, by=by)
    asked = structs.replace(place(event, role), languages=await unspoken(event_id))
    return ranked(everyone, asked)


def ranked(people: Sequence[Helper], place: Place) -> list[Candidate]:
    """The candidates for a place in order; nothing of it depends on the order they came in."""
    judged = [(reasons_against(helper, place), helper) for helper in people]
    judged.sort(key=lambda pair: _order(pair[0], pair[1], place))
    return [
        Candidate(
            rank=rank,
            volunteer=helper.volunteer,
            name=helper.name,
            home=helper.home,
            home_name=helper.home_name,
            status=helper.status,
            load=helper.load,
            reasons=reasons,
            speaks=speaks(helper, place),
            notes=notes(helper, place),
        )
        for rank, (reasons, helper) in enumerate(judged, 1)
    ]


async def unspoken(event_id: UUID) -> tuple[str, ...]:
    """The languages that the team of an event needs and nobody on it speaks."""
    wanted = (await needed(event_id)).languages
    spoken = {row["language"] for row in await fetch(SPOKEN, event_id)} if wanted else set()
    return tuple(one for one in wanted if one not in spoken)


def place(event: Event, role: str) -> Place:
    """What the event asks of whoever takes this role; any language is as good as another."""
    return Place(
        role=role,
        municipality=event.municipality,
        has_topics=bool(event.topics),
        minors=event.minors,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        first_day=when.local_day(event.starts_at, event.zone),
        last_day=when.last_day(event.ends_at, event.zone),
        zone=event.zone,
        venue=event.venue,
        virtual=event.modality == "virtual",
    )


def _order(
    reasons: Sequence[Reason], helper: Helper, place: Place
) -> tuple[int, int, int, bool, int, bool, float, str, UUID]:
    hard = sum(reason.hard for reason in reasons)
    tongues = -len(speaks(helper, place))
    elsewhere = helper.home != place.municipality
    asked = helper.asked_at.timestamp() if helper.asked_at else 0.0
    least_lately = (helper.asked_at is not None, asked)
    name = (helper.name, helper.volunteer)
    return hard, len(reasons), tongues, elsewhere, helper.load, *least_lately, *name
