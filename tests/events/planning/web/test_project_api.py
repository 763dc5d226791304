"""Projects for programs."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.cast import use_token

HERE = "/api/v1/projects"
PROJECT: dict[str, Any] = {
    "name": "Creciendo en Paz", "donor": "INL", "starts_on": "2026-01-01",
    "ends_on": "2027-12-31", "budget": "125000.50", "currency": "USD", "places": ["0103"],
}  # fmt: skip


@pytest.fixture
async def program(visitor: httpx.AsyncClient, db: None) -> httpx.AsyncClient:
    """A program that may plan."""
    await use_token(visitor, "plan")
    return visitor


async def test_a_program_writes_a_project_down_and_changes_it(program: httpx.AsyncClient) -> None:
    made = await program.post(HERE, json=PROJECT)
    known = made.json()
    assert (made.status_code, known["slug"], known["budget"]) == (
        201,
        "creciendo-en-paz",
        "125000.50",
    )
    address = f"{HERE}/{known['id']}"
    changes = {"donor": "Otro", "budget": None, "places": ["0108"], "retired": True}
    changed = (await program.patch(address, json=changes)).json()
    assert changed == {**known, **changes}
    assert (await program.get(address)).json() == changed
    assert [it["slug"] for it in (await program.get(HERE)).json()] == ["general"]
    assert len((await program.get(f"{HERE}?retired=true")).json()) == 2
    back = (await program.patch(address, json={"retired": False})).json()
    assert not back["retired"]


async def test_only_programs_that_plan_read_the_budget(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    await visitor.post(HERE, json=PROJECT)
    await use_token(visitor, "report")
    assert (await visitor.get(HERE)).json()[1]["budget"] is None
    assert (await visitor.post(HERE, json={**PROJECT, "name": "Otro"})).status_code == 403


async def test_the_same_key_writes_a_project_down_once(program: httpx.AsyncClient) -> None:
    twice = [
        await program.post(HERE, json=PROJECT, headers={"Idempotency-Key": "uno"})
        for _time in range(2)
    ]
    assert [it.status_code for it in twice] == [201, 201]
    assert twice[0].json() == twice[1].json()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"name": ""}, 400),
        ({"name": "General"}, 409),
        ({"name": "a\0b"}, 201),
        ({"budget": "1e9"}, 400),
        ({"currency": "QQQ"}, 422),
        ({"places": ["9999"]}, 422),
        ({"places": ["a\0"]}, 422),
        ({"starts_on": "1900-01-01"}, 422),
        ({"ends_on": "2026-13-01"}, 400),
    ],
)
async def test_a_bad_project_is_refused(
    program: httpx.AsyncClient, changes: dict[str, Any], status: int
) -> None:
    answer = await program.post(HERE, json={**PROJECT, **changes})
    assert answer.status_code == status


async def test_an_unknown_project_is_not_found(program: httpx.AsyncClient) -> None:
    address = f"{HERE}/{uuid4()}"
    assert (await program.get(address)).status_code == 404
    assert (await program.patch(address, json={"donor": "x"})).status_code == 404
