"""Two processes share an outbox, and one of them is killed while it sends."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec

from notifications.domain.office import Office
from notifications.domain.outbox import lanes, leases
from server.foundation.database import execute, fetch
from tests.support.cast import Cast, sign_in_as
from tests.support.events import SATURDAY, planned
from tests.support.hasty_worker import Orders, written
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, told

ROOT = Path(__file__).parents[3]
PEOPLE = 30
# Each is owed a confirmation and a reminder.
CROWD = """
    WITH person AS (
        INSERT INTO account (id, email, name, role, created_at)
        SELECT gen_random_uuid(), 'p' || n || '@convoca.test', 'Persona ' || n, 'facilitator', $2
        FROM generate_series(1, $3) n RETURNING id),
    helper AS (
        INSERT INTO volunteer (id, account, home, languages)
        SELECT gen_random_uuid(), id, '0103', '{es}' FROM person RETURNING id)
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    SELECT gen_random_uuid(), $1, id, 'assistant', 'accepted', $2, $2 FROM helper
"""


async def test_no_notice_is_lost_and_none_doubled_but_what_was_in_flight_and_says_so(
    pool: dict[str, Any], office: Office, post: PostOffice, cast: Cast, visitor: httpx.AsyncClient
) -> None:
    await execute(CROWD, await planned(), SATURDAY - 3 * DAY, PEOPLE)
    post.gate.clear()
    async with worker(office, pool, "uno.test") as victim, worker(office, pool, "dos.test"):
        await post.until(lambda: min(post.in_hand["uno.test"], post.in_hand["dos.test"]) > 0)
        post.pause = 0.03
        post.gate.set()
        await post.until(lambda: len(post.letters) >= 20 and post.in_hand["uno.test"] > 0)
        victim.send_signal(signal.SIGKILL)
        await post.until(lambda: len(post.letters) >= 2 * PEOPLE - lanes.BATCH)
    post.pause = 0
    await told(office, SATURDAY - DAY + HOUR)
    await told(office, SATURDAY - DAY + HOUR + leases.LASTS)

    rows = await fetch("SELECT id, state, in_doubt FROM notice")
    arrived = Counter(letter["Message-ID"].strip("<>").split(".")[0] for letter in post.letters)
    doubled = {name for name, times in arrived.items() if times > 1}
    in_doubt = {str(row["id"]) for row in rows if row["in_doubt"]}
    assert Counter(row["state"] for row in rows) == {"sent": 2 * PEOPLE}
    assert set(arrived) == {str(row["id"]) for row in rows}
    assert max(arrived.values()) == 2
    assert doubled <= in_doubt
    assert len(in_doubt) <= 1

    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos", params={"estado": "doubt"})).text
    assert page.count("Posiblemente enviado dos veces") == len(in_doubt)


@asynccontextmanager
async def worker(office: Office, pool: dict[str, Any], host: str) -> AsyncIterator[Process]:
    """A process of its own that works at the outbox; to the server it says its name is `host`."""
    settings = msgspec.structs.replace(office.settings, base_url=f"http://{host}")
    orders = Orders(database=pool, settings=settings, starts_at=SATURDAY - DAY, paced=False)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", "-m", "tests.support.hasty_worker", written(orders),
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        yield process
        if process.returncode is None:
            process.terminate()
        assert await process.wait() in {0, -signal.SIGKILL}
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
