"""What keeps the installation whole, as programs that watch it read: audit, backups, forgetting."""

from datetime import datetime
from typing import Final

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from server.accounts.domain import audit, backups
from server.accounts.domain.retention import standing

SEVERAL: Final = 20
"""Runs to look through: the latest may not have ended, and some may have been broken off."""


async def families(_at: datetime) -> list[Metric]:
    """How far the audit reaches, and when the last backup and the last forgetting went well."""
    head, copy = await audit.head(), await backups.last_good()
    found: list[Metric] = [
        GaugeMetricFamily("convoca_audit_head", "The newest entry's number", value=head.number)
    ]
    if copy is not None:
        found += [
            _moment("convoca_backup_last_success", "When it was begun", copy.began_at),
            GaugeMetricFamily("convoca_backup_bytes", "Of the last good one", value=copy.bytes),
            GaugeMetricFamily(
                "convoca_backup_verified", "Whether it was restored to see", value=copy.verified
            ),
        ]
    ended = [run.finished_at for run in await standing.runs(SEVERAL) if run.finished_at is not None]
    return found + [
        _moment("convoca_retention_last_success", "When what was due was forgotten", moment)
        for moment in ended[:1]
    ]


def _moment(name: str, words: str, at: datetime) -> Metric:
    return GaugeMetricFamily(f"{name}_timestamp_seconds", words, value=at.timestamp())
