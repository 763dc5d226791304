"""The events that a rota is to plan, with what each needs and who holds a place there."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from volunteers.assignments.domain import offers
from volunteers.assignments.domain.eligible_people import REFUSED
from volunteers.assignments.domain.needs import Needed, needed_by
from volunteers.assignments.domain.rota.gathering_times import DAY, Span, midnight
from volunteers.assignments.domain.rota.window import Window
from volunteers.assignments.domain.solver.instance import Held, Refused, Task

WHICH: Final = """
    FROM event e WHERE e.status IN ('draft', 'published') AND e.starts_at > $1
        AND e.starts_at >= $2 AND e.starts_at < $3 AND e.municipality = ANY($4)
"""
COUNT: Final = f"SELECT count(*) AS n {WHICH}"
EVENTS: Final = f"""
    SELECT e.id, e.starts_at, e.ends_at, e.zone, e.municipality, e.venue,
        e.modality = 'virtual' AS virtual,
        array(SELECT t.topic::text FROM event_topic t WHERE t.event = e.id
            UNION SELECT p.parent FROM event_topic t JOIN topic p ON p.slug = t.topic
                WHERE t.event = e.id AND p.parent IS NOT NULL
            ORDER BY 1) AS topics,
        EXISTS (SELECT FROM event_audience a JOIN audience c ON c.slug = a.audience
            WHERE a.event = e.id AND c.minors) AS minors
    {WHICH} ORDER BY e.id
"""
TEAMS: Final = f"""
    SELECT a.event, a.volunteer, a.role, a.status FROM assignment a
    WHERE a.event = ANY($1) AND a.volunteer = ANY($2) AND NOT {offers.OPEN}
    ORDER BY a.event, a.volunteer
"""
# Whoever let an invitation expire may be asked again.
LEFT_ALONE: Final = frozenset({*REFUSED, "absent"})
# Who came before the beginning is there.
HOLDING: Final[Mapping[str, Literal["proposed", "invited", "accepted"]]] = {
    "proposed": "proposed",
    "invited": "invited",
    "accepted": "accepted",
    "attended": "accepted",
}


class Teams(Struct, frozen=True):
    """Places as they stand, and who is not asked again."""

    held: tuple[Held, ...]
    refused: tuple[Refused, ...]


async def count(window: Window, *, at: datetime) -> int:
    """How many events there are to plan."""
    return int((await fetch(COUNT, *_bounds(window, at)))[0]["n"])


async def tasks(window: Window, *, at: datetime) -> tuple[Task, ...]:
    """The events that begin after `at` in the window and were not cancelled, by id."""
    rows = [dict(row) for row in await fetch(EVENTS, *_bounds(window, at))]
    needs = await needed_by([row["id"] for row in rows])
    return tuple(_task(row, needs[row["id"]]) for row in rows)


async def teams(events: Sequence[UUID], people: Sequence[UUID]) -> Teams:
    """Who of these people holds a place at these events, and who said no or was taken off.

    What a search that goes on offers them is neither.
    """
    task = {event: number for number, event in enumerate(events)}
    person = {one: number for number, one in enumerate(people)}
    rows = await fetch(TEAMS, list(events), list(people))
    return Teams(
        held=tuple(
            Held(person[row["volunteer"]], task[row["event"]], row["role"], status)
            for row in rows
            if (status := HOLDING.get(row["status"]))
        ),
        refused=tuple(
            Refused(person[row["volunteer"]], task[row["event"]])
            for row in rows
            if row["status"] in LEFT_ALONE
        ),
    )


def _bounds(window: Window, at: datetime) -> tuple[datetime, datetime, datetime, list[str]]:
    first = midnight(window.first_day, window.zone)
    return at, first, midnight(window.last_day + DAY, window.zone), list(window.municipalities)


def _task(row: dict[str, Any], need: Needed) -> Task:
    span = msgspec.convert({name: row[name] for name in Span.__struct_fields__}, Span)
    return Task(
        id=row["id"],
        stay=span.stay,
        parts=span.parts,
        topics=tuple(row["topics"]),
        minors=row["minors"],
        languages=need.languages,
        leads=need.lead,
        assistants=need.assistant,
    )
