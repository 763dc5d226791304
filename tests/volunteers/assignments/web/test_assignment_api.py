"""Staffing, as a program meets it."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from server.accounts.domain import tokens
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import LONG_AGO
from tests.support.crew import helper
from tests.support.events import planned

API = "/api/v1"


@pytest.fixture
async def api(visitor: httpx.AsyncClient) -> httpx.AsyncClient:
    token = await tokens.create("prueba", "plan", by=SYSTEM, at=LONG_AGO)
    visitor.headers["Authorization"] = f"Bearer {token}"
    return visitor


async def ahead() -> UUID:
    starts = now() + timedelta(days=7)
    return await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=now())


async def ana_who_helps() -> UUID:
    return await helper(cleared_until=(now() + timedelta(days=90)).date(), at=now())


async def test_a_program_staffs_an_event(api: httpx.AsyncClient) -> None:
    event, ana = await ahead(), await ana_who_helps()
    await helper("Beto Nada", topics=(), cleared_until=None)
    found = (await api.get(f"{API}/events/{event}/candidates", params={"role": "lead"})).json()
    assert [(one["rank"], one["name"], one["eligible"], one["possible"]) for one in found] == [
        (1, "Ana Ayuda", True, True), (2, "Beto Nada", False, False)
    ]  # fmt: skip
    assert [reason["rule"] for reason in found[1]["reasons"]] == ["not_cleared", "not_qualified"]
    asked = await api.post(
        f"{API}/events/{event}/assignments", json={"volunteer": str(ana), "role": "lead"}
    )
    assert (asked.status_code, asked.json()["status"]) == (201, "invited")
    address = f"{API}/assignments/{asked.json()['id']}/answer"
    no = await api.post(address, json={"answer": "declined", "reason": "viaje"})
    assert (no.json()["status"], no.json()["reason"]) == ("declined", "viaje")
    yes = await api.post(address, json={"answer": "accepted"})
    assert yes.json() == {**asked.json(), "status": "accepted", "reason": ""}
    needs = (await api.get(f"{API}/events/{event}/needs")).json()
    assert needs == {
        "roles": [
            {"role": "lead", "needed": 1, "accepted": 1, "invited": 0},
            {"role": "assistant", "needed": 1, "accepted": 0, "invited": 0},
        ],
        "missing_adults": 1,
    }


async def test_a_program_states_needs(api: httpx.AsyncClient) -> None:
    event = await ahead()
    told = await api.post(f"{API}/events/{event}/needs", json={"lead": 1, "assistant": 3})
    assert [one["needed"] for one in told.json()["roles"]] == [1, 3]
    wrong = await api.post(f"{API}/events/{event}/needs", json={"lead": 0, "assistant": 0})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "lead")


async def test_what_cannot_be_is_refused(api: httpx.AsyncClient) -> None:
    event, ana = await ahead(), await helper(cleared_until=None)
    told = {
        "uncleared": await api.post(
            f"{API}/events/{event}/assignments", json={"volunteer": str(ana), "role": "lead"}
        ),
        "no such role": await api.post(
            f"{API}/events/{event}/assignments", json={"volunteer": str(ana), "role": "boss"}
        ),
        "no such event": await api.post(
            f"{API}/events/{uuid4()}/assignments", json={"volunteer": str(ana), "role": "lead"}
        ),
        "no such assignment": await api.post(
            f"{API}/assignments/{uuid4()}/answer", json={"answer": "accepted"}
        ),
        "no such answer": await api.post(
            f"{API}/assignments/{uuid4()}/answer", json={"answer": "maybe"}
        ),
        "no event to look at": await api.get(f"{API}/events/{uuid4()}/needs"),
        "no role to look for": await api.get(f"{API}/events/{event}/candidates?role=boss"),
    }
    assert {words: answer.status_code for words, answer in told.items()} == {
        "uncleared": 409, "no such role": 400, "no such event": 404, "no such assignment": 404,
        "no such answer": 400, "no event to look at": 404, "no role to look for": 400,
    }  # fmt: skip
    assert {answer.headers["content-type"] for answer in told.values()} == {
        "application/problem+json"
    }
    assert await fetch("SELECT FROM assignment") == []


async def test_only_a_planning_token_staffs(visitor: httpx.AsyncClient, db: None) -> None:
    event = await ahead()
    assert (await visitor.get(f"{API}/events/{event}/candidates")).status_code == 401
    for scope in ("read", "attend", "report"):
        token = await tokens.create("prueba", scope, by=SYSTEM, at=LONG_AGO)
        visitor.headers["Authorization"] = f"Bearer {token}"
        assert (await visitor.get(f"{API}/events/{event}/needs")).status_code == 403
