"""The primary database dies under load and its synchronous standby takes over."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from events.attendance.domain import register
from server.foundation import attempts, database, primary
from server.foundation.commits import Commit
from server.foundation.outages import ANY, CommitUnknown
from server.foundation.primary import NobodyWrites
from tests.events.attendance.arriving import line
from tests.support.events import planned
from tests.support.standby import Pair, pair
from tests.support.upgraded import set_aside

HANDS = 4
TAKEN = "SELECT pg_xact_status($1::text::xid8) AS status"


class Arrivals:
    """People who come one after the other at each of several doors, whatever happens."""

    def __init__(self, event: UUID) -> None:
        self.event = event
        self.acknowledged: list[UUID] = []
        self.refused = 0
        self.over = False

    async def come(self) -> None:
        """Until it is over; who is not acknowledged comes again."""
        while not self.over:
            mine = line(self.event)
            try:
                await register.write([mine])
            except ANY:
                self.refused += 1
                await asyncio.sleep(0.02)
            else:
                self.acknowledged.append(mine.id)

    async def until(self, more: int) -> None:
        """Wait until so many more are acknowledged."""
        wanted = len(self.acknowledged) + more
        while len(self.acknowledged) < wanted:  # noqa: ASYNC110 (four hands would have to say so)
            await asyncio.sleep(0.01)


@pytest.fixture
async def both(cluster: dict[str, Any], shared_folder: Path) -> AsyncIterator[Pair]:
    """A copy of the tests' own server with a standby, and the pool on the two of them."""
    source = ("-h", cluster["host"], "-U", cluster["user"])
    with pair(shared_folder / "failover", copied_from=source) as servers:
        config = database.address(url=servers.address("template"), sockets=None)
        async with set_aside(), database.connected(config, size=HANDS, serving=True):
            yield servers


async def cut_off(both: Pair) -> Commit:
    """A commit that the old primary was about to make, and of which the standby never hears."""
    _attempt, token = attempts.begin()
    unfinished = Commit()
    attempts.end(token)
    connection = await primary.connect(both.address("template"))
    begun = connection.transaction()
    await begun.start()
    await connection.execute("SELECT pg_current_xact_id()")

    async def lose() -> None:
        connection.terminate()
        raise ConnectionResetError

    with pytest.raises(CommitUnknown):
        await unfinished.carry_out(connection, SimpleNamespace(commit=lose))
    return unfinished


async def test_no_acknowledged_arrival_is_lost_when_the_primary_dies(both: Pair) -> None:
    doors = Arrivals(await planned())
    async with asyncio.timeout(120), asyncio.TaskGroup() as hands:
        for _hand in range(HANDS):
            hands.create_task(doors.come())
        await doors.until(200)
        both.primary.silence()
        unfinished = await cut_off(both)
        both.primary.kill()
        with pytest.raises(NobodyWrites):  # a standby alone is not taken for one that writes
            await primary.connect(both.address("template"))
        before = len(doors.acknowledged)
        both.standby.promote()
        await doors.until(100)
        doors.over = True
    # The new primary gave the number of what was cut off to somebody else, who finished.
    assert unfinished._number is not None
    taken = await database.fetch(TAKEN, unfinished._number[0])
    assert taken[0]["status"] == "committed"
    with pytest.raises(CommitUnknown):
        await unfinished.settle(CommitUnknown(), database.engine.pool, database.lender)
    kept = {row["id"] for row in await database.fetch("SELECT id FROM check_in")}
    assert set(doors.acknowledged) - kept == set()
    assert len(doors.acknowledged) >= before + 100
