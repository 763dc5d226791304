"""How long the solver takes, in how much memory, and how far from the best it may be."""

import subprocess
import sys
from typing import Final

import msgspec
from msgspec import Struct

from tests.bench.rota_run import Measured
from tests.bench.table import Row, written


class Size(Struct, frozen=True):
    """Made-up quarters of so many events and people, and what is aimed at."""

    events: int
    people: int
    seconds: int
    aim: str
    declines: int = 0


SIZES: Final = (
    Size(100, 60, 60, "optimal in ≤ 1 s"),
    Size(500, 200, 60, "optimal in ≤ 5 s", declines=5),
    Size(5_000, 2_000, 60, "≤ 0.5 % in ≤ 60 s"),
)


def measured() -> list[Row]:
    """One after the other, each in a process of its own; a minute and a half in all."""
    rows = [Row("rotas (events × people)", "", "the greedy alone")]
    for size in SIZES:
        rows += _rows(size, _run(size))
    return rows


def _run(size: Size) -> Measured:
    numbers = map(str, (size.events, size.people, size.seconds, size.declines))
    command = [sys.executable, "-m", "tests.bench.rota_run", *numbers]
    told = subprocess.run(command, check=True, capture_output=True).stdout
    return msgspec.json.decode(told, type=Measured)


def _rows(size: Size, told: Measured) -> list[Row]:
    name = f"  {size.events:,} × {size.people:,}"
    proven = "nothing proven" if told.gap is None else f"gap {told.gap / 10_000:.3f} %"
    kept = ", for the candidates kept" if told.pruned else ""
    rows = [
        Row(
            f"{name}: {told.outcome}, {proven}{kept}",
            f"{told.seconds:.1f} s ({told.processor:.1f} s of processor)",
            f"{told.greedy_seconds:.1f} s",
            aim=size.aim,
        ),
        Row(
            f"{name}: cost",
            f"{told.cost:,}",
            f"{told.greedy_cost:,}",
            f"{told.cost / told.greedy_cost:.3f}",
        ),
        Row(f"{name}: memory at most", f"{told.megabytes:.0f} MB", aim="≤ 1,536 MB"),
    ]
    if size.declines:
        spent = f"{told.repair_seconds:.1f} s"
        what = f"{name}: others moved after one decline, of {size.declines}"
        rows.append(Row(what, f"{told.moved} at most, {spent}", aim="≤ 1 in < 2 s"))
    return rows


def main() -> None:
    """Only these, without an installation: `python -m tests.bench.rota`."""
    sys.stdout.write(f"{written(measured())}\n")


if __name__ == "__main__":
    main()
