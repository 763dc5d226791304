"""Everything that a rota follows from, read from the database as it is now."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import msgspec
from msgspec import structs

from events.planning.domain.travel import road
from server.foundation.database import fetch
from volunteers.assignments.domain.rota import gathering_events, gathering_people
from volunteers.assignments.domain.rota.gathering_people import Known
from volunteers.assignments.domain.rota.gathering_share import Calendar
from volunteers.assignments.domain.rota.gathering_times import midnight, reach
from volunteers.assignments.domain.rota.repair_needs import only_keeping
from volunteers.assignments.domain.rota.window import Window
from volunteers.assignments.domain.solver.instance import Instance, Person, Road, Task

# An event lasts less than a month, and no journey longer than a day.
LONGEST: Final = timedelta(days=31)
ROADS: Final = f"""
    SELECT a.ine AS one, b.ine AS other, {road("a.ine", "b.ine")} AS minutes
    FROM unnest($1::text[]) a (ine) JOIN unnest($1::text[]) b (ine) ON a.ine < b.ine
    ORDER BY one, other
"""


async def gather(window: Window, *, at: datetime) -> Instance:
    """The people and events of a window as they stand, those that began by `at` left out."""
    tasks = await gathering_events.tasks(window, at=at)
    known = await gathering_people.people(_asked(window, tasks, at))
    around = reach(window.first_day, window.last_day + LONGEST, window.zone)
    planned = [task.id for task in tasks]
    people = await gathering_people.busied(known, planned, around)
    ids = [one.id for one in people]
    teams = await gathering_events.teams(planned, ids)
    instance = Instance(
        # Thousands of people times thousands of events would hold up everybody else.
        people=await asyncio.to_thread(_shared, people, tasks),
        tasks=tasks,
        held=teams.held,
        refused=teams.refused,
        pairs=await gathering_people.pairs(ids),
        roads=await _roads(people, tasks),
    )
    return instance if window.event is None else only_keeping(instance, window.event)


def fingerprint(instance: Instance) -> str:
    """What tells one instance from another."""
    return sha256(msgspec.msgpack.encode(instance)).hexdigest()


def _asked(window: Window, tasks: Sequence[Task], at: datetime) -> Known:
    return Known(
        first_day=window.first_day,
        last_day=window.last_day,
        topics=tuple(sorted({topic for task in tasks for topic in task.topics})),
        # What was done in the part of the window that is over is past too.
        begins=max(at, midnight(window.first_day, window.zone)),
    )


def _shared(people: Sequence[Person], tasks: Sequence[Task]) -> tuple[Person, ...]:
    calendar = Calendar(tasks)
    return tuple(structs.replace(one, share=calendar.share(one)) for one in people)


async def _roads(people: Sequence[Person], tasks: Sequence[Task]) -> tuple[Road, ...]:
    places = {one.home for one in people} | {task.stay.municipality for task in tasks}
    places |= {stay.municipality for one in people for stay in one.busy}
    rows = await fetch(ROADS, sorted(places))
    return tuple(Road(row["one"], row["other"], row["minutes"]) for row in rows)
