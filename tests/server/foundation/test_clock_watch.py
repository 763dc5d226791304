"""A clock that is set, forwards or back, stops nothing; all machines go by the database's."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from server.foundation import clock_watch
from server.foundation.clock import now
from server.foundation.clock_watch import ClockWatch, SharedClock
from server.foundation.database import fetch

HOURS = 3 * 3600.0


@pytest.mark.parametrize("by", [HOURS, -HOURS])
def test_a_clock_that_was_set_is_noticed_once(monkeypatch: pytest.MonkeyPatch, by: float) -> None:
    times, passed = [0.0], [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: passed[0])
    noticed: list[str] = []
    watch = ClockWatch(lambda: noticed.append("jumped"), wall=lambda: passed[0] + times[0])
    for ahead in (0.0, 2.0, by, by, by + 5):
        times[0], passed[0] = ahead, passed[0] + 5
        watch.look()
    assert noticed == ["jumped"]


async def test_machines_whose_clocks_differ_go_by_one(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = datetime(2031, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(clock_watch, "now", lambda: wrong)
    clock = SharedClock()
    before = clock.now()
    await clock.read()
    there = (await fetch(clock_watch.TIME))[0]["at"]
    assert (before, abs(clock.now() - there) < timedelta(minutes=1)) == (wrong, True)
    assert abs(clock.now() - now()) < timedelta(minutes=1)
