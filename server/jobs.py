"""What happens by the clock: one line per job."""

from datetime import datetime, timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from server.accounts.domain import limits
from server.foundation.clock import now
from server.foundation.settings import Settings
from server.foundation.signing import Signer

TICK: Final = timedelta(seconds=20)
STALE: Final = 4 * TICK


class Ticker:
    """Runs the jobs of one process; the truth about what is due is in the database."""

    def __init__(self, settings: Settings, signer: Signer) -> None:
        self._settings = settings
        self._signer = signer
        self._last: datetime | None = None
        self._scheduler = AsyncIOScheduler(
            job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Begin to tick, unless this process only serves."""
        if self._settings.scheduler:
            seconds = TICK.total_seconds()
            self._scheduler.add_job(
                self._notices,
                "interval",
                seconds=seconds,
                jitter=3,
                id="notices",
                next_run_time=now(),
            )
            self._scheduler.add_job(self._tidy, "interval", hours=1, jitter=300, id="tidy")
            self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def wake(self) -> None:
        """Tick now: something changed that people may have to be told."""
        if self._scheduler.running:
            self._scheduler.modify_job("notices", next_run_time=now())

    def condition(self, at: datetime | None = None) -> str:
        """Whether the clock still runs here: on, off or stale."""
        if not self._settings.scheduler:
            return "off"
        recent = self._last is not None and (at or now()) - self._last < STALE
        return "on" if recent else "stale"

    async def _notices(self) -> None:
        self._last = now()

    async def _tidy(self) -> None:
        await limits.forget_buckets(before=now() - timedelta(days=1))
