"""What happens by the clock: one line per job."""

import asyncio
from contextvars import Context
from datetime import datetime, timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from events.attendance.domain.reserving import seat_book, seat_contacts
from events.outreach.domain.periods import shredding
from events.outreach.domain.releases import plans
from events.outreach.domain.rollups import refreshing, verifying
from events.planning.domain.imports import staging, work
from notifications.channels import pool
from notifications.domain import upstairs
from notifications.domain.inbox import reading as inbox
from notifications.domain.office import Office
from notifications.domain.outbox import kept_strangers, rounds
from server.accounts.domain import limits, repeats, sign_in
from server.foundation.clock import now
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from volunteers.assignments.domain import covering
from volunteers.assignments.domain.rota import asking
from volunteers.assignments.domain.rota import work as rotas
from volunteers.people.domain.roster import staging as roster
from volunteers.people.domain.roster import work as roster_work

TICK: Final = timedelta(seconds=20)
STALE: Final = 4 * TICK
UNWANTED: Final = timedelta(days=1)
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
        self._again = False
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
            self._scheduler.add_job(self._tidy, "interval", hours=1, jitter=300, id="tidy")
            self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking."""
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

    def age(self, at: datetime) -> timedelta | None:
        """How long ago the clock ticked here, if it ever did."""
        return None if self._last is None else at - self._last

    def condition(self, at: datetime | None = None) -> str:
        """Whether the clock still runs here: on, off or stale."""
        if not self._settings.scheduler:
            return "off"
        recent = self._last is not None and (at or now()) - self._last < STALE
        return "on" if recent else "stale"

    async def _notices(self) -> None:
        self._again = True
        async with self._sending:
            while self._again and not self._leaving.is_set():
                self._again, self._last = False, now()
                left = await rounds.tick(self._office, clock=now, leaving=self._leaving)
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
                await rotas.go_on(now, leaving=self._leaving)

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

    async def _tidy(self) -> None:
        yesterday = now() - timedelta(days=1)
        await limits.forget_buckets(before=yesterday)
        await sign_in.forget_expired(before=yesterday)
        await repeats.forget(before=yesterday)
        await shredding.finish(since=yesterday)
        await staging.forget(before=now() - UNWANTED)
        await roster.forget(before=now() - UNWANTED)
        await asking.forget(before=now() - asking.KEPT)
        await seat_contacts.forget(before=now() - seat_contacts.KEPT)
        await kept_strangers.forget(folder=self._office.folder)
        await inbox.forget(before=now() - inbox.KEPT)
