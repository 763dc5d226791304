"""What the server processes of this machine take: memory, processor time, open files."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from prometheus_client import CollectorRegistry, Metric, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

CUMULATIVE: Final = "counter"


def families(processes: Sequence[int]) -> list[Metric]:
    """The usual `process_…` families, each with a sample per process; none where none is told."""
    found: dict[str, CounterMetricFamily | GaugeMetricFamily] = {}
    for number in processes:
        of_it = ProcessCollector(pid=partial(int, number), registry=CollectorRegistry())
        for told in of_it.collect():
            found.setdefault(told.name, _empty(told)).add_metric(
                [str(number)], told.samples[0].value
            )
    return list(found.values())


def _empty(told: Metric) -> CounterMetricFamily | GaugeMetricFamily:
    if told.type == CUMULATIVE:
        return CounterMetricFamily(told.name, told.documentation, labels=["pid"])
    return GaugeMetricFamily(told.name, told.documentation, labels=["pid"])
