"""The clock of a server process works out the rotas that were asked for."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from server.jobs import Ticker
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain.rota import asking, reading, work
from volunteers.assignments.domain.rota.window import Window

pytestmark = pytest.mark.usefixtures("db")


async def asked() -> UUID:
    starts = now() + timedelta(days=3)
    await planned(published=False, starts_at=starts, ends_at=starts + timedelta(hours=2), at=now())
    await helper(at=now())
    window = Window(
        first_day=now().date(), last_day=now().date() + timedelta(days=7), municipalities=(),
        zone="America/Guatemala",
    )  # fmt: skip
    return await asking.ask(window, seconds=5, seed=0, by=SYSTEM, at=now())


async def state(rota: UUID) -> str:
    return (await reading.rota(rota, by=SYSTEM)).state


async def test_what_was_asked_for_is_worked_out(settings: Settings, signer: Signer) -> None:
    rota, ticker = await asked(), Ticker(settings, signer)
    async with ticker._planning:
        # Another is under way here.
        await ticker._rotas()
    assert await state(rota) == "waiting"
    await ticker._rotas()
    assert await state(rota) == "draft"


async def test_a_process_that_leaves_waits_until_its_rota_is_given_back(
    settings: Settings, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = asyncio.Event()

    async def long_one(_clock: Callable[[], datetime], *, leaving: asyncio.Event) -> bool:
        await leaving.wait()
        ended.set()
        return True

    monkeypatch.setattr(work, "step", long_one)
    ticker = Ticker(settings, signer)
    job = asyncio.create_task(ticker._rotas())
    await asyncio.sleep(0)
    await ticker.drain()
    assert ended.is_set()
    await job
