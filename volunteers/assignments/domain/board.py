"""The staffing board: what is ahead, and where people are missing."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import agenda, codelists, when
from events.planning.domain.event import Event
from server.foundation.database import fetch
from server.foundation.identity import Actor
from volunteers.assignments.domain.staffing import Staffing, staffing_by

PEOPLE: Final = """
    SELECT a.event, a.volunteer, p.name, a.role, a.status
    FROM assignment a JOIN volunteer v ON v.id = a.volunteer JOIN account p ON p.id = v.account
    WHERE a.event = ANY($1) AND a.status IN ('proposed', 'invited', 'accepted', 'attended')
    ORDER BY a.role DESC, array_position(ARRAY['attended', 'accepted', 'invited', 'proposed'],
        a.status::text), p.name, v.id
"""


class Placed(Struct, frozen=True, kw_only=True):
    """Somebody on the team of an event, or asked to be."""

    event: UUID
    volunteer: UUID
    name: str
    role: str
    status: str


class Staffed(Struct, frozen=True):
    """An event, how it is staffed, and by whom."""

    event: Event
    staffing: Staffing
    people: tuple[Placed, ...] = ()

    def empty(self, role: str) -> int:
        """Places for which nobody was even asked."""
        filled = self.staffing.lead if role == "lead" else self.staffing.assistant
        return max(0, filled.needed - sum(one.role == role for one in self.people))

    @property
    def pending(self) -> int:
        """Places that somebody was asked to take and has not answered for."""
        return sum(min(one.missing, one.invited) for one in self.staffing.roles)

    @property
    def unasked(self) -> int:
        """Places for which nobody was told anything; who is only pencilled in knows nothing."""
        return self.staffing.missing - self.pending


class Week(Struct, frozen=True):
    """A week from its Monday on."""

    monday: date
    events: list[Staffed]


async def board(start: datetime, end: datetime, *, by: Actor, municipality: str = "") -> list[Week]:
    """Events in [start, end) that can still be staffed, by week, where `by` looks after them."""
    by.need("staff")
    places = [place.ine for place in await codelists.coordinated_by(by)]
    among = [place for place in places if municipality in {"", place}]
    found = await agenda.between(start, end, municipalities=among)
    events = [event for event in found if event.status in {"draft", "published"}]
    staffed, people = await staffing_by(events), await _people([event.id for event in events])
    weeks: dict[date, list[Staffed]] = {}
    for event in events:
        one = Staffed(event, staffed[event.id], people.get(event.id, ()))
        weeks.setdefault(monday_of(event), []).append(one)
    return [Week(monday, events) for monday, events in weeks.items()]


async def _people(events: list[UUID]) -> dict[UUID, tuple[Placed, ...]]:
    teams: dict[UUID, list[Placed]] = {}
    for row in await fetch(PEOPLE, events):
        one = msgspec.convert(dict(row), Placed)
        teams.setdefault(one.event, []).append(one)
    return {event: tuple(team) for event, team in teams.items()}


def monday_of(event: Event) -> date:
    """The Monday of the week in which an event begins, on its own clocks."""
    day = when.local_day(event.starts_at, event.zone)
    return day - timedelta(days=day.weekday())
