"""What a night does: it forgets what is due, and writes down how far the audit reaches."""

import asyncio
import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server.accounts.domain import audit
from server.accounts.domain.audit import anchoring
from server.accounts.domain.retention import clocks, nightly, running
from server.accounts.domain.retention.own import RULES
from server.accounts.domain.retention.standing import runs
from server.foundation.database import execute, fetch, transaction
from server.foundation.identity import SYSTEM

ZONE = "America/Guatemala"
NOON = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def any_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """These nights are not tonight: only the tests of clocks look at the database's."""
    monkeypatch.setattr(clocks, "APART", timedelta.max)


async def night(folder: Path, at: datetime = NOON) -> None:
    await nightly.go_on(RULES, lambda: at, folder=folder, zone=ZONE, leaving=asyncio.Event())


async def test_a_night_runs_once_and_anchors_the_audit(db: None, tmp_path: Path) -> None:
    await audit.record(SYSTEM, "event.changed", "event:1", at=NOON)
    await night(tmp_path)
    assert anchoring.kept(tmp_path) == await audit.head()
    anchor = tmp_path / anchoring.NAME
    os.utime(anchor, (NOON.timestamp(), NOON.timestamp()))
    assert (anchor.stat().st_mode & 0o777) == 0o600
    await audit.record(SYSTEM, "event.changed", "event:1", at=NOON)
    await night(tmp_path, NOON + timedelta(hours=1))
    assert (len(await runs(9)), anchoring.kept(tmp_path) == await audit.head()) == (1, False)
    await night(tmp_path, NOON + timedelta(days=1))
    assert (len(await runs(9)), anchoring.kept(tmp_path) == await audit.head()) == (2, True)


async def test_an_anchor_that_does_not_fit_is_left_and_said(
    db: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for _entry in range(2):
        await audit.record(SYSTEM, "event.changed", "event:1", at=NOON)
    await night(tmp_path)
    before = (tmp_path / anchoring.NAME).read_text()
    os.utime(tmp_path / anchoring.NAME, (0, 0))
    async with transaction():
        await execute("SET LOCAL session_replication_role = replica")
        await execute("DELETE FROM audit_entry WHERE id = 2")
    with caplog.at_level(logging.ERROR):
        await night(tmp_path)
    assert [record.message for record in caplog.records] == [
        "the audit does not hold: see convoca doctor"
    ]
    assert (tmp_path / anchoring.NAME).read_text() == before


async def test_a_broken_chain_is_not_anchored(db: None, tmp_path: Path) -> None:
    await audit.record(SYSTEM, "event.changed", "event:1", at=NOON)
    async with transaction():
        await execute("SET LOCAL session_replication_role = replica")
        await execute("UPDATE audit_entry SET act = 'event.closed'")
    assert await anchoring.keep(tmp_path, at=NOON) is None
    assert anchoring.kept(tmp_path) is None


async def test_a_clock_that_jumped_ahead_forgets_nothing_until_somebody_says_so(
    db: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await night(tmp_path)
    with caplog.at_level(logging.ERROR):
        await night(tmp_path, NOON + timedelta(days=365))
    (record,) = caplog.records
    assert record.getMessage() == (
        "retention waits: it last ran 365 days ago: if the clock is right, run convoca retention"
        " by hand"
    )
    assert len(await runs(9)) == 1
    await running.run(RULES, lambda: NOON + timedelta(days=365), by_hand=True)
    await night(tmp_path, NOON + timedelta(days=366))
    assert [one.by_hand for one in await runs(9)] == [False, True, False]


@pytest.mark.parametrize(("minutes", "doubts"), [(0, 0), (55, 0), (65, 1), (-65, 1)])
async def test_a_clock_that_differs_from_the_databases_is_not_trusted(
    db: None, monkeypatch: pytest.MonkeyPatch, minutes: int, doubts: int
) -> None:
    monkeypatch.setattr(clocks, "APART", timedelta(hours=1))
    (row,) = await fetch("SELECT clock_timestamp() AS at")
    told = await clocks.doubt(row["at"] + timedelta(minutes=minutes))
    assert len(told.splitlines()) == doubts
