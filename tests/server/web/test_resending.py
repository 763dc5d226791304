"""A form that could not be taken stays on the page, and one press of our own page sends it."""

import re
from datetime import timedelta

import httpx
import pytest

from server.foundation.clock import now
from server.foundation.database import execute
from server.web.guards import STILL_FRESH
from tests.support.cast import Cast, csrf, sign_in_as, submit

FORM = "/ajustes/llaves/nueva"
TYPED: dict[str, str | list[str]] = {"name": "Tablero «A»", "scope": "read"}
FIELDS = ('name="name" value="Tablero «A»"', 'name="scope" value="read"')
OURS = {"origin": "http://convoca.test"}
STALE = {**TYPED, "_csrf_token": "x" * 128}


def form_of(answer: httpx.Response, address: str = FORM) -> str:
    """The form on the page that goes to this address."""
    return answer.text.partition(f'action="{address}"')[2].partition("</form>")[0]


async def pressed(visitor: httpx.AsyncClient, answer: httpx.Response) -> httpx.Response:
    """What the button on the page sends."""
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form_of(answer)))
    return await visitor.post(FORM, data=fields, headers=OURS)


async def test_what_was_typed_outlives_the_session(visitor: httpx.AsyncClient, cast: Cast) -> None:
    visitor.headers["referer"] = "http://convoca.test/ajustes/llaves/nueva?x=1"
    answer = await submit(visitor, FORM, TYPED)
    assert (answer.status_code, answer.headers["cache-control"]) == (403, "no-store")
    assert "Todavía no se guardó" in answer.text
    way = 'href="/entrar?next=/ajustes/llaves/nueva%3Fx%3D1" target="_blank"'
    assert [part in answer.text for part in (way, *FIELDS)] == [True] * 3
    await sign_in_as(visitor, cast.admin)
    assert "Tablero" in (await pressed(visitor, answer)).text


async def test_who_sent_nothing_to_keep_is_led_to_the_door_and_told(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await submit(visitor, "/eventos/nuevo")
    assert answer.headers["location"] == "/entrar?next=/"
    said = (await visitor.get("/entrar?next=/")).text
    assert "Hay que entrar primero: todavía no se hizo nada." in said


async def test_a_file_is_chosen_again(visitor: httpx.AsyncClient) -> None:
    data = {"_csrf_token": await csrf(visitor)}
    answer = await visitor.post("/personas", data=data, files={"name": (None, "secret")})
    assert (answer.status_code, "secret" in answer.text) == (403, False)
    assert "regresar a la página anterior" in answer.text


async def test_what_was_typed_outlives_the_half_hour_of_a_dangerous_form(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    await execute("UPDATE session SET fresh_at = $1", now() - STILL_FRESH - timedelta(seconds=5))
    visitor.headers["referer"] = "http://convoca.test/ajustes/llaves/nueva"
    answer = await submit(visitor, FORM, TYPED)
    way = 'href="/confirmar?next=/ajustes/llaves/nueva" target="_blank"'
    assert [part in answer.text for part in (way, *FIELDS)] == [True] * 3
    await execute("UPDATE session SET fresh_at = $1", now())
    assert (await pressed(visitor, answer)).status_code in {200, 303}


@pytest.mark.parametrize("cookie", ["", "kept"])
async def test_a_page_that_was_open_too_long_is_sent_with_a_new_token(
    visitor: httpx.AsyncClient, cast: Cast, cookie: str
) -> None:
    await sign_in_as(visitor, cast.admin)
    if cookie:
        await csrf(visitor)
    answer = await visitor.post(FORM, data=STALE, headers=OURS)
    assert (answer.status_code, "El formulario venció" in answer.text) == (403, True)
    assert [field in form_of(answer) for field in FIELDS] == [True] * 2
    assert (await pressed(visitor, answer)).status_code in {200, 303}


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", **OURS},
    ],
)
async def test_what_another_site_made_up_never_becomes_a_form_of_ours(
    visitor: httpx.AsyncClient, cast: Cast, told: dict[str, str]
) -> None:
    await sign_in_as(visitor, cast.admin)
    answer = await visitor.post(FORM, data=STALE, headers=told)
    assert (answer.status_code, "Tablero" in answer.text) == (403, False)
    assert form_of(answer) == ""


async def test_a_stale_password_is_typed_anew_where_it_was_asked_for(
    visitor: httpx.AsyncClient,
) -> None:
    typed = {"email": "a@b.test", "password": "hunter2", "_csrf_token": "x"}
    told = {**OURS, "referer": "http://convoca.test/entrar?next=/lugares"}
    answer = await visitor.post("/entrar", data=typed, headers=told)
    assert (answer.status_code, "hunter2" in answer.text) == (403, False)
    assert 'href="/entrar?next=/lugares">Volver a la página' in answer.text


async def test_too_much_is_told_the_limit_and_the_way_back(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    visitor.headers["referer"] = "http://convoca.test/eventos/nuevo"
    answer = await submit(visitor, "/eventos/nuevo", {"notes": "x" * 600_000})
    assert (answer.status_code, "aquí caben 512 KB" in answer.text) == (413, True)
    assert 'href="/eventos/nuevo">Volver a la página' in answer.text


@pytest.mark.parametrize("referer", ["http://[", "nonsense", "http://x//evil.example"])
async def test_a_made_up_referer_leads_nowhere(visitor: httpx.AsyncClient, referer: str) -> None:
    visitor.headers["referer"] = referer
    answer = await submit(visitor, FORM, TYPED)
    assert (answer.status_code, 'href="/entrar?next=/" target' in answer.text) == (403, True)
