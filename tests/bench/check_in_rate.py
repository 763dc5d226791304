"""How many people a second can check in on one process, against PostgreSQL's own inserts."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Final

from server.foundation.database import execute
from tests.bench import baseline, phones, processes, round_trips
from tests.bench.load import Load, drive
from tests.bench.scenery import Scenery
from tests.bench.table import Row
from tests.support.installation import Installation

CLIENTS: Final = (1, 8, 32, 128)
MANY: Final = 32
ROUNDS: Final = 3
SECONDS: Final = 2
THANKED: Final = (b"HTTP/1.1 303",)
SERVED: Final = (b"HTTP/1.1 303", b"HTTP/1.1 200")

Request = Callable[[], bytes]


async def measured(
    running: Installation, there: Scenery, config: dict[str, Any], folder: Path
) -> list[Row]:
    """Both in turns, so that what else the machine does falls on both; the medians count."""
    address, request = running.address, phones.answers(running.address, there.code)
    drive(address, request, clients=8, seconds=1, wish=THANKED)  # warm
    rows = [Row("durable check-ins a second, one process", "", "pgbench, one insert each")]
    for clients in CLIENTS:
        bare, loads = [], []
        for _round in range(ROUNDS):
            bare.append(await _bare(config, there, folder, clients))
            loads.append(drive(address, request, clients=clients, seconds=SECONDS, wish=THANKED))
        rows += _rows(clients, loads, median(bare))
    rows += [await round_trips.measured(running, request, clients=each) for each in (1, MANY)]
    return [*rows, _effort(running, request), _visits(address, there.code)]


async def _bare(config: dict[str, Any], there: Scenery, folder: Path, clients: int) -> float:
    """The table alone, without what tells the pages that are open of each insert."""
    await execute("ALTER TABLE check_in DISABLE TRIGGER USER")
    try:
        return baseline.inserts_per_second(
            config, there.event, folder, clients=clients, seconds=SECONDS
        )
    finally:
        await execute("ALTER TABLE check_in ENABLE TRIGGER USER")


def _rows(clients: int, loads: list[Load], bare: float) -> list[Row]:
    rate = median(load.rate for load in loads)
    middle, p99 = median(load.median for load in loads), median(load.p99 for load in loads)
    refused = sum(load.refused for load in loads)
    told = f" ({refused} refused)" if refused else ""
    aim = "≥ 0.5" if clients == MANY else ""
    who = "1 client" if clients == 1 else f"{clients} clients"
    return [
        Row(f"  {who}", f"{rate:,.0f}/s{told}", f"{bare:,.0f}/s", f"{rate / bare:.2f}", aim),
        Row(f"  {who}, p50 and p99", f"{middle:.1f} and {p99:.1f} ms"),
    ]


def _effort(running: Installation, request: Request) -> Row:
    """Processor time, which other programs on the machine disturb less than the clock."""
    both = processes.of_server(running), processes.of_database(running)
    before = [processes.processor_time(numbers) for numbers in both]
    load = drive(running.address, request, clients=MANY, seconds=SECONDS, wish=THANKED)
    after = [processes.processor_time(numbers) for numbers in both]
    spent = [1000 * (b - a) / load.answered for a, b in zip(before, after, strict=True)]
    return Row(
        f"  processor time each, {MANY} clients",
        f"server {spent[0]:.2f} ms",
        f"PostgreSQL {spent[1]:.2f} ms",
    )


def _visits(address: str, code: str) -> Row:
    load = drive(address, phones.visits(address, code), clients=MANY, seconds=SECONDS, wish=SERVED)
    return Row(f"  whole visits (page, answers, thanks), {MANY} clients", f"{load.rate / 3:,.0f}/s")
