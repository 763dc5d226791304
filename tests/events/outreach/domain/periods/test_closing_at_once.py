"""Closing a period while others are at work, and closing that is cut short."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from events.attendance.domain import pseudonyms, register
from events.attendance.domain.cards import pass_heirs
from events.attendance.domain.register import Line
from events.outreach.domain.periods import book, closing, kept, snapshots
from events.planning.domain import planning
from events.planning.domain.closed_periods import PeriodClosed
from server.accounts.domain import audit
from server.foundation.database import fetch
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM
from tests.support.closing import JULY, begun, closed, half
from tests.support.lock_queue import until_waiting
from tests.support.registers import ANA, WORKSHOP_DAY, held

pytestmark = pytest.mark.usefixtures("db")
WRITE = """
    INSERT INTO check_in (id, event, source, at, received_at, sex, age_band, standing)
    VALUES ($1, $2, 'self', $3, $3, 'male', '15-17', true)
"""


def somebody(event: UUID) -> Line:
    """A line of a phone whose page was open when the register was closed."""
    return Line(
        id=uuid4(), event=event, source="self", at=WORKSHOP_DAY, received_at=WORKSHOP_DAY,
        pseudonym=ANA, sex="female", age_band="15-17", audience=None,
    )  # fmt: skip


async def contacts(period: UUID) -> int:
    """What the snapshot says."""
    return int((await kept.kept(period)).figures[0].figures["total"]["contacts"])


async def test_a_line_that_is_just_being_written_is_waited_for_and_counts(
    pool: dict[str, Any],
) -> None:
    here = await half()
    other = await asyncpg.connect(**pool)
    async with other.transaction():
        await other.execute(WRITE, uuid4(), here.workshop, WORKSHOP_DAY)
        closing_it = asyncio.create_task(closed(here.period))
        await until_waiting(1)
        assert not closing_it.done()
    await closing_it
    await other.close()
    assert await contacts(here.period) == 13


async def test_a_line_that_comes_while_a_period_is_closed_waits_and_is_refused(
    pool: dict[str, Any],
) -> None:
    here = await half()
    other = await asyncpg.connect(**pool)
    async with other.transaction():
        await other.execute(closing.HOLD, here.period)
        await other.execute(closing.CLOSE, here.period, JULY, None)
        writing = asyncio.create_task(register.write([somebody(here.workshop)]))
        await until_waiting(1)
    with pytest.raises(PeriodClosed):
        await writing
    await other.close()


async def test_whoever_arrives_at_that_moment_is_in_the_snapshot_or_refused() -> None:
    _project, period = await begun()
    event = await held(WORKSHOP_DAY, project="paz")
    await planning.close(event, by=SYSTEM, at=JULY)
    people = [register.write([somebody(event)]) for _person in range(12)]
    done = await asyncio.gather(*people[:6], closed(period), *people[6:], return_exceptions=True)
    failed = [one for one in done if isinstance(one, BaseException)]
    assert {type(one) for one in failed} <= {PeriodClosed}
    (row,) = await fetch("SELECT count(*) FILTER (WHERE standing) AS n FROM check_in")
    assert await contacts(period) == row["n"]


async def test_of_two_who_close_at_once_one_comes_first() -> None:
    here = await half()
    done = await asyncio.gather(closed(here.period), closed(here.period), return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["Closed", "Conflict"]
    with pytest.raises(Conflict):
        await closed(here.period)


async def test_a_closing_that_is_cut_short_leaves_nothing_half_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = await half()
    salt = await pseudonyms.salt_of(here.period)

    async def cut(*_all: Any, **_more: Any) -> None:
        await fetch("SELECT pg_terminate_backend(pg_backend_pid())")

    steps = (snapshots, "_keep"), (closing, "execute"), (pass_heirs, "forget"), (audit, "record")
    for module, step in steps:
        with monkeypatch.context() as patch:
            patch.setattr(module, step, cut)
            with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
                await closed(here.period)
        assert (await book.period(here.period)).closed_at is None
        for table in ("snapshot", "snapshot_event", "snapshot_figure"):
            assert (step, table, await fetch(f"SELECT FROM {table}")) == (step, table, [])
        assert await pseudonyms.salt_of(here.period) == salt
    await closed(here.period)
    assert (await kept.kept(here.period)).taken.intact
