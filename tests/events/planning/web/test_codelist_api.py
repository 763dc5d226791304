"""Codelists and venues for programs."""

from typing import Any

import httpx
import pytest

from events.planning.domain import venues
from tests.support.cast import use_token
from tests.support.kinds import kinds_put_back

HALL: dict[str, Any] = {"name": "Salón comunal", "municipality": "0103"}


@pytest.fixture
async def program(visitor: httpx.AsyncClient) -> httpx.AsyncClient:
    """A program that may plan."""
    await use_token(visitor, "plan")
    return visitor


LISTS = {
    "municipalities": (6, {"ine", "name", "department", "population"}),
    "kinds": (15, {"slug", "name", "icon", "colour", "internal", "retired", "fields"}),
    "topics": (24, {"slug", "name", "sensitivity", "parent", "list"}),
    "audiences": (16, {"slug", "name", "minors", "sector"}),
}


@pytest.mark.parametrize("name", LISTS)
async def test_a_program_reads_the_codelists(program: httpx.AsyncClient, name: str) -> None:
    answer = await program.get(f"/api/v1/{name}")
    told = answer.json()
    assert (answer.status_code, (len(told), set(told[0]))) == (200, LISTS[name])


async def test_codelists_are_told_in_the_language_asked_for(program: httpx.AsyncClient) -> None:
    program.cookies.set("idioma", "en")
    first = (await program.get("/api/v1/kinds")).json()[0]
    assert (first["slug"], first["name"]) == ("workshop", "Workshop")


async def test_a_kind_says_how_it_looks_and_what_it_asks(program: httpx.AsyncClient) -> None:
    kinds = {kind["slug"]: kind for kind in (await program.get("/api/v1/kinds")).json()}
    assert kinds["theatre"] == {
        "slug": "theatre", "name": "Teatro", "icon": "theatre", "colour": "red",
        "internal": False, "retired": False,
        "fields": [
            {"name": "play", "label_es": "Obra", "label_en": "Play", "public": True},
            {"name": "cast", "label_es": "Elenco", "label_en": "Cast"},
        ],
    }  # fmt: skip


async def test_a_program_adds_a_kind(program: httpx.AsyncClient) -> None:
    kind = {"name_es": "Radio", "icon": "radio", "fields": [{"label_es": "Emisora"}]}
    async with kinds_put_back():
        made = await program.post("/api/v1/kinds", json=kind)
        assert (made.status_code, made.json()) == (201, {"slug": "radio"})
        last = (await program.get("/api/v1/kinds")).json()[-1]
        assert (last["slug"], last["fields"][0]["name"]) == ("radio", "emisora")
        again = await program.post("/api/v1/kinds", json=kind)
        assert again.status_code == 409


BAD_KINDS: list[tuple[dict[str, Any], int, list[str]]] = [
    ({"name_es": "Radio", "icon": "party"}, 422, ["icon"]),
    ({"name_es": "Seguimiento de casos"}, 422, ["name_es"]),
    ({"icon": "radio"}, 400, ["data"]),
]


@pytest.mark.parametrize(("kind", "status", "fields"), BAD_KINDS)
async def test_a_bad_kind_is_refused_with_its_field(
    program: httpx.AsyncClient, kind: dict[str, Any], status: int, fields: list[str]
) -> None:
    answer = await program.post("/api/v1/kinds", json=kind)
    told = [error["field"] for error in answer.json().get("errors", []) if error["field"]]
    assert (answer.status_code, told) == (status, fields)


@pytest.mark.parametrize("scope", ["read", "attend", "report"])
async def test_only_a_program_that_may_plan_adds_kinds(
    visitor: httpx.AsyncClient, db: None, scope: str
) -> None:
    await use_token(visitor, scope)
    answer = await visitor.post("/api/v1/kinds", json={"name_es": "Radio"})
    assert answer.status_code == 403


async def test_kinds_are_told_to_nobody_without_a_token(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get("/api/v1/kinds")).status_code == 401


async def test_a_program_writes_a_venue_down(program: httpx.AsyncClient) -> None:
    whole = {
        **HALL, "address": "Junto a la iglesia", "capacity": 60, "step_free": True,
        "confidential": True, "latitude": 14.5453, "longitude": -90.4114,
    }  # fmt: skip
    made = await program.post("/api/v1/venues", json=whole)
    assert made.status_code == 201
    listed = (await program.get("/api/v1/venues")).json()
    assert [(venue["id"], venue["capacity"], venue["confidential"]) for venue in listed] == [
        (made.json()["id"], 60, True)
    ]


BAD: list[tuple[dict[str, Any], int]] = [
    ({"name": ""}, 400),
    ({"name": " "}, 422),
    ({"name": "x" * 121}, 400),
    ({"municipality": "9999"}, 422),
    ({"municipality": "a\0b"}, 422),
    ({"address": "x" * 201}, 400),
    ({"capacity": 0}, 400),
    ({"capacity": 10**30}, 400),
    ({"latitude": 91, "longitude": 0}, 400),
    ({"latitude": 14.5}, 422),
    ({"step_free": "yes"}, 400),
]


@pytest.mark.parametrize(("changes", "status"), BAD)
async def test_a_bad_venue_is_refused(
    program: httpx.AsyncClient, changes: dict[str, Any], status: int
) -> None:
    answer = await program.post("/api/v1/venues", json={**HALL, **changes})
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    assert await venues.places() == []


async def test_a_name_that_is_taken_is_a_conflict(program: httpx.AsyncClient) -> None:
    await program.post("/api/v1/venues", json=HALL)
    answer = await program.post("/api/v1/venues", json=HALL)
    assert (answer.status_code, answer.json()["title"]) == (409, "Conflict")
