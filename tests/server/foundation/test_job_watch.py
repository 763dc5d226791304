"""Runs of jobs, as logs and counts tell of them."""

import asyncio

import structlog
from structlog.contextvars import get_contextvars

from server.foundation.clock import now
from server.foundation.counters import OWN
from server.foundation.job_watch import WatchedScheduler, watched


def runs(job: str, outcome: str) -> float:
    """How many runs of the job ended so."""
    labels = {"job": job, "outcome": outcome}
    return OWN.get_sample_value("convoca_job_runs_total", labels) or 0


async def test_a_run_is_numbered_and_counted() -> None:
    seen = []

    async def work() -> None:
        seen.append(get_contextvars())

    run = watched("numbered", work)
    await run()
    await run()
    assert [bound["job"] for bound in seen] == ["numbered", "numbered"]
    assert seen[0]["run"] != seen[1]["run"]
    assert "run" not in get_contextvars()
    assert (runs("numbered", "done"), runs("numbered", "failed")) == (2, 0)
    labels = {"job": "numbered"}
    assert OWN.get_sample_value("convoca_job_duration_seconds_count", labels) == 2
    ended = OWN.get_sample_value("convoca_job_last_success_timestamp_seconds", labels) or 0
    assert 0 <= now().timestamp() - ended < 3600


async def test_a_run_that_fails_is_written_down_and_the_next_one_comes() -> None:
    async def work() -> None:
        raise ArithmeticError

    with structlog.testing.capture_logs(
        processors=[structlog.contextvars.merge_contextvars]
    ) as lines:
        await watched("failing", work)()
    ((line),) = lines
    assert (line["event"], line["job"], line["log_level"]) == ("a job failed", "failing", "error")
    assert (runs("failing", "done"), runs("failing", "failed")) == (0, 1)
    assert (
        OWN.get_sample_value("convoca_job_last_success_timestamp_seconds", {"job": "failing"})
        is None
    )


async def test_the_scheduler_watches_what_it_runs() -> None:
    ran = asyncio.Event()

    async def work() -> None:
        ran.set()

    scheduler = WatchedScheduler()
    scheduler.add_job(work, "interval", hours=1, id="scheduled", next_run_time=now())
    scheduler.start()
    await ran.wait()
    await asyncio.sleep(0)
    scheduler.shutdown(wait=False)
    assert runs("scheduled", "done") == 1
