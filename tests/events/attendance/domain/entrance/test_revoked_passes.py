"""A revoked pass is known at the check-in a few seconds later, and asking costs nothing."""

import asyncio
from datetime import timedelta

import pytest
from asyncpg import DivisionByZeroError

from events.attendance.domain.entrance.revoked_passes import FRESH, RevokedPasses
from tests.events.attendance.arriving import PASS, SIGNER
from tests.events.attendance.revoking import revoke
from tests.support.events import SATURDAY

pytestmark = pytest.mark.usefixtures("db")
OTHER = "WXYZ6789ABCD"


async def test_a_revoked_pass_is_known_after_five_seconds_at_most() -> None:
    revoked = RevokedPasses(SIGNER)
    assert not await revoked.holds(PASS, at=SATURDAY)
    await revoke(PASS, SIGNER)
    assert not await revoked.holds(PASS, at=SATURDAY + FRESH - timedelta(seconds=1))
    assert await revoked.holds(PASS, at=SATURDAY + FRESH)
    assert not await revoked.holds(OTHER, at=SATURDAY + FRESH)
    assert not await revoked.holds(None, at=SATURDAY + FRESH)


async def test_asking_again_within_five_seconds_reads_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    revoked = RevokedPasses(SIGNER)
    await revoke(PASS, SIGNER)
    assert await revoked.holds(PASS, at=SATURDAY)
    monkeypatch.setattr("events.attendance.domain.entrance.revoked_passes.fetch", None)
    assert await revoked.holds(PASS, at=SATURDAY + timedelta(seconds=4))


async def test_what_could_not_be_read_is_read_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    revoked = RevokedPasses(SIGNER)
    await revoke(PASS, SIGNER)
    with monkeypatch.context() as broken:
        broken.setattr("events.attendance.domain.entrance.revoked_passes.REVOKED", "SELECT 1 / 0")
        with pytest.raises(DivisionByZeroError, match="division by zero"):
            await revoked.holds(PASS, at=SATURDAY)
    assert await revoked.holds(PASS, at=SATURDAY)


async def test_those_who_ask_first_all_wait_for_the_one_who_reads() -> None:
    revoked = RevokedPasses(SIGNER)
    await revoke(PASS, SIGNER)
    asked = [revoked.holds(code, at=SATURDAY) for code in [OTHER] + [PASS] * 9]
    assert await asyncio.gather(*asked) == [False] + [True] * 9


async def test_who_goes_away_while_it_is_read_stops_nobody() -> None:
    revoked = RevokedPasses(SIGNER)
    await revoke(PASS, SIGNER)
    first = asyncio.create_task(revoked.holds(PASS, at=SATURDAY))
    second = asyncio.create_task(revoked.holds(PASS, at=SATURDAY))
    await asyncio.sleep(0)
    first.cancel()
    assert await second
