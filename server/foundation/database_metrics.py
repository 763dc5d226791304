"""What the database tells of itself: who is connected, how large it is, how far its copies are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from server.foundation.database import fetch

# Whoever may not see other people's connections sees their states as NULL.
CONNECTIONS: Final = """
    SELECT coalesce(state, 'unknown') AS state, count(*) AS number FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' GROUP BY 1
"""
STATES: Final = ("active", "idle", "idle in transaction")
ITSELF: Final = """
    SELECT pg_database_size(current_database()) AS bytes,
        current_setting('max_connections')::int AS most_connections,
        coalesce(extract(epoch FROM max(now() - xact_start)), 0)::float AS oldest
    FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
STANDBYS: Final = """
    SELECT application_name AS standby, coalesce(sync_state, 'unknown') AS kind,
        coalesce(pg_wal_lsn_diff(sent_lsn, replay_lsn), 0)::float AS bytes,
        coalesce(extract(epoch FROM replay_lag), 0)::float AS seconds
    FROM pg_stat_replication
"""


async def families(_at: datetime) -> list[Metric]:
    """Connections of the whole installation, the database's size, and each standby's lag."""
    (itself,) = await fetch(ITSELF)
    return [
        await _connections(),
        GaugeMetricFamily(
            "convoca_database_max_connections", "How many it allows",
            value=itself["most_connections"],
        ),
        GaugeMetricFamily("convoca_database_bytes", "On its disk", value=itself["bytes"]),
        GaugeMetricFamily(
            "convoca_database_oldest_transaction_seconds", "How long one has been open",
            value=itself["oldest"],
        ),
        *await _standbys(),
    ]  # fmt: skip


async def _connections() -> Metric:
    told = GaugeMetricFamily(
        "convoca_database_connections", "Of every process of the installation", labels=["state"]
    )
    rows = {row["state"]: row["number"] for row in await fetch(CONNECTIONS)}
    for state, number in {**dict.fromkeys(STATES, 0), **rows}.items():
        told.add_metric([state], number)
    return told


async def _standbys() -> Sequence[Metric]:
    labels = ["standby", "kind"]
    behind = GaugeMetricFamily("convoca_replication_lag_bytes", "Not yet replayed", labels=labels)
    late = GaugeMetricFamily(
        "convoca_replication_lag_seconds", "Until what is written is seen there", labels=labels
    )
    for row in await fetch(STANDBYS):
        behind.add_metric([row["standby"], row["kind"]], row["bytes"])
        late.add_metric([row["standby"], row["kind"]], row["seconds"])
    return [behind, late]
