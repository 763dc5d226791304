"""How soon a server answers, and how much memory it takes while nobody asks."""

import time
from pathlib import Path
from typing import Final

from tests.bench import processes
from tests.bench.table import Row
from tests.support.installation import serving

SETTLE: Final = 3  # seconds


def measured(data: Path, environment: dict[str, str]) -> list[Row]:
    """Start on a database that exists and stands still, and look at the processes."""
    started = time.perf_counter()
    with serving(data, port=None, **environment) as running:
        spent = time.perf_counter() - started
        busy = processes.processor_time(processes.of_server(running))
        time.sleep(SETTLE)
        ours, database = processes.of_server(running), processes.of_database(running)
        told = f"{busy:.1f} s of processor"
        return [
            Row("start on an existing database", f"{spent:.1f} s", told, aim="≤ 2 s"),
            Row(f"memory, {len(ours)} server processes", _megabytes(ours), aim="≤ 150 MB"),
            Row(f"memory, {len(database)} PostgreSQL processes", _megabytes(database)),
        ]


def _megabytes(numbers: list[int]) -> str:
    return f"{processes.memory(numbers):.0f} MB"
