"""How long a report takes over ever more check-ins, beside the same question as plain SQL."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from events.outreach.domain import ledgers, register_sql
from events.outreach.domain.questions import Question
from events.outreach.domain.rollups import rebuilding, refreshing
from server.foundation import database
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.bench import own_cluster
from tests.bench.outreach_world import fill, one_more
from tests.bench.table import Row, written

AT: Final = datetime(2027, 6, 1, tzinfo=UTC)
EVERYTHING: Final = Question(zone="America/Guatemala")
ROUNDS: Final = 5
SOME: Final = 200


class Size(Struct, frozen=True):
    """So many check-ins at so many events, and what is aimed at."""

    check_ins: int
    events: int
    aim: str = ""


SIZES: Final = (Size(10_000, 200), Size(100_000, 2_000), Size(1_000_000, 20_000, "≤ 400 ms"))


def measured() -> list[Row]:
    """One size after the other, in a database of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="convoca-bench-") as folder,
        own_cluster.cluster(Path(folder)) as config,
    ):
        return asyncio.run(_measured(config))


async def _measured(config: dict[str, Any]) -> list[Row]:
    await own_cluster.set_up(config)
    rows = [Row("reports of six breakdowns", "", "plain SQL")]
    before: float | None = None
    async with database.connected(config, size=2):
        for size in SIZES:
            more, before = await _of(size, before)
            rows += more
    return rows


async def _of(size: Size, before: float | None) -> tuple[list[Row], float]:
    await fill(events=size.events, check_ins=size.check_ins)
    rebuilt = await _spent(lambda: rebuilding.rebuild(at=AT))
    await execute("VACUUM ANALYZE")
    report = min([await _spent(_report) for _round in range(ROUNDS)])
    plain = await _spent(_plain)
    one, some = await _refreshed(1), await _refreshed(min(SOME, size.events))
    growth = f", × {report / before:.1f} for ten times as many" if before else ""
    name = f"  {size.check_ins:,} check-ins, {size.events:,} events"
    return [
        Row(
            f"{name}{growth}", f"{report * 1000:,.0f} ms", f"{plain * 1000:,.0f} ms",
            f"{plain / report:,.0f}×", size.aim,
        ),
        Row("    counted again after one changed, and after 200",
            f"{one * 1000:,.0f} ms, {some * 1000:,.0f} ms"),
        Row("    all counted from nothing", f"{rebuilt:,.1f} s"),
    ], report  # fmt: skip


async def _refreshed(events: int) -> float:
    await one_more(events)
    return await _spent(lambda: refreshing.catch_up(at=AT))


async def _report() -> None:
    await ledgers.figures(EVERYTHING, by=SYSTEM, at=AT)


async def _plain() -> None:
    await register_sql.breakdowns(EVERYTHING, by=SYSTEM, at=AT)


async def _spent(work: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    await work()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(written(measured()))  # noqa: T201 (this is what it is for)
