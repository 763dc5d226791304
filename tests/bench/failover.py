"""The primary database loses its power while people check in; the standby takes over.

`python -m tests.bench.failover [ROUNDS]` prints what two servers acknowledged, what is missing of
it, and how long nobody was served. After each round the old primary rejoins as the standby.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

from msgspec import Struct

from server.accounts.domain import tokens
from server.foundation import database
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.bench.own_cluster import cluster, set_up
from tests.bench.table import Row, written
from tests.events.attendance.arriving import under_way
from tests.support.installation import serving
from tests.support.scanning import Phones
from tests.support.standby import Pair, pair, rejoined

DATABASE = "convoca"
SERVERS, PHONES = 2, 16
WARM, AFTER = 6.0, 6.0  # seconds of load before and after
PROMOTED_AFTER = 2.0  # as long as whoever watches takes to be sure
KEY = "only for measuring, and nowhere else"
KEPT = "SELECT id, count(*) AS times FROM check_in WHERE event = $1 GROUP BY id"


class Round(Struct, frozen=True):
    """How one went."""

    acknowledged: int
    missing: int
    twice: int
    gap: float
    repeated: int


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    rows = [_row(number, each) for number, each in enumerate(_rounds(rounds), 1)]
    sys.stdout.write(f"{written(rows)}\n")


def _row(number: int, each: Round) -> Row:
    told = f"{each.acknowledged:,} acknowledged, {each.missing} missing, {each.twice} twice"
    gap = f"{each.gap:.1f} s without service, {each.repeated} sent again"
    return Row(f"failover {number}", told, gap, aim="0 missing")


def _rounds(count: int) -> Iterator[Round]:
    with tempfile.TemporaryDirectory(prefix="convoca-failover-") as folder, ExitStack() as stack:
        place = Path(folder)
        place.chmod(0o711)
        with cluster(place / "first") as config:
            event, token = asyncio.run(_scene(config))
            source = ("-h", str(config["host"]), "-U", "postgres")
            servers = stack.enter_context(pair(place / "pair", copied_from=source))
        url = servers.address(DATABASE)
        addresses = [stack.enter_context(_server(place, n, url)) for n in range(SERVERS)]
        for _number in range(count):
            yield asyncio.run(_round(servers, addresses, event, token))
            servers = rejoined(servers)


@contextmanager
def _server(place: Path, number: int, url: str) -> Iterator[str]:
    data = place / f"server{number}"
    with serving(data, CONVOCA_DATABASE_URL=url, CONVOCA_SECRET_KEY=KEY) as running:
        yield running.address


async def _scene(config: dict[str, object]) -> tuple[UUID, str]:
    await set_up(config)
    async with database.connected(config, size=2):
        event = await under_way()
        return event, await tokens.create("phones", "attend", by=SYSTEM, at=now())


async def _round(servers: Pair, addresses: list[str], event: UUID, token: str) -> Round:
    phones = Phones(addresses, event, token)
    async with asyncio.TaskGroup() as group:
        for number in range(PHONES):
            group.create_task(phones.scan(number))
        await asyncio.sleep(WARM)
        killed = time.monotonic()
        await asyncio.to_thread(servers.primary.kill)
        await asyncio.sleep(PROMOTED_AFTER)
        await asyncio.to_thread(servers.standby.promote)
        await asyncio.sleep(AFTER)
        phones.over = True
    config = database.address(url=servers.address(DATABASE), sockets=None)
    async with database.connected(config, size=2):
        kept = {row["id"]: row["times"] for row in await database.fetch(KEPT, event)}
    missing = set(phones.acknowledged) - kept.keys()
    for lost in missing:
        how, moment = phones.said[lost]
        sys.stdout.write(f"missing: {lost}, {how}, {moment - killed:+.2f} s from the kill\n")
    twice = sum(times > 1 for times in kept.values())
    count = len(phones.acknowledged)
    return Round(count, len(missing), twice, phones.gap, phones.repeated)


if __name__ == "__main__":
    main()
