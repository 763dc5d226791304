"""Rotas, as a program meets them."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest

from server.foundation.clock import now
from server.foundation.database import execute
from tests.support.cast import use_token
from tests.support.crew import helper
from tests.support.events import planned
from tests.support.rota_stand_in import command
from volunteers.assignments.domain.rota import work
from volunteers.assignments.domain.solver.changes import Change, Join
from volunteers.assignments.domain.solver.funnel import Funnel

ROTAS = "/api/v1/rotas"


@pytest.fixture
async def api(visitor: httpx.AsyncClient) -> httpx.AsyncClient:
    await use_token(visitor, "plan")
    return visitor


@pytest.fixture
async def event(db: None) -> UUID:
    starts = now() + timedelta(days=7)
    return await planned(
        published=False, starts_at=starts, ends_at=starts + timedelta(hours=2), at=now()
    )


def wish(**more: Any) -> dict[str, Any]:
    today = now().date()
    return {"from": f"{today}", "to": f"{today + timedelta(days=30)}", "seconds": 5, **more}


async def test_a_program_asks_for_a_rota_looks_at_it_and_publishes_it(
    api: httpx.AsyncClient, event: UUID
) -> None:
    ana = await helper(at=now())
    asked = await api.post(ROTAS, json=wish(municipalities=["0103"], seed=3))
    address = f"{ROTAS}/{asked.json()['id']}"
    assert (asked.status_code, asked.json()["status"], asked.json()["diff"]) == (
        201, "waiting", [],
    )  # fmt: skip
    await work.step(now, solver=command("quick"))
    told = (await api.get(address)).json()
    expected = {"status": "draft", "gap": 0.01, "needed": 2, "filled": 1, "seed": 3, "stale": False}
    assert {name: told[name] for name in expected} == expected
    assert [(one["volunteer"], one["role"], one["change"]) for one in told["diff"]] == [
        (str(ana), "lead", "new")
    ]
    (empty,) = told["unfilled"]
    assert (empty["event"], empty["role"], empty["missing"]) == (str(event), "assistant", 1)
    made = await api.post(f"{address}/publication", json={"invite": False})
    assert (made.status_code, made.json()["proposed"], made.json()["left_out"]) == (201, 1, [])
    assert (await api.get(address)).json()["status"] == "published"
    again = await api.post(f"{address}/publication", json={})
    assert again.status_code == 409


async def test_why_a_place_is_empty_is_told_in_numbers_and_in_words(
    api: httpx.AsyncClient, event: UUID
) -> None:
    asked = (await api.post(ROTAS, json=wish())).json()
    await work.step(now, solver=command("quick"))
    change = Change(joins=(Join(role="lead"),), cost=1)
    funnel = Funnel(
        event=event, role="lead", missing=1, people=0, there=0, free=0, counts=(), near=(),
        near_counts=(), change=change,
    )  # fmt: skip
    await execute("UPDATE rota SET funnels = $1", msgspec.json.encode([funnel]).decode())
    told = (await api.get(f"{ROTAS}/{asked['id']}")).json()
    lead, assistant = told["unfilled"]
    assert (lead["funnel"]["counted"]["people"], lead["cheapest_change"]["change"]["cost"]) == (
        0,
        1,
    )
    assert lead["cheapest_change"]["sentence"].startswith("Lo más fácil: sumar a una persona nueva")
    assert (assistant["funnel"], assistant["cheapest_change"]) == (None, None)


async def test_what_makes_no_sense_is_refused_with_a_reason(
    api: httpx.AsyncClient, event: UUID
) -> None:
    late = (now() + timedelta(days=300)).date()
    none = await api.post(ROTAS, json=wish(**{"from": f"{late}", "to": f"{late}"}))
    assert (none.status_code, none.json()["errors"]) == (
        422,
        [{"field": "from", "detail": "No hay actividades por planificar en estos días."}],
    )
    assert (await api.post(ROTAS, json=wish(seconds=0))).status_code == 400
    assert (await api.get(f"{ROTAS}/{uuid4()}")).status_code == 404
    await use_token(api, "read")
    assert (await api.post(ROTAS, json=wish())).status_code == 403
