"""5,000 notices, four processes, one killed every three seconds for a minute: who was told?

`python -m tests.bench.outbox_chaos` prints what was lost and what arrived twice.
"""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import structlog

from server.foundation import database
from server.foundation.clock import now
from tests.bench.own_cluster import cluster, set_up, settings
from tests.bench.table import Row, written
from tests.support.moody_houses import houses
from tests.support.outbox_crowd import owed
from tests.support.outbox_storm import Damage, Storm, shown

NOTICES: Final = 5_000
PROCESSES: Final = 4
SPEED: Final = 4
KILLS, EVERY, CALMS_WITHIN = 20, 3, 300  # the latter in seconds


def measured() -> list[Row]:
    """The storm, and what it left behind."""
    return _rows(_weathered())


def main() -> None:
    """Only this: the rows, and every double with what is shown of it."""
    damage = _weathered()
    sys.stdout.write(f"{written(_rows(damage))}\n")
    for history, times in shown(damage.doubles).most_common():
        sys.stdout.write(f"  {times} × {history}\n")


def _weathered() -> Damage:
    with (
        tempfile.TemporaryDirectory(prefix="convoca-chaos-") as folder,
        cluster(Path(folder)) as config,
    ):
        return asyncio.run(_storm(config, Path(folder)))


async def _storm(config: dict[str, Any], folder: Path) -> Damage:
    await set_up(config)
    async with database.connected(config), houses(settings(folder), seed=1) as there:
        at = now()
        await owed(NOTICES, phones=True, at=at)
        storm = Storm(there, config, processes=PROCESSES, starts_at=at, speed=SPEED)
        await storm.rage(kills=KILLS, every=EVERY, calms_within=CALMS_WITHIN)
        await storm.settle()
        return await storm.damage()


def _rows(damage: Damage) -> list[Row]:
    unsaid = sum(not double.doubted for double in damage.doubles)
    return [
        Row(
            f"{NOTICES:,} notices, {PROCESSES} processes, one killed every {EVERY} s for a minute",
            "",
        ),
        Row("  notices", f"{damage.notices:,}"),
        Row("  sent", f"{damage.sent:,}", aim="all"),
        Row("  lost", f"{damage.lost}", aim="0"),
        Row("  arrived twice", f"{len(damage.doubles)}", f"{damage.kills} kills", aim="≤ kills"),
        Row("  arrived twice and nobody can see it", f"{unsaid}", aim="0"),
        Row("  were in doubt for a while", f"{damage.doubted}"),
    ]


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    main()
