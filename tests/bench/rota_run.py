"""One size of rota in a process of its own, so that its memory is that of the run alone.

`python -m tests.bench.rota_run EVENTS PEOPLE SECONDS DECLINES` prints what was measured as JSON.
"""

import resource
import sys
import time
from statistics import median
from typing import Final

import msgspec
from msgspec import Struct

from tests.support.rota_decline import declined, moved
from tests.support.rota_instances import instance
from volunteers.assignments.domain.solver.cost import cost
from volunteers.assignments.domain.solver.greedy import greedy
from volunteers.assignments.domain.solver.instance import Instance
from volunteers.assignments.domain.solver.result import Rota
from volunteers.assignments.domain.solver.solving import solve
from volunteers.assignments.domain.solver.weights import PLANNING, REPAIR

SEED: Final = 1
MEGABYTE: Final = 1024  # of the kilobytes that Linux counts in


class Measured(Struct, frozen=True, kw_only=True):
    """Seconds, megabytes, millionths; `moved` are the most places that one decline moved."""

    greedy_seconds: float
    greedy_cost: int
    seconds: float
    processor: float
    megabytes: float
    outcome: str
    cost: int
    gap: int | None
    pruned: bool
    moved: int = 0
    repair_seconds: float = 0.0


def main() -> None:
    """Measure and print."""
    events, people, seconds, declines = map(int, sys.argv[1:])
    world = instance(events, people, seed=SEED)
    started = time.monotonic()
    first = cost(world, greedy(world, PLANNING), PLANNING)
    greedy_seconds = time.monotonic() - started
    before = time.process_time()
    rota = solve(world, seconds=seconds, seed=SEED)
    processor, peak = time.process_time() - before, _peak()
    repairs = [_repaired(world, rota, number * 37) for number in range(declines)]
    told = Measured(
        greedy_seconds=greedy_seconds, greedy_cost=first, seconds=rota.seconds,
        processor=processor, megabytes=peak, outcome=rota.outcome, cost=rota.objective,
        gap=rota.gap, pruned=rota.pruned, moved=max((each for each, _ in repairs), default=0),
        repair_seconds=median(spent for _, spent in repairs) if repairs else 0.0,
    )  # fmt: skip
    sys.stdout.write(msgspec.json.encode(told).decode())


def _repaired(world: Instance, rota: Rota, number: int) -> tuple[int, float]:
    changed = declined(world, rota, number)
    again = solve(changed, seconds=60, seed=SEED, weights=REPAIR)
    return moved(changed, again), again.seconds


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE


if __name__ == "__main__":
    main()
