"""What lapses before an event is told while it can still be renewed."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from events.planning.domain import agenda
from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.errors import NotAllowed
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import lapses
from volunteers.people.domain import credentials
from volunteers.people.domain.credentials import NewClearance, NewQualification

HOLD = """
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, now(), now())
"""


async def hold(event: UUID, person: UUID, role: str = "lead", status: str = "accepted") -> date:
    """Give somebody a place whatever speaks against it; returns the event's last day."""
    await execute(HOLD, new_id(), event, person, role, status)
    return (await agenda.event(event)).ends_at.date()


async def found(cast: Cast) -> list[tuple[str, str, str, int]]:
    return [
        (one.name, one.what, one.topic_name, len(one.places))
        for one in await lapses.lapses(by=cast.pinula, at=now())
    ]


async def test_a_clearance_is_told_only_where_it_does_not_reach_the_event(cast: Cast) -> None:
    event = await planned(published=False, audiences=("children",))
    short, long = await helper("Ana Ayuda"), await helper("Beto Bueno")
    day = await hold(event, short)
    await hold(event, long, "assistant")
    await execute("UPDATE clearance SET valid_until = $1", day - timedelta(days=1))
    assert len(await found(cast)) == 2
    told = NewClearance(kind="renas", verified_on=now().date(), valid_until=day)
    await credentials.clear(long, told, by=SYSTEM, at=now())
    assert await found(cast) == [("Ana Ayuda", "clearance", "", 1)]
    [lapse] = await lapses.lapses(by=cast.pinula, at=now())
    assert (lapse.until, lapse.needed) == (day - timedelta(days=1), day)


async def test_an_event_without_minors_asks_for_no_clearance(cast: Cast) -> None:
    event = await planned(audiences=("parents-carers",))
    await hold(event, await helper("Ana Ayuda", cleared_until=None))
    assert await found(cast) == []


async def test_who_never_had_a_clearance_is_told_without_a_day(cast: Cast) -> None:
    await hold(
        await planned(published=False, audiences=("children",)),
        await helper("Ana Ayuda", cleared_until=None),
    )
    [lapse] = await lapses.lapses(by=cast.pinula, at=now())
    assert lapse.until is None


async def test_a_qualification_is_told_once_for_all_the_events_it_leaves(cast: Cast) -> None:
    ana = await helper("Ana Ayuda")
    for _time in range(2):
        day = await hold(await planned(topics=("social-network-risks",)), ana)
    held = NewQualification(
        topic="social-network-risks", role="lead", valid_until=day - timedelta(days=1)
    )
    await credentials.qualify(ana, held, by=SYSTEM, at=now())
    assert await found(cast) == [("Ana Ayuda", "qualification", "Riesgos de las redes sociales", 2)]


async def test_another_topic_of_the_event_that_still_holds_is_enough(cast: Cast) -> None:
    ana = await helper("Ana Ayuda", topics=("social-network-risks", "parental-skills"))
    day = await hold(await planned(topics=("social-network-risks", "parental-skills")), ana)
    held = NewQualification(
        topic="social-network-risks", role="lead", valid_until=day - timedelta(days=1)
    )
    await credentials.qualify(ana, held, by=SYSTEM, at=now())
    assert await found(cast) == []


@pytest.mark.parametrize("status", ["declined", "withdrawn", "expired"])
async def test_a_place_that_nobody_holds_is_not_told(cast: Cast, status: str) -> None:
    event = await planned(published=False, audiences=("children",))
    await hold(event, await helper("Ana Ayuda", cleared_until=None), status=status)
    assert await found(cast) == []


async def test_others_and_the_past_are_not_looked_at(cast: Cast) -> None:
    event = await planned(published=False, audiences=("children",))
    await hold(event, await helper("Ana Ayuda", cleared_until=None))
    assert await lapses.lapses(by=cast.mixco, at=now()) == []
    past = now() + timedelta(days=3650)
    assert await lapses.lapses(by=cast.pinula, at=past) == []
    with pytest.raises(NotAllowed):
        await lapses.lapses(by=cast.evaluator, at=now())


async def test_an_event_that_ends_at_midnight_does_not_touch_the_next_day(cast: Cast) -> None:
    evening = datetime(2030, 12, 6, 2, 0, tzinfo=UTC)
    event = await planned(
        starts_at=evening, ends_at=evening + timedelta(hours=4), published=False,
        audiences=("children",),
    )  # fmt: skip
    await hold(event, await helper("Ana Ayuda", cleared_until=date(2030, 12, 5)))
    assert await found(cast) == []
