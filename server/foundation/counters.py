"""What happened so far, counted so that the processes of one machine add up to one answer.

Each process counts for itself. Where several serve, the counts lie in files of a folder that they
share (PROMETHEUS_MULTIPROC_DIR, set by `convoca serve`), and whichever is asked adds them up.
"""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, values
from prometheus_client.metrics import MetricWrapperBase

QUICK: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
WAITED: Final = (0.001, 0.01, 0.1, 0.5, 1, 5)
LONG: Final = (0.01, 0.1, 1, 5, 20, 60, 300)

OWN: Final = CollectorRegistry()
"""What this process alone has counted."""

REQUESTS: Final = Counter(
    "convoca_http_requests", "Answers by the route's template",
    ("method", "route", "status"), registry=OWN,
)  # fmt: skip
REQUEST_SECONDS: Final = Histogram(
    "convoca_http_request_duration_seconds", "How long an answer took",
    ("method", "route"), buckets=QUICK, registry=OWN,
)  # fmt: skip
IN_FLIGHT: Final = Gauge(
    "convoca_http_requests_in_flight", "Requests being answered",
    multiprocess_mode="livesum", registry=OWN,
)  # fmt: skip
SLOW_QUERIES: Final = Counter(
    "convoca_slow_queries", "Statements that took longer than CONVOCA_SLOW_QUERY_MS", registry=OWN
)
CONNECTION_WAITS: Final = Histogram(
    "convoca_database_connection_wait_seconds", "Until the pool lent a connection",
    buckets=WAITED, registry=OWN,
)  # fmt: skip
JOB_RUNS: Final = Counter(
    "convoca_job_runs", "Runs of a job by how they ended", ("job", "outcome"), registry=OWN
)
JOB_SECONDS: Final = Histogram(
    "convoca_job_duration_seconds", "How long a run took", ("job",), buckets=LONG, registry=OWN
)
JOB_ENDED_WELL: Final = Gauge(
    "convoca_job_last_success_timestamp_seconds", "When a run last ended well",
    ("job",), multiprocess_mode="max", registry=OWN,
)  # fmt: skip
TICKED: Final = Gauge(
    "convoca_scheduler_last_tick_timestamp_seconds", "When the clock of a process last ticked",
    multiprocess_mode="max", registry=OWN,
)  # fmt: skip
CHECK_INS: Final = Counter(
    "convoca_check_ins", "Arrivals that were written down", ("source",), registry=OWN
)
SIGN_INS: Final = Counter(
    "convoca_sign_ins", "Attempts to come in by how they ended", ("way", "outcome"), registry=OWN
)

ALL: Final[tuple[MetricWrapperBase, ...]] = (
    REQUESTS, REQUEST_SECONDS, IN_FLIGHT, SLOW_QUERIES, CONNECTION_WAITS,
    JOB_RUNS, JOB_SECONDS, JOB_ENDED_WELL, TICKED, CHECK_INS, SIGN_INS,
)  # fmt: skip


_answers: Final[dict[tuple[str, str, int], tuple[Counter, Histogram]]] = {}
"""Looked up for every answer, which labels are slow at; there is an end of routes."""


def answered(method: str, route: str, status: int, seconds: float) -> None:
    """Count an answer."""
    found = _answers.get((method, route, status))
    if found is None:
        found = REQUESTS.labels(method, route, status), REQUEST_SECONDS.labels(method, route)
        _answers[method, route, status] = found
    answers, times = found
    answers.inc()
    times.observe(seconds)


def begin_anew() -> None:
    """Forget what was counted, and count from now on where the environment says."""
    _answers.clear()
    values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]  # theirs
    for metric in ALL:
        # Their own ways: a metric is asked where to keep its number only when it is made.
        if metric._labelnames:  # noqa: SLF001 (the library tells nobody)
            metric._metrics.clear()  # noqa: SLF001 (nor lets anybody begin anew)
        else:
            metric._metric_init()  # type: ignore[no-untyped-call]  # noqa: SLF001 (both theirs)
