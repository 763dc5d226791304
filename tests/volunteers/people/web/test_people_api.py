"""Helpers, as a program meets them."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from server.accounts.domain import tokens
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper

PEOPLE = "/api/v1/volunteers"
ANA = {
    "name": "Ana",
    "email": "ana@convoca.test",
    "municipality": "0103",
    "languages": ["es", "cak"],
}


async def with_token(visitor: httpx.AsyncClient, scope: str = "plan") -> httpx.AsyncClient:
    token = await tokens.create("prueba", scope, by=SYSTEM, at=LONG_AGO)
    visitor.headers["Authorization"] = f"Bearer {token}"
    return visitor


async def test_a_program_takes_somebody_in_and_lists_them(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    api = await with_token(visitor)
    made = await api.post(PEOPLE, json=ANA)
    assert made.status_code == 201
    listed = (await api.get(PEOPLE, params={"municipality": "0103"})).json()
    assert [(one["id"], one["languages"]) for one in listed["items"]] == [
        (made.json()["id"], ["es", "cak"])
    ]
    assert listed["next"] is None
    assert (await fetch("SELECT count(*) FROM audit_entry WHERE act = 'volunteers.listed'"))[0][
        0
    ] == 1


async def test_a_program_turns_pages_by_cursor(visitor: httpx.AsyncClient, cast: Cast) -> None:
    for name in ("Ana", "Beto", "Caro"):
        await helper(name)
    api = await with_token(visitor)
    first = (await api.get(PEOPLE, params={"limit": 2})).json()
    second = (await api.get(PEOPLE, params={"limit": 2, "cursor": first["next"]})).json()
    assert [one["name"] for one in first["items"] + second["items"]] == ["Ana", "Beto", "Caro"]
    assert second["next"] is None


async def test_a_program_writes_credentials_down(visitor: httpx.AsyncClient, cast: Cast) -> None:
    ana = await helper(topics=(), cleared_until=None)
    api = await with_token(visitor)
    topic = {"topic": "support-networks", "role": "lead"}
    record = {"kind": "renas", "verified_on": "2026-01-02"}
    assert (await api.post(f"{PEOPLE}/{ana}/qualifications", json=topic)).status_code == 201
    assert (await api.post(f"{PEOPLE}/{ana}/clearances", json=record)).status_code == 201
    held = (await api.get(f"{PEOPLE}/{ana}/qualifications")).json()
    shown = (await api.get(f"{PEOPLE}/{ana}/clearances")).json()
    assert [(one["topic"], one["role"]) for one in held] == [("support-networks", "lead")]
    assert [(one["kind"], one["valid_until"]) for one in shown] == [("renas", "2026-07-02")]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"email": "nada"}, 422),
        ({"name": "a\0"}, 422),
        ({"email": "a\0@convoca.test"}, 422),
        ({"municipality": "\0"}, 422),
        ({"municipality": "0000"}, 422),
        ({"name": " "}, 422),
        ({"name": ""}, 400),
        ({"name": 3}, 400),
        ({"languages": ["x"]}, 422),
        ({"email": "admin@convoca.test"}, 409),
        ({"shoe_size": 38}, 400),
    ],
)
async def test_a_person_who_is_sent_wrongly_is_refused(
    visitor: httpx.AsyncClient, cast: Cast, change: dict[str, Any], status: int
) -> None:
    answer = await (await with_token(visitor)).post(PEOPLE, json={**ANA, **change})
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    assert await fetch("SELECT FROM volunteer") == []


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "cursor=x", "network=x"])
async def test_a_list_that_is_asked_for_wrongly_is_refused(
    visitor: httpx.AsyncClient, cast: Cast, query: str
) -> None:
    answer = await (await with_token(visitor)).get(f"{PEOPLE}?{query}")
    assert answer.status_code == 400


async def test_odd_characters_find_nobody(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await helper()
    api = await with_token(visitor)
    assert len((await api.get(PEOPLE)).json()["items"]) == 1
    assert (await api.get(f"{PEOPLE}?municipality=%00&topic=%ED%A0%80")).json()["items"] == []


async def test_only_a_planning_token_reads_people(visitor: httpx.AsyncClient, cast: Cast) -> None:
    assert (await visitor.get(PEOPLE)).status_code == 401
    for scope in ("read", "attend", "report"):
        assert (await (await with_token(visitor, scope)).get(PEOPLE)).status_code == 403
    api = await with_token(visitor)
    assert (await api.get(f"{PEOPLE}/{uuid4()}/qualifications")).status_code == 404


async def test_half_a_character_is_no_name(visitor: httpx.AsyncClient, cast: Cast) -> None:
    body = '{"name": "\\ud800", "email": "ana@convoca.test", "municipality": "0103"}'
    headers = {"Content-Type": "application/json"}
    answer = await (await with_token(visitor)).post(PEOPLE, content=body, headers=headers)
    assert answer.status_code == 400
