"""HiGHS at work on a programme: repeatable, whole numbers proven, silent, and within its time."""

from collections.abc import Callable
from typing import Any, Final

import highspy
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.sheet import Sheet

Column = NDArray[Any]
Heard = Callable[[Column | None, float, float], None]
# All costs are whole numbers: two objectives less than one apart are the same.
SAME: Final = 0.99
HALF: Final = 0.5  # a column of whole numbers from here on is 1, whatever it lacks of it
ROUNDING: Final = 1e-6  # of a bound, relative: what HiGHS leaves open in its own arithmetic


class Found(Struct, frozen=True):
    """What came of it: the values of the columns, and a proven lower bound; None without any."""

    values: Column | None
    bound: int | None


def minimise(sheet: Sheet, *, seconds: float, seed: int, heard: Heard | None = None) -> Found:
    """The best within the time; the same for a seed, unless the time was up.

    `heard` is told the values (None where there are no new ones), the objective and the bound.
    """
    solver = quiet(seconds, seed)
    if heard is not None:
        _listen(solver, heard)
    solver.passModel(sheet.programme())
    # What run() answers is told better by the solution and the bound themselves.
    solver.run()
    info = solver.getInfo()
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(solver.getSolution().col_value) if feasible else None
    return Found(values, _whole_bound(info.mip_dual_bound))


def quiet(seconds: float, seed: int) -> highspy.Highs:
    """A solver of one thread: HiGHS is repeatable with several too, but not on another machine."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves it without types
    options: dict[str, bool | int | float | str] = {
        "output_flag": False, "threads": 1, "parallel": "off", "random_seed": seed,
        "time_limit": max(0.0, seconds), "mip_rel_gap": 0.0, "mip_abs_gap": SAME,
    }  # fmt: skip
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


def _whole_bound(bound: float) -> int | None:
    """The least whole number that the bound allows, its rounding errors in our disfavour."""
    if not np.isfinite(bound):
        return None
    return int(np.ceil(bound - max(ROUNDING, ROUNDING * ROUNDING * abs(bound))))


def _listen(solver: highspy.Highs, heard: Heard) -> None:
    def improved(event: Any) -> None:
        out = event.data_out
        heard(np.array(out.mip_solution), out.objective_function_value, out.mip_dual_bound)

    def logged(event: Any) -> None:
        heard(None, event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)

    solver.cbMipImprovingSolution += improved
    solver.cbMipLogging += logged
