"""A process of its own that plans and answers when it is told to: `python -m … CONFIG`.

Each line it reads is an `Order`; it answers with what became of it, `done` or the refusal.
"""

import asyncio
import json
import sys
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import agenda, planning
from events.planning.domain.draft import as_draft
from notifications.domain import upstairs
from server.foundation import database
from server.foundation.errors import Refusal
from server.foundation.identity import SYSTEM
from volunteers.assignments.domain import invitations


class Order(Struct, frozen=True, kw_only=True):
    """Something to do to an event or to a place: accept, withdraw, publish or move by `hours`."""

    what: str
    which: UUID
    at: datetime
    hours: int = 0


class Rival:
    """The other process, as a test speaks with it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def against(cls, config: dict[str, Any]) -> "Rival":
        """A process on this database, ready to be told something."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.support.rival", json.dumps(config),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        rival = cls(process)
        assert await rival._heard() == "ready"
        return rival

    async def do(self, order: Order) -> str:
        """What became of it."""
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(order) + b"\n")
        return await self._heard()

    async def leave(self) -> None:
        """Until the process is gone."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()

    async def _heard(self) -> str:
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode().strip()


async def done(order: Order) -> str:
    """Do it here; `done`, or why not."""
    try:
        await _do(order)
    except Refusal as refusal:
        return refusal.sentence
    return "done"


async def _do(order: Order) -> None:
    match order.what:
        case "accept":
            await invitations.answer(order.which, "accepted", by=SYSTEM, at=order.at)
        case "withdraw":
            await invitations.withdraw(order.which, by=SYSTEM, at=order.at)
        case "publish":
            await planning.publish(order.which, by=SYSTEM, at=order.at, above=upstairs)
        case _:
            await _move(order)


async def _move(order: Order) -> None:
    draft = as_draft(await agenda.event(order.which))
    later = timedelta(hours=order.hours)
    draft = msgspec.structs.replace(
        draft, starts_at=draft.starts_at + later, ends_at=draft.ends_at + later
    )
    await planning.change(order.which, draft, by=SYSTEM, at=order.at, above=upstairs)


async def main(config: dict[str, Any]) -> None:
    """Do what each line says, until there are no more."""
    async with database.connected(config, size=2):
        _say("ready")
        while line := await asyncio.to_thread(sys.stdin.buffer.readline):
            _say(await done(msgspec.json.decode(line, type=Order)))


def _say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
