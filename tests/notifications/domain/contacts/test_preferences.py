"""Quiet hours that people say."""

from datetime import time, timedelta

import pytest

from notifications.domain.contacts import consents, preferences
from notifications.domain.contacts.preferences import Quiet
from notifications.domain.contacts.way import Hours
from server.foundation.database import execute, fetch
from server.foundation.errors import Invalid
from server.foundation.identity import new_id
from tests.support.cast import LONG_AGO, Cast
from tests.support.reached import account_of

TOMORROW = LONG_AGO + timedelta(days=1)
NOTICE = """
    INSERT INTO notice (id, key, kind, account, subject, owed_at, due_at, state, wanted_at)
    VALUES ($1, $2, 'digest', $3, $1, $4, $5, $2, $6)
"""


async def test_what_is_held_is_looked_at_again_when_hours_or_ways_change(cast: Cast) -> None:
    account = account_of(cast.pinula)
    for state, wanted in (("held", None), ("queued", TOMORROW)):
        await execute(NOTICE, new_id(), state, account, LONG_AGO, TOMORROW, wanted)
    await preferences.say(None, by=cast.mixco, at=LONG_AGO)
    assert await _due() == [TOMORROW, TOMORROW]
    hours = Quiet(Hours(time(1), time(2)), "UTC")
    await preferences.say(hours, by=cast.pinula, at=LONG_AGO)
    assert await _due() == [LONG_AGO, LONG_AGO]
    await execute("UPDATE notice SET due_at = $1", TOMORROW)
    await consents.withdraw(account, "mail", "link", at=LONG_AGO)
    assert await _due() == [LONG_AGO, LONG_AGO]


async def test_what_waits_after_a_failure_waits_on(cast: Cast) -> None:
    await execute(NOTICE, new_id(), "queued", account_of(cast.pinula), LONG_AGO, TOMORROW, LONG_AGO)
    await preferences.say(None, by=cast.pinula, at=LONG_AGO)
    assert await _due() == [TOMORROW]


async def test_a_zone_that_does_not_exist_is_refused(cast: Cast) -> None:
    hours = Quiet(Hours(time(1), time(2)), "America/Macondo")
    with pytest.raises(Invalid) as refused:
        await preferences.say(hours, by=cast.pinula, at=LONG_AGO)
    assert list(refused.value.fields) == ["zone"]
    assert await fetch("SELECT FROM preference") == []


async def _due() -> list[object]:
    return [row["due_at"] for row in await fetch("SELECT due_at FROM notice")]
