"""What happens by the clock: one line per job."""

import asyncio
from contextvars import Context
from datetime import datetime, timedelta
from typing import Final

from events.attendance.domain.reserving import seat_book
from events.outreach.domain.periods import shredding
from events.outreach.domain.releases import plans
from events.outreach.domain.rollups import refreshing, verifying
from events.planning.domain.imports import work
from notifications.channels import pool
from notifications.domain import upstairs
from notifications.domain.office import Office
from notifications.domain.outbox import rounds
from server import rooms
from server.accounts.domain import backups
from server.accounts.domain.retention import nightly
from server.foundation import own_command
from server.foundation.clock import now
from server.foundation.clock_watch import ClockWatch, SharedClock
from server.foundation.counters import TICKED
from server.foundation.job_watch import WatchedScheduler
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from volunteers.assignments.domain import covering
from volunteers.assignments.domain.rota import work as rotas
from volunteers.people.domain.roster import work as roster_work

TICK: Final = timedelta(seconds=20)
STALE: Final = 4 * TICK
# How many counted registers are counted again from scratch, to see that they are right.
SAMPLE: Final = 100


class Ticker:
    """Runs the jobs of one process; the truth about what is due is in the database."""

    def __init__(self, settings: Settings, signer: Signer) -> None:
        self._settings = settings
        self._http = pool.opened()
        self._office = Office(settings, signer, self._http)
        self._leaving = asyncio.Event()
        self._sending = asyncio.Lock()
        self._importing = asyncio.Lock()
        self._planning = asyncio.Lock()
        self._bringing_in = asyncio.Lock()
        self._counting = asyncio.Lock()
        self._backing_up = asyncio.Lock()
        self._retaining = asyncio.Lock()
        self._again = False
        self._last: datetime | None = None
        self._clock = SharedClock()
        self._watching: asyncio.Task[None] | None = None
        self._scheduler = WatchedScheduler(
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
            self._scheduler.add_job(self._imports, "interval", seconds=5, id="imports")
            self._scheduler.add_job(self._roster, "interval", seconds=5, id="roster")
            self._scheduler.add_job(self._rotas, "interval", seconds=2, id="rotas", max_instances=2)
            self._scheduler.add_job(
                self._cover, "interval", seconds=seconds, id="cover", next_run_time=now()
            )
            self._scheduler.add_job(self._seats, "interval", seconds=seconds, id="seats")
            self._scheduler.add_job(self._count, "interval", seconds=10, id="counting")
            self._scheduler.add_job(self._verify, "interval", hours=6, jitter=900, id="verifying")
            self._scheduler.add_job(
                self._releases, "interval", minutes=10, id="releases", next_run_time=now()
            )
            self._scheduler.add_job(self._back_up, "interval", minutes=10, jitter=120, id="backup")
            self._scheduler.add_job(self._retain, "interval", minutes=10, jitter=60, id="retention")
            self._scheduler.add_job(self._tidy, "interval", hours=1, jitter=300, id="tidy")
            self._scheduler.start()
            self._watching = asyncio.create_task(ClockWatch(self._all_soon).go_on())

    def stop(self) -> None:
        """Stop ticking."""
        if self._watching is not None:
            self._watching.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def drain(self) -> None:
        """Begin nothing more and let what is being sent arrive, so that it is not sent twice."""
        self._leaving.set()
        async with (
            self._sending,
            self._importing,
            self._planning,
            self._bringing_in,
            self._counting,
            self._retaining,
            self._backing_up,
        ):
            self.stop()
        await self._http.aclose()

    def wake(self) -> None:
        """Tick now: something changed that people may have to be told."""
        self._again = True
        self._soon("cover")
        if not self._sending.locked():
            self._soon("notices")

    def _soon(self, job: str) -> None:
        if self._scheduler.running:
            # A context of its own: the asker may be in a transaction, which is not the job's.
            Context().run(self._scheduler.modify_job, job, next_run_time=now())

    def _all_soon(self) -> None:
        # What is due by the clock would otherwise wait until it is again what it was.
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=now())

    def condition(self, at: datetime | None = None, *, ticked: datetime | None = None) -> str:
        """Whether the clock still runs here: on, off or stale; others may have `ticked`."""
        if not self._settings.scheduler:
            return "off"
        last = ticked or self._last
        recent = last is not None and (at or now()) - last < STALE
        return "on" if recent else "stale"

    async def _notices(self) -> None:
        self._again = True
        async with self._sending:
            while self._again and not self._leaving.is_set():
                self._again, self._last = False, now()
                TICKED.set(self._last.timestamp())
                await self._clock.read()  # whose leases ran out, all machines must agree on
                left = await rounds.tick(self._office, clock=self._clock.now, leaving=self._leaving)
                self._again |= left  # somebody may have woken us meanwhile

    async def _imports(self) -> None:
        async with self._importing:
            zone = self._settings.timezone
            await work.go_on(now, zone=zone, above=upstairs, leaving=self._leaving)

    async def _roster(self) -> None:
        async with self._bringing_in:
            await roster_work.go_on(now, leaving=self._leaving)

    async def _rotas(self) -> None:
        # One that takes its time goes on by itself: whoever comes meanwhile leaves.
        if not self._planning.locked():
            async with self._planning:
                await rotas.go_on(self._clock.now, leaving=self._leaving)

    async def _cover(self) -> None:
        self._again |= await covering.advance(at=now())
        if self._again and not self._sending.locked():
            self._soon("notices")

    async def _seats(self) -> None:
        await seat_book.advance(at=now())

    async def _count(self) -> None:
        async with self._counting:
            await refreshing.go_on(now, leaving=self._leaving)

    async def _verify(self) -> None:
        await verifying.verify(SAMPLE, at=now())

    async def _releases(self) -> None:
        await plans.go_on(now(), zone=self._settings.timezone)

    async def _back_up(self) -> None:
        if self._settings.backup_dir and self._settings.backup_to and not self._backing_up.locked():
            async with self._backing_up:
                if await backups.is_due(at=now(), zone=self._settings.timezone):
                    await own_command.until(self._leaving, "backup", "--scheduled")

    async def _retain(self) -> None:
        folder, zone = self._settings.data_dir, self._settings.timezone
        async with self._retaining:
            rules = rooms.rules(self._settings)
            await nightly.go_on(rules, now, folder=folder, zone=zone, leaving=self._leaving)

    async def _tidy(self) -> None:
        await shredding.finish(since=now() - timedelta(days=1))
