"""What a rota follows from, as it is read from the database."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain.needs import Needed, state
from volunteers.assignments.domain.rota.gathering import fingerprint, gather
from volunteers.assignments.domain.rota.window import Window
from volunteers.assignments.domain.solver.instance import (
    Away,
    Cleared,
    Held,
    Instance,
    Pair,
    Qualified,
    Refused,
    Road,
)
from volunteers.assignments.domain.solver.instance import Window as Hours

pytestmark = pytest.mark.usefixtures("db")
WEEK = timedelta(days=7)
PINULA = Window(
    first_day=date(2026, 12, 1),
    last_day=date(2026, 12, 31),
    municipalities=("0103",),
    zone="America/Guatemala",
)
ASSIGN = """
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $5)
"""


async def workshop(weeks: int = 0, **changes: Any) -> UUID:
    """A workshop so many weeks after the first Saturday of December."""
    when = {"starts_at": SATURDAY + weeks * WEEK, "ends_at": SATURDAY + weeks * WEEK + WEEK / 84}
    return await planned(published=False, at=TODAY, **{**when, **changes})


async def gathered(window: Window = PINULA) -> Instance:
    return await gather(window, at=TODAY)


async def held(event: UUID, who: UUID, status: str, role: str = "lead") -> None:
    await execute(ASSIGN, event, who, role, status, TODAY)


async def test_only_what_can_still_be_planned_is_gathered() -> None:
    first, later = await workshop(), await workshop(1)
    await workshop(8)
    await workshop(municipality="0108")
    await execute(
        "UPDATE event SET status = 'published', published_at = now() WHERE id = $1", later
    )
    gone = await workshop(2)
    await execute(
        "UPDATE event SET status = 'cancelled', cancellation_reason = 'rain' WHERE id = $1", gone
    )
    assert [task.id for task in (await gathered()).tasks] == sorted([first, later])
    begun = await gather(PINULA, at=SATURDAY)
    assert [task.id for task in begun.tasks] == [later]


async def test_an_event_is_gathered_with_what_it_asks_for() -> None:
    event = await workshop(topics=("sexual-exploitation",), audiences=("adolescents",))
    await state(event, Needed(lead=2, assistant=3, languages=("poc",)), by=SYSTEM, at=TODAY)
    (task,) = (await gathered()).tasks
    assert (task.topics, task.minors, task.leads, task.assistants, task.languages) == (
        ("sexual-exploitation", "trafficking"), True, 2, 3, ("poc",),
    )  # fmt: skip
    assert (task.stay.municipality, task.stay.virtual, task.stay.day) == (
        "0103", False, date(2026, 12, 5).toordinal(),
    )  # fmt: skip


async def test_people_are_gathered_with_all_that_is_known_of_them() -> None:
    await workshop()
    ana = await helper("Ana Ayuda")
    await execute(
        "UPDATE volunteer SET most_a_week = 2, most_a_month = 5, travel_minutes = 90,"
        " novice = true, languages = '{es,poc}', absences_told_until = '2026-12-31',"
        " absences_told_at = now() WHERE id = $1",
        ana,
    )
    for row in ((5, "09:00", "00:00"), (1, "08:30", "12:15")):
        await execute(
            "INSERT INTO availability (id, volunteer, weekday, from_time, until_time)"
            f" VALUES (gen_random_uuid(), $1, {row[0]}, '{row[1]}', '{row[2]}')",
            ana,
        )
    for days in (("2026-12-04", "2026-12-05"), ("2026-06-01", "2026-06-02")):
        await execute(
            "INSERT INTO absence (id, volunteer, first_day, last_day, told_at)"
            f" VALUES (gen_random_uuid(), $1, '{days[0]}', '{days[1]}', now())",
            ana,
        )
    (person,) = (await gathered()).people
    assert (person.id, person.home, person.languages) == (ana, "0103", ("es", "poc"))
    assert person.qualified == (Qualified("social-network-risks", "lead"),)
    assert person.cleared == (Cleared(date(2026, 1, 2).toordinal(), date(2027, 1, 31).toordinal()),)
    assert person.windows == (Hours(1, 510, 735), Hours(5, 540, 1440))
    assert person.away == (Away(date(2026, 12, 4).toordinal(), date(2026, 12, 5).toordinal()),)
    assert (person.most_a_week, person.most_a_month, person.travel_minutes) == (2, 5, 90)
    assert (person.novice, person.told, person.past, person.share) == (True, True, 0, 10)


async def test_teams_and_other_places_are_gathered() -> None:
    event, elsewhere = await workshop(), await workshop(municipality="0108")
    long_ago, past = await workshop(-20), await workshop(-3)
    people = [await helper(f"{name} Ayuda") for name in ("Ana", "Beto", "Carla", "Delia", "Elsa")]
    for who, status in zip(people, ("proposed", "attended", "declined", "expired"), strict=False):
        await held(event, who, status)
    ana, *_rest = people
    for other, status in ((elsewhere, "invited"), (long_ago, "attended"), (past, "attended")):
        await held(other, ana, status)
    await execute("UPDATE account SET disabled_at = now() WHERE email = 'elsa@convoca.test'")
    one, other = sorted(people[:2])
    await execute(
        "INSERT INTO pairing (id, volunteer, other, together)"
        " VALUES (gen_random_uuid(), $1, $2, false)",
        one, other,
    )  # fmt: skip
    instance = await gathered()
    assert [person.id for person in instance.people] == people[:4]
    assert instance.held == (Held(0, 0, "lead", "proposed"), Held(1, 0, "lead", "accepted"))
    assert instance.refused == (Refused(2, 0),)
    assert instance.pairs == (Pair(0, 1, together=False),)
    assert instance.roads == (Road("0103", "0108", 95),)
    assert [(person.past, len(person.busy)) for person in instance.people] == [
        (1, 1), (0, 0), (0, 0), (0, 0)
    ]  # fmt: skip
    (busy,) = instance.people[0].busy
    assert (busy.municipality, busy.starts) == ("0108", instance.tasks[0].stay.starts)


async def test_the_fingerprint_tells_whether_anything_changed() -> None:
    await workshop()
    ana = await helper("Ana Ayuda")
    before = fingerprint(await gathered())
    assert fingerprint(await gather(PINULA, at=TODAY + timedelta(hours=1))) == before
    await execute("UPDATE volunteer SET most_a_week = 1 WHERE id = $1", ana)
    assert fingerprint(await gathered()) != before


async def test_a_repair_fills_one_event_and_keeps_the_others_as_they_are() -> None:
    broken, other = await workshop(), await workshop(1)
    ana = await helper("Ana Ayuda")
    await execute("UPDATE volunteer SET languages = '{poc}' WHERE id = $1", ana)
    for event in (broken, other):
        need = Needed(lead=2, assistant=2, languages=("poc", "quc"))
        await state(event, need, by=SYSTEM, at=TODAY)
        await held(event, ana, "invited")
    repair = await gathered(msgspec.structs.replace(PINULA, event=broken))
    assert {task.id: (task.leads, task.assistants, task.languages) for task in repair.tasks} == {
        broken: (2, 2, ("poc", "quc")), other: (1, 0, ("poc",)),
    }  # fmt: skip
