"""The clock of a server process looks for somebody by itself, and tells whom it asked at once."""

from datetime import timedelta

from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from server.jobs import Ticker
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import covering


async def test_a_tick_asks_the_next_best(settings: Settings, signer: Signer, cast: Cast) -> None:
    starts, at = now() + timedelta(days=9), now()
    event = await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=at)
    await helper(at=at)
    await covering.search(event, "lead", by=cast.pinula, at=at)
    ticker = Ticker(settings, signer)
    for _twice in range(2):
        await ticker._cover()
    rows = await fetch("SELECT status FROM assignment")
    assert [row["status"] for row in rows] == ["invited"]
    assert ticker._again
