"""Running a job by the clock: numbered in the logs, counted, and never the end of the others."""

from collections.abc import Awaitable, Callable
from functools import wraps
from time import perf_counter
from typing import Any, Final

import structlog
from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from server.foundation import counters, tracing
from server.foundation.clock import now
from server.foundation.correlation import of_run

log: Final = structlog.get_logger()
Work = Callable[[], Awaitable[object]]


class WatchedScheduler(AsyncIOScheduler):  # type: ignore[misc]  # APScheduler is not typed
    """A scheduler whose every job is watched."""

    def add_job(self, func: Work, *args: Any, **named: Any) -> Job:
        """Add a job; it needs an `id`, which is its name in logs and counts."""
        return super().add_job(watched(named["id"], func), *args, **named)


def watched(job: str, work: Work) -> Callable[[], Awaitable[None]]:
    """The same work, with its run written down however it ends."""

    @wraps(work)
    async def run() -> None:
        started = perf_counter()
        with of_run(job), tracing.span(f"job {job}", {"convoca.job": job}):
            well = await _done(work)
        counters.JOB_RUNS.labels(job, "done" if well else "failed").inc()
        counters.JOB_SECONDS.labels(job).observe(perf_counter() - started)
        if well:
            counters.JOB_ENDED_WELL.labels(job).set(now().timestamp())

    return run


async def _done(work: Work) -> bool:
    try:
        await work()
    except Exception:  # the next run may do better, and says so if not
        log.exception("a job failed")
        return False
    return True
