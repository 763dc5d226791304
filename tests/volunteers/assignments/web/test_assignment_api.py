"""Staffing, as a program meets it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest

from server.accounts.domain import tokens
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import needs
from volunteers.assignments.domain.needed import Needed

API = "/api/v1"
MINORS: dict[str, Any] = {"audiences": ("adolescents",), "published": False}


@pytest.fixture
async def api(visitor: httpx.AsyncClient) -> httpx.AsyncClient:
    token = await tokens.create("prueba", "plan", by=SYSTEM, at=LONG_AGO)
    visitor.headers["Authorization"] = f"Bearer {token}"
    return visitor


async def ahead(**changes: Any) -> UUID:
    starts = now() + timedelta(days=7)
    ends = starts + timedelta(hours=2)
    return await planned(starts_at=starts, ends_at=ends, at=now(), **changes)


async def ana_who_helps() -> UUID:
    return await helper(cleared_until=(now() + timedelta(days=90)).date(), at=now())


async def test_a_program_staffs_an_event(api: httpx.AsyncClient) -> None:
    event, ana = await ahead(**MINORS), await ana_who_helps()
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
        "languages": [],
        "unspoken": [],
        "source": {"level": "usual", "name": ""},
        "raised": 0,
    }


async def test_a_program_states_needs(api: httpx.AsyncClient) -> None:
    event = await ahead()
    said = {"lead": 1, "assistant": 3, "languages": ["mam", "es"]}
    told = (await api.post(f"{API}/events/{event}/needs", json=said)).json()
    assert [one["needed"] for one in told["roles"]] == [1, 3]
    assert (told["languages"], told["unspoken"], told["source"]["level"]) == (
        ["es", "mam"], ["es", "mam"], "event",
    )  # fmt: skip
    usual = (await api.delete(f"{API}/events/{event}/needs")).json()
    assert (usual["languages"], usual["source"]["level"]) == ([], "usual")
    wrong = await api.post(f"{API}/events/{event}/needs", json={"lead": 0, "assistant": 0})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "lead")


async def test_a_program_says_why_all_the_same(api: httpx.AsyncClient) -> None:
    event, ana = await ahead(), await helper(topics=())
    await execute("UPDATE volunteer SET languages = '{mam}'")
    await needs.state(event, Needed(languages=("mam",)), by=SYSTEM, at=now())
    (found,) = (await api.get(f"{API}/events/{event}/candidates")).json()
    assert (found["eligible"], found["possible"], found["speaks"]) == (False, True, ["mam"])
    assert [note["about"] for note in found["notes"]] == ["language", "untold"]
    asked = {"volunteer": str(ana), "role": "lead"}
    refused = await api.post(f"{API}/events/{event}/assignments", json=asked)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "why")
    meant = await api.post(
        f"{API}/events/{event}/assignments", json={**asked, "why": "Acompaña a Beto"}
    )
    assert meant.status_code == 201
    (told,) = await fetch("SELECT detail FROM audit_entry WHERE act = 'assignment.invited'")
    detail = msgspec.json.decode(told["detail"])
    assert (detail["despite"], detail["because"]) == (["not_qualified"], "Acompaña a Beto")


async def test_what_cannot_be_is_refused(api: httpx.AsyncClient) -> None:
    event, ana = await ahead(**MINORS), await helper(cleared_until=None)
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


async def test_needs_are_read_only_where_one_coordinates(
    visitor: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Today's tokens reach everywhere; one that did not would have to be held to it.
    event = await ahead()
    for who, status in ((cast.mixco, 403), (cast.pinula, 200)):

        async def actor(_token: str, *, at: datetime, who: Actor = who) -> Actor:
            return who

        monkeypatch.setattr(tokens, "actor", actor)
        assert (await visitor.get(f"{API}/events/{event}/needs")).status_code == status
