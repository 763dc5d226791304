"""Whether this process lives, and whether it can serve."""

import asyncio
from contextvars import Context
from http import HTTPStatus
from time import monotonic
from typing import Final

from litestar import Response, get

from server.foundation import migrations
from server.web.guards import ANYBODY
from server.web.requests import Visit

REMEMBERED: Final = 1.0
PATIENCE: Final = 2.0
"""Seconds; whoever asks has a limit of their own, and a database that hangs has none."""


class Condition:
    """What the database was like a moment ago, asked by one at a time and never waited for long."""

    def __init__(self, *, patience: float = PATIENCE, remembered: float = REMEMBERED) -> None:
        self._patience = patience
        self._remembered = remembered
        self._asking: asyncio.Task[str] | None = None
        self._told: tuple[float, str] | None = None

    async def now(self) -> str:
        """Ok, outdated or unreachable."""
        if self._told is not None and monotonic() - self._told[0] < self._remembered:
            return self._told[1]
        if self._asking is None:
            # A context of its own: the next one to ask may get this answer.
            self._asking = asyncio.create_task(migrations.condition(), context=Context())
        asked = self._asking
        # Not cancelled when it takes too long: to give a connection back would take as long again.
        done, _pending = await asyncio.wait({asked}, timeout=self._patience)
        if not done:
            return "unreachable"
        self._asking = None
        self._told = (monotonic(), asked.result())
        return self._told[1]


@get("/health/live", guards=[ANYBODY], include_in_schema=False)
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/health/ready", guards=[ANYBODY], include_in_schema=False)
async def ready(request: Visit) -> Response[dict[str, str]]:
    """The database has this version's shape, and the scheduler ticked lately if it should."""
    state = request.app.state
    database, scheduler = await state.condition.now(), state.ticker.condition()
    well = database == "ok" and scheduler != "stale"
    return Response(
        {"status": "ok" if well else "failing", "database": database, "scheduler": scheduler},
        status_code=HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE,
    )
