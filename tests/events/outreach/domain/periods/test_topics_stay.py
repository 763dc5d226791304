"""The topics under which an event was reported stay, whoever writes."""

import asyncpg
import pytest

from events.planning.domain import agenda
from server.foundation.database import execute, transaction
from server.foundation.identity import new_id
from tests.support.closing import closed_half, half
from tests.support.registers import WORKSHOP_DAY, held

pytestmark = pytest.mark.usefixtures("db")
ADDED = "INSERT INTO event_topic (id, event, topic) SELECT $2, $1, slug FROM topic LIMIT 1"


async def test_topics_of_an_event_of_a_closed_period_are_neither_taken_nor_given() -> None:
    here = await closed_half()
    elsewhere = await held(WORKSHOP_DAY.replace(year=2027), topics=())
    with pytest.raises(asyncpg.RestrictViolationError):
        await execute("DELETE FROM event_topic WHERE event = $1", here.workshop)
    with pytest.raises(asyncpg.RestrictViolationError):
        await execute(ADDED, here.forum, new_id())
    with pytest.raises(asyncpg.RestrictViolationError):
        await execute(
            "UPDATE event_topic SET event = $2 WHERE event = $1", here.workshop, elsewhere
        )
    assert (await agenda.event(here.workshop)).topics


async def test_the_same_topics_may_be_written_again() -> None:
    here = await closed_half()
    (topic,) = (await agenda.event(here.workshop)).topics
    async with transaction():
        await execute("DELETE FROM event_topic WHERE event = $1", here.workshop)
        await execute(
            "INSERT INTO event_topic (id, event, topic) VALUES ($2, $1, $3)",
            here.workshop, new_id(), topic,
        )  # fmt: skip


async def test_topics_of_an_open_period_are_nobody_s_concern() -> None:
    here = await half()
    await execute("DELETE FROM event_topic WHERE event = $1", here.workshop)
    assert list((await agenda.event(here.workshop)).topics) == []
