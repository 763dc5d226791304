"""Processes are killed while every provider fails in every way: nobody goes untold for it."""

from typing import Any

from server.foundation.clock import now
from server.foundation.settings import Settings
from tests.support.moody_houses import houses
from tests.support.outbox_crowd import owed
from tests.support.outbox_storm import Storm

PEOPLE, PROCESSES, KILLS = 90, 2, 2


async def test_nothing_is_lost_and_what_came_twice_says_that_it_may_have(
    db: None, pool: dict[str, Any], settings: Settings
) -> None:
    async with houses(settings, seed=7) as there:
        at = now()
        await owed(PEOPLE, phones=True, at=at)
        storm = Storm(there, pool, processes=PROCESSES, starts_at=at)
        await storm.rage(kills=KILLS, every=0, calms_within=20, after=10)
        await storm.settle()
        damage = await storm.damage()
    assert (damage.notices, damage.sent, damage.lost) == (PEOPLE, PEOPLE, 0)
    assert damage.kills == KILLS
    assert len(damage.doubles) <= KILLS
    assert [double for double in damage.doubles if not double.doubted] == []
    assert damage.doubted > 0
    assert set(storm.ends) <= {0}
