"""The demonstration breaks no rule of the rota, and its quarter ahead can be planned."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from server.foundation.database import fetch
from tests.server.cli.test_demonstration import WEDNESDAY, made
from tests.support.own_database import own_database
from tests.support.rota_checker import violations
from volunteers.assignments.domain import invariants
from volunteers.assignments.domain.rota.gathering import gather
from volunteers.assignments.domain.rota.window import Window
from volunteers.assignments.domain.solver.solving import solve


@pytest.fixture(scope="module")
async def organisation(cluster: dict[str, Any], anyio_backend: str) -> AsyncIterator[None]:
    """The organisation in a database of its own."""
    async with own_database(cluster, "demonstration_rota"):
        await made(at=WEDNESDAY)
        yield


async def test_nothing_in_it_breaks_a_rule(organisation: None) -> None:
    assert await fetch("SELECT FROM assignment LIMIT 1") != []
    assert await invariants.violations() == []


async def test_its_quarter_ahead_is_planned_and_proven(organisation: None) -> None:
    first = WEDNESDAY.date() + timedelta(weeks=5)
    towns = tuple(row["ine"] for row in await fetch("SELECT ine FROM municipality ORDER BY ine"))
    window = Window(
        first_day=first,
        last_day=first + timedelta(weeks=14),
        municipalities=towns,
        zone="America/Guatemala",
    )
    instance = await gather(window, at=WEDNESDAY)
    assert (len(instance.tasks) >= 72, len(instance.people)) == (True, 40)
    rota = solve(instance, seconds=60, seed=1)
    assert violations(instance, rota.places) == []
    assert rota.outcome == "optimal"
    needed = sum(task.leads + task.assistants for task in instance.tasks)
    assert len(rota.places) >= 0.9 * needed
