"""What a machine does whose clock is set while it runs: by itself, by a person, or by the network.

Other clocks are the database's, which all machines share, and the monotonic one, which nobody sets.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog

from server.foundation.clock import now
from server.foundation.database import fetch

log: Final = structlog.get_logger()
LOOKS_EVERY: Final = 5.0  # seconds
# The network corrects less than this little by little, and nobody needs to know.
A_JUMP: Final = 10.0  # seconds
TIME: Final = "SELECT clock_timestamp() AS at"


class SharedClock:
    """The database's clock as it was last read, and what passed since then."""

    def __init__(self) -> None:
        self._read: tuple[datetime, float] | None = None

    async def read(self) -> None:
        """Ask the database what time it is."""
        asked = time.monotonic()
        at: datetime = (await fetch(TIME))[0]["at"]
        self._read = at, (asked + time.monotonic()) / 2

    def now(self) -> datetime:
        """The time there; our own until it was read."""
        if self._read is None:
            return now()
        at, since = self._read
        return at + timedelta(seconds=time.monotonic() - since)


class ClockWatch:
    """Calls `jumped` when the clock was set, forwards or back, however little time passed."""

    def __init__(
        self, jumped: Callable[[], None], *, wall: Callable[[], float] = time.time
    ) -> None:
        self._jumped = jumped
        self._wall = wall
        self._ahead = self._drift()

    def look(self) -> None:
        """Compare the two clocks of this machine."""
        ahead = self._drift()
        if abs(ahead - self._ahead) > A_JUMP:
            log.warning("the clock was set", seconds=round(ahead - self._ahead))
            self._jumped()
        self._ahead = ahead

    async def go_on(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            self.look()

    def _drift(self) -> float:
        return self._wall() - time.monotonic()
