"""The pages about helpers, as a coordinator meets them."""

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from server.foundation.clock import now
from server.foundation.database import fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper

Typed = dict[str, str | list[str]]
ANA: Typed = {
    "name": "Ana Ayuda",
    "email": "ana@convoca.test",
    "municipality": "0103",
    "languages": ["es", "cak"],
    "language": "es",
    "network": "",
}


async def test_a_coordinator_takes_somebody_in_and_sees_them_in_the_list(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    empty = await visitor.get("/personas")
    assert "Todavía no hay personas" in empty.text
    tabs = ("/personas/renovar", "/personas/importar")
    assert [f'href="{tab}"' in empty.text for tab in tabs] == [True, True]
    assert (await visitor.get("/personas/nueva")).status_code == 200
    added = await submit(visitor, "/personas", ANA)
    assert added.status_code == 303
    profile = await visitor.get(added.headers["location"])
    assert "Español, Kaqchikel" in profile.text
    assert f'href="{added.headers["location"]}"' in (await visitor.get("/personas?q=ANA")).text


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""}, {"name": "x" * 121}, {"email": ""}, {"email": "no es"}, {"email": "a@b@c"},
        {"email": "@convoca.test"}, {"municipality": "0108"}, {"municipality": ""},
        {"languages": []}, {"languages": ["tlh"]}, {"language": "cak"}, {"network": "none"},
        {"network": str(uuid4())},
        {"email": "admin@convoca.test"},
    ],
)  # fmt: skip
async def test_a_person_who_is_written_down_wrongly_stays_in_the_form(
    visitor: httpx.AsyncClient, cast: Cast, change: Typed
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, "/personas", {**ANA, **change})
    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.text
    typed = str({**ANA, **change}["email"])
    assert f'value="{typed}"' in answer.text
    assert await fetch("SELECT FROM volunteer") == []


async def test_a_list_says_how_each_clearance_stands(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    today = now().date()
    await helper("Ana Vale", cleared_until=today + timedelta(days=200), at=now())
    await helper("Beto Pronto", cleared_until=today + timedelta(days=9), at=now())
    await helper(
        "Caro Pasada", cleared_until=today - timedelta(days=2), at=now() - timedelta(days=9)
    )
    await helper("Dani Nada", cleared_until=None)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/personas")).text
    told = [page.count(words) for words in ("Vigente", "Vence pronto", "Vencida", "Sin constancia")]
    assert told == [1, 1, 1, 1]


async def test_a_list_is_narrowed_and_can_be_turned_over(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    for number in range(51):
        await helper(f"P{number:02} Prueba", topics=(), cleared_until=None)
    await sign_in_as(visitor, cast.pinula)
    first = await visitor.get("/personas?q=prueba&municipality=0103")
    assert first.text.count('<th scope="row">') == 50
    address = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = await visitor.get(address)
    assert second.text.count('<th scope="row">') == 1
    assert 'rel="prev" href="/personas?q=prueba&amp;municipality=0103"' in second.text
    assert "Nadie coincide" in (await visitor.get("/personas?q=nobody")).text


@pytest.mark.parametrize(
    "query", ["network=none", "after=none", "topic=" + "x" * 61, "q=" + "x" * 201]
)
async def test_a_filter_that_cannot_be_read_is_said(
    visitor: httpx.AsyncClient, cast: Cast, query: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await visitor.get(f"/personas?{query}")
    assert (answer.status_code, "error" in answer.text) == (422, True)


async def test_a_coordinator_writes_down_what_somebody_may_do(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await helper(topics=(), cleared_until=None)
    await sign_in_as(visitor, cast.pinula)
    today = now().date().isoformat()
    topic: Typed = {"topic": "gender-violence", "role": "lead", "valid_until": ""}
    record: Typed = {"kind": "renas", "verified_on": today, "clear_until": ""}
    answers = [
        await submit(visitor, f"/personas/{ana}/formaciones", topic),
        await submit(visitor, f"/personas/{ana}/constancias", record),
    ]
    assert [answer.headers["location"] for answer in answers] == [f"/personas/{ana}"] * 2
    page = (await visitor.get(f"/personas/{ana}")).text
    assert "Violencia de género · Principal" in page
    assert "Sin vencimiento" in page
    assert page.count("Vigente") == 3


@pytest.mark.parametrize(
    ("part", "data", "field"),
    [
        ("formaciones", {"topic": "", "role": "lead"}, "topic"),
        ("formaciones", {"topic": "no-such", "role": "lead"}, "topic"),
        ("formaciones", {"topic": "gender-violence", "role": "boss"}, "role"),
        (
            "formaciones",
            {"topic": "gender-violence", "role": "lead", "valid_until": "mañana"},
            "valid_until",
        ),
        ("constancias", {"kind": "", "verified_on": "2026-01-01"}, "kind"),
        ("constancias", {"kind": "renas", "verified_on": ""}, "verified_on"),
        ("constancias", {"kind": "renas", "verified_on": "2099-01-01"}, "verified_on"),
        (
            "constancias",
            {"kind": "renas", "verified_on": "2026-02-01", "clear_until": "2026-01-01"},
            "clear_until",
        ),
    ],
)
async def test_a_credential_that_cannot_be_is_said_beside_its_field(
    visitor: httpx.AsyncClient, cast: Cast, part: str, data: Typed, field: str
) -> None:
    ana = await helper(topics=(), cleared_until=None)
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, f"/personas/{ana}/{part}", data)
    assert answer.status_code == 422
    assert f'id="f-{field}-error"' in answer.text
    assert await fetch("SELECT id FROM qualification UNION SELECT id FROM clearance") == []


async def test_a_helper_of_another_municipality_is_not_shown(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await helper()
    await sign_in_as(visitor, cast.mixco)
    assert (await visitor.get(f"/personas/{ana}")).status_code == 403
    assert (await visitor.get(f"/personas/{uuid4()}")).status_code == 404
    assert (
        await submit(
            visitor, f"/personas/{ana}/constancias", {"kind": "renas", "verified_on": "2026-01-01"}
        )
    ).status_code == 403


async def test_networks_are_listed_and_founded(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert "Todavía no hay ninguna RAC." in (await visitor.get("/personas/redes")).text
    new: Typed = {"name": "RAC Pinula", "municipality": "0103"}
    assert (await submit(visitor, "/personas/redes", new)).status_code == 303
    assert "0 personas" in (await visitor.get("/personas/redes")).text
    again = await submit(visitor, "/personas/redes", new)
    assert (again.status_code, "Ya hay una RAC con ese nombre." in again.text) == (422, True)
    for wrong in ({"name": "", "municipality": "0103"}, {"name": "RAC", "municipality": ""}):
        assert (await submit(visitor, "/personas/redes", {**wrong})).status_code == 422


async def test_people_are_for_those_who_staff(visitor: httpx.AsyncClient, cast: Cast) -> None:
    assert (await visitor.get("/personas")).headers["location"] == "/entrar?next=/personas"
    await sign_in_as(visitor, cast.evaluator)
    for address in ("/personas", "/personas/nueva", "/personas/redes", f"/personas/{uuid4()}"):
        assert (await visitor.get(address)).status_code == 403
