"""What programs that watch the installation read: `/metrics`, in the text format of Prometheus.

Counts are those of every process of this machine, whichever is asked (worker_counts); what the
database knows is the same for the whole installation.
"""

import platform
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import UTC, datetime
from hmac import compare_digest
from importlib.metadata import version
from ipaddress import ip_address
from typing import Any, Final, TypeAlias

from litestar import Response, get
from litestar.exceptions import NotAuthorizedException, NotFoundException
from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from server.foundation import worker_counts
from server.foundation.clock import now
from server.web import process_metrics
from server.web.guards import WATCHER
from server.web.requests import FORWARDED, Visit, settings_of

Families: TypeAlias = Callable[[datetime], Awaitable[Sequence[Metric]]]
"""What a room has to tell at a moment: numbers only, no label that names anybody."""
PASSED_ON: Final = (FORWARDED, "forwarded", "x-real-ip")
SCHEDULER: Final = ("on", "off", "stale")
TICKED: Final = "convoca_scheduler_last_tick_timestamp_seconds"


class Gathered(Collector):
    """Families that were read already: a registry does not wait for a database."""

    def __init__(self, families: Sequence[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        """What was read."""
        return self._families


@get("/metrics", guards=[WATCHER], include_in_schema=False)
async def metrics(request: Visit) -> Response[bytes]:
    """The counts of every room, for this machine or for whoever knows the word."""
    _let_in(request)
    at, state = now(), request.app.state
    reachable = await state.condition.now() == "ok"
    counted = worker_counts.added_up()
    families = [
        _build(),
        *counted,
        *_scheduler(state.ticker, counted, at),
        _database(up=reachable),
        *process_metrics.families(worker_counts.processes()),
    ]
    if reachable:
        for told in state.metrics:
            families += await told(at)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Gathered(families))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


def _let_in(request: Visit) -> None:
    """Raise unless it was asked from this machine itself, or with the word of the settings.

    What a proxy on this machine passes on comes from this machine too: it says for whom.
    """
    word = settings_of(request).metrics_token
    kind, _space, said = request.headers.get("authorization", "").partition(" ")
    if word and kind.lower() == "bearer" and compare_digest(said.strip().encode(), word.encode()):
        return
    passed_on = any(name in request.headers for name in PASSED_ON)
    if not passed_on and _is_this_machine(request.client.host if request.client else ""):
        return
    if word:
        raise NotAuthorizedException(headers={"WWW-Authenticate": "Bearer"})
    raise NotFoundException


def _is_this_machine(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _build() -> Metric:
    told = GaugeMetricFamily("convoca_build_info", "What runs", labels=["version", "python"])
    told.add_metric([version("convoca"), platform.python_version()], 1)
    return told


def _scheduler(ticker: Any, counted: Sequence[Metric], at: datetime) -> list[Metric]:
    """Whether the clock ticks here: one process of a machine that does so is enough."""
    samples = [sample for family in counted for sample in family.samples]
    ticked = max((one.value for one in samples if one.name == TICKED), default=0)
    last = datetime.fromtimestamp(ticked, UTC) if ticked else None
    condition = ticker.condition(at, ticked=last)
    standing = GaugeMetricFamily(
        "convoca_scheduler", "Whether a clock of this machine ticks", labels=["condition"]
    )
    for name in SCHEDULER:
        standing.add_metric([name], float(condition == name))
    if not ticked:
        return [standing]
    age = GaugeMetricFamily(
        "convoca_scheduler_tick_age_seconds", "Since the last tick", value=at.timestamp() - ticked
    )
    return [standing, age]


def _database(*, up: bool) -> Metric:
    return GaugeMetricFamily(
        "convoca_database_up", "Whether it answers and has this version's shape", value=float(up)
    )
