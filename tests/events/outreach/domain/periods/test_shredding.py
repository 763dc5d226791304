"""Keys are shredded when nobody reads them, and that never stands in anybody's way."""

import asyncio
from typing import Any

import asyncpg
import pytest

from events.outreach.domain.periods import shredding
from events.outreach.domain.periods.book import Period
from events.outreach.domain.periods.readiness import Readiness, need_ready
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict
from server.foundation.identity import new_id
from tests.support.closing import JULY

pytestmark = pytest.mark.usefixtures("db")
FILE = "SELECT pg_relation_filepath('period_key') AS path"


async def test_the_table_of_keys_is_written_anew() -> None:
    before = await fetch(FILE)
    await shredding.shred()
    assert await fetch(FILE) != before


async def test_within_a_transaction_nothing_is_shredded() -> None:
    before = await fetch(FILE)
    async with transaction():
        await shredding.shred()
    assert await fetch(FILE) == before


async def test_whoever_reads_keys_for_long_is_not_waited_for(
    pool: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shredding, "PATIENCE", "10ms")
    monkeypatch.setattr(shredding, "PAUSE", 0)
    other = await asyncpg.connect(**pool)
    async with other.transaction():
        await other.execute("SELECT FROM period_key")
        before = await fetch(FILE)
        await shredding.shred()
        assert await fetch(FILE) == before
    await other.close()


def test_a_period_whose_last_changes_are_not_counted_yet_is_not_closed() -> None:
    period = Period(
        id=new_id(), project=new_id(), slug="paz", project_name="Paz", starts_on=JULY.date(),
        ends_on=JULY.date(), closed_at=None, open_registers=0,
    )  # fmt: skip
    found = Readiness(over=True, open_registers=[], drafts=[], pending=1, undecided=0)
    with pytest.raises(Conflict, match="en un minuto"):
        need_ready(period, found)


async def test_readers_of_what_was_before_are_waited_for(pool: dict[str, Any]) -> None:
    other, before = await asyncpg.connect(**pool), await fetch(FILE)
    async with other.transaction(isolation="repeatable_read"):
        await other.execute("SELECT FROM project")
        await fetch("SELECT pg_current_xact_id()")  # something was written since
        shredding_it = asyncio.create_task(shredding.shred())
        await asyncio.sleep(2 * shredding.PAUSE)
        assert await fetch(FILE) == before
    await shredding_it
    assert await fetch(FILE) != before
    await other.close()
