"""A release is of everything that was registered, and of one moment."""

from typing import Any

import pytest
from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.answered import Figures, Freshness
from events.outreach.domain.receipts import checking
from events.outreach.domain.receipts import reading as receipts
from events.outreach.domain.releases import drafting, reading, releasing
from events.outreach.domain.rollups import refreshing
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM, new_id
from tests.support.registers import AFTER, tallied
from tests.support.released import MARCH, busy_march
from tests.support.released_month import crowd, month_released

pytestmark = pytest.mark.usefixtures("db")


async def test_a_release_counts_first_what_still_waits_to_be_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workshop = await crowd()
    await refreshing.catch_up(at=AFTER)
    await tallied(workshop, 50, sex="female", age_band="25-34", audience="teachers")
    monkeypatch.setattr(refreshing, "FEW", 0)
    release = await reading.release(await month_released())
    assert release.total.contacts == 160
    (receipt,) = await receipts.of_release(release.id)
    assert (await checking.checked(receipt, AFTER)).holds


async def test_nothing_is_released_while_registers_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    await busy_march()
    really = ledgers.figures

    async def behind(*asked: Any, **how: Any) -> Figures:
        fresh = Freshness(counted_at=None, pending=3)
        return replace(await really(*asked, **how), fresh=fresh)

    monkeypatch.setattr(ledgers, "figures", behind)
    with pytest.raises(Conflict, match="por contar"):
        await releasing.publish(MARCH, by=SYSTEM, at=AFTER)


async def test_nothing_is_released_of_registers_that_keep_changing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await busy_march()
    really, asked_times = ledgers.figures, iter(range(100))

    async def changing(*asked: Any, **how: Any) -> Figures:
        return replace(await really(*asked, **how), events=next(asked_times))

    monkeypatch.setattr(ledgers, "figures", changing)
    with pytest.raises(Conflict, match="cambiaron"):
        await drafting.drafted(MARCH, by=SYSTEM, at=AFTER)


async def test_what_is_asked_for_twice_is_released_once() -> None:
    await busy_march()
    named = new_id()
    for _click in range(2):
        assert await releasing.publish(MARCH, by=SYSTEM, at=AFTER, named=named) == named
    assert [one.id for one in await reading.released()] == [named]
