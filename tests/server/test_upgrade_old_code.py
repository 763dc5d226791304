"""Released code goes on working on a database that today's code has migrated."""

from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.released_code import HistoryError, checked_out, run_tests
from tests.support.released_schemas import LAST_RELEASED

A_FEW: Final = "password or lets_in_once or kept_as_it_was or counts_once or the_life_of_an_event"
SMALL_RUN: Final = (
    *("-k", A_FEW, "-p", "no:xdist"),
    "tests/server/accounts/web/test_sign_in_pages.py",
    "tests/events/attendance/domain/test_register.py",
    "tests/events/planning/domain/test_planning.py",
)


def test_the_last_released_code_passes_its_own_tests_on_todays_schema(
    cluster: dict[str, Any], tmp_path: Path
) -> None:
    """A part of them; `python -m tests.bench.old_code` runs them all."""
    try:
        code = checked_out(LAST_RELEASED, tmp_path / "released")
    except HistoryError as why:
        pytest.skip(f"NOT CHECKED, the history is too short: {why}")
    run = run_tests(code, Path(cluster["host"]), *SMALL_RUN, captured=True)
    assert run.returncode == 0, run.stdout[-3000:]
    assert " passed" in run.stdout
