"""Whoever was thanked is in the register, even if the server dies the next moment."""

import asyncio
import signal
import sys
from typing import Any
from uuid import UUID

import pytest

from tests.events.attendance.arriving import recorded
from tests.support.events import planned

PROGRAM = """
import asyncio, sys
from uuid import UUID
from events.attendance.domain import register
from events.attendance.domain.coalescing import Coalescer
from server.foundation.database import connected
from tests.events.attendance.arriving import line

async def come(pen, event):
    while True:
        one = line(event)
        if await pen.put(one) == "recorded":
            print(one.id, flush=True)

async def main(host, database, event):
    async with connected({"host": host, "user": "postgres", "database": database}):
        pen = Coalescer(register.write)
        await asyncio.gather(*(come(pen, event) for _phone in range(16)))

asyncio.run(main(sys.argv[1], sys.argv[2], UUID(sys.argv[3])))
"""


@pytest.mark.usefixtures("db")
async def test_nobody_who_was_answered_is_lost_when_the_process_is_killed(
    pool: dict[str, Any],
) -> None:
    event = await planned()
    crowd = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, pool["host"], pool["database"], str(event),
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert crowd.stdout is not None
    answered = [await crowd.stdout.readline() for _number in range(200)]
    crowd.send_signal(signal.SIGKILL)
    answered += (await crowd.stdout.read()).splitlines(keepends=True)
    assert await crowd.wait() == -signal.SIGKILL
    told = {UUID(word.decode().strip()) for word in answered if word.endswith(b"\n")}
    assert len(told) >= 200
    assert told <= {kept["id"] for kept in await recorded(event)}
