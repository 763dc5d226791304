"""The outbox as programs that watch it read it."""

from collections.abc import Mapping
from datetime import datetime

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from notifications.domain.outbox.figures import figures


async def families(at: datetime) -> list[Metric]:
    """How many notices stand which way, how attempts ended, and which channels are held up."""
    told = await figures(at=at)
    notices = GaugeMetricFamily(
        "convoca_notices", "Notices by state and by the way they went", labels=["state", "channel"]
    )
    attempts = CounterMetricFamily(
        "convoca_delivery_attempts", "Attempts that ended", labels=["channel", "outcome"]
    )
    for family, numbers in ((notices, told.notices), (attempts, told.attempts)):
        for labels, number in numbers.items():
            family.add_metric(labels, number)
    return [
        notices,
        attempts,
        GaugeMetricFamily(
            "convoca_oldest_queued_seconds", "How long the oldest due is owed", value=told.oldest
        ),
        _held_up("convoca_channel_waiting", "Whether it waits and goes on by itself", told.waiting),
        _held_up("convoca_channel_stopped", "Whether only a person lets it go on", told.stopped),
    ]


def _held_up(name: str, what: str, channels: Mapping[str, bool]) -> Metric:
    family = GaugeMetricFamily(name, what, labels=["channel"])
    for channel, held_up in channels.items():
        family.add_metric([channel], float(held_up))
    return family
