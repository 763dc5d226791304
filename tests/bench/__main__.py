"""`make bench`: one installation of its own, everything measured on it, one table."""

import asyncio
import sys
import tempfile
from pathlib import Path

from server.foundation import database, embedded
from tests.bench import (
    big_register,
    check_in_page,
    check_in_rate,
    feed_times,
    notices,
    outreach,
    plan_times,
    rota,
    scenery,
    sending,
    slow_network,
    start,
)
from tests.bench.table import Row, written
from tests.support.installation import Installation, serving


def main() -> None:
    """Measure and print; nothing is left behind."""
    with tempfile.TemporaryDirectory(prefix="convoca-bench-") as folder:
        data = Path(folder) / "data"
        # Compiled once, as anywhere but where Python is told to write nothing.
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        with (
            serving(data, port=None, **compiled) as running,
            embedded.running(data / "postgres") as sockets,
        ):
            rows = asyncio.run(_measured(running, sockets))
        rows += start.measured(data, compiled)
    rows += notices.measured()
    rows += sending.measured()
    rows += rota.measured()
    rows += outreach.measured()
    sys.stdout.write(f"{written(rows)}\n")


async def _measured(running: Installation, sockets: Path) -> list[Row]:
    config = database.address(url=None, sockets=sockets)
    async with database.connected(config, size=2):
        there = await scenery.set_up()
        rows = check_in_page.measured(running.address, there.code)
        rows += await slow_network.measured(running.address, there.code)
        rows += await feed_times.measured(running.address, there)
        rows += await check_in_rate.measured(running, there, config, running.data.parent)
        rows += await plan_times.measured(running.address, there)
        return rows + await big_register.measured(running, there)


if __name__ == "__main__":
    main()
