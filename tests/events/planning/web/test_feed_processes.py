"""Two server processes on one database give every calendar the same bytes and the same tag."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.database import execute
from tests.support.crew import helper
from tests.support.hard_events import hard_events
from tests.support.installation import serving
from volunteers.assignments.domain import subscription

PLACED = """
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    SELECT gen_random_uuid(), id, $1, 'lead', 'accepted', $2, $2 FROM event
"""
PUBLIC = ("/agenda.ics", "/agenda.ics?tipo=workshop", "/municipios/0103.ics")


@pytest.fixture
def houses(pool: dict[str, Any], tmp_path: Path) -> Iterator[list[str]]:
    """Two processes that agree on nothing but the database and their public address."""
    database = f"postgresql://postgres@/{pool['database']}?host={pool['host']}"
    told: dict[str, Any] = {
        "CONVOCA_DATABASE_URL": database,
        "CONVOCA_BASE_URL": "https://convoca.test",
        "CONVOCA_SECRET_KEY": "the same for all that share a database",
    }
    with ExitStack() as running:
        yield [
            running.enter_context(
                serving(tmp_path / seed, CONVOCA_SCHEDULER="off", PYTHONHASHSEED=seed, **told)
            ).address
            for seed in ("1", "2")
        ]


async def own_feed(*, busy_only: bool) -> str:
    """The address of a helper who is at every event."""
    name = "Berta" if busy_only else "Ana"
    await execute(PLACED, await helper(name), now())
    found = await accounts.by_email(f"{name.lower()}@convoca.test")
    assert found is not None
    who = await accounts.actor(found[0])
    assert who is not None
    await subscription.tell(busy_only=busy_only, by=who, at=now())
    return f"/feed/{await subscription.make(by=who, at=now())}.ics"


async def test_two_processes_agree_on_every_byte(db: None, houses: list[str]) -> None:
    events = await hard_events()
    own = [await own_feed(busy_only=busy_only) for busy_only in (False, True)]
    async with httpx.AsyncClient(headers={"Host": "convoca.test"}) as reader:
        for path in (*PUBLIC, "/proyectos/general.ics", f"/agenda/{events[0]}.ics", *own):
            first, second = [await reader.get(f"{house}{path}") for house in houses]
            assert (first.status_code, b"BEGIN:VEVENT" in first.content) == (200, True)
            assert (first.content, first.headers["etag"]) == (
                second.content,
                second.headers["etag"],
            )
            held = {"If-None-Match": first.headers["etag"]}
            assert (await reader.get(f"{houses[1]}{path}", headers=held)).status_code == 304
