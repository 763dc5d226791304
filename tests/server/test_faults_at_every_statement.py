"""Killed at any statement, what matters happened whole or not at all, and can be done again."""

from typing import Any

import pytest

from server.cli import laws
from server.foundation.invariants import violations
from tests.support.fault_acts import QUICK
from tests.support.fault_statements import broken_off_everywhere


@pytest.mark.parametrize("what", QUICK)
async def test_whoever_is_killed_in_the_middle_leaves_nothing_half_done(
    db: None, pool: dict[str, Any], what: str
) -> None:
    outcome = await broken_off_everywhere(await QUICK[what](), pool)
    assert (outcome.halves, outcome.strange) == ([], [])
    assert outcome.statements > 5
    assert await violations(laws.ALL) == []
