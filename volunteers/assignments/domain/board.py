"""The staffing board: what is ahead, and where people are missing."""

from datetime import date, datetime, timedelta

from msgspec import Struct

from events.planning.domain import agenda, codelists, when
from events.planning.domain.event import Event
from server.foundation.identity import Actor
from volunteers.assignments.domain.staffing import Staffing, staffing_by


class Staffed(Struct, frozen=True):
    """An event and how it is staffed."""

    event: Event
    staffing: Staffing


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
    staffed = await staffing_by(events)
    weeks: dict[date, list[Staffed]] = {}
    for event in events:
        weeks.setdefault(monday_of(event), []).append(Staffed(event, staffed[event.id]))
    return [Week(monday, events) for monday, events in weeks.items()]


def monday_of(event: Event) -> date:
    """The Monday of the week in which an event begins, on its own clocks."""
    day = when.local_day(event.starts_at, event.zone)
    return day - timedelta(days=day.weekday())
