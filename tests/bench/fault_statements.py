"""Every important act, its connection killed before each of its statements in turn.

`python -m tests.bench.fault_statements` prints how many statements each takes, and what was left
half done.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from server.cli import laws
from server.foundation import database
from server.foundation.invariants import violations
from tests.bench.own_cluster import cluster, set_up
from tests.bench.table import Row, written
from tests.support.fault_acts import ALL
from tests.support.fault_statements import broken_off_everywhere


async def _outcomes(folder: Path, name: str) -> Row:
    with cluster(folder) as config:
        await set_up(config)
        async with database.connected(config):
            outcome = await broken_off_everywhere(await ALL[name](), config)
            broken = await violations(laws.ALL)
    half = f"{len(outcome.halves)} half done, {len(outcome.strange)} said strangely"
    counted = f"{outcome.statements} statements"
    return Row(name.replace("_", " "), counted, half, f"{len(broken)} laws broken", "0")


def main() -> None:
    """Each in a database of its own."""
    rows = []
    for name in ALL:
        with tempfile.TemporaryDirectory(prefix="convoca-faults-") as folder:
            Path(folder).chmod(0o711)
            rows.append(asyncio.run(_outcomes(Path(folder), name)))
    sys.stdout.write(f"{written(rows)}\n")


if __name__ == "__main__":
    main()
