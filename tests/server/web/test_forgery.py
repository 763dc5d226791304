"""Only our own forms are taken."""

import httpx
import pytest

from server.foundation.signing import Signer
from tests.support.cast import csrf

ENGLISH = {"locale": "en", "next": "/"}


async def speak_english(visitor: httpx.AsyncClient, token: object) -> httpx.Response:
    return await visitor.post("/idioma", data={**ENGLISH, "_csrf_token": token})


async def test_our_own_form_is_taken(visitor: httpx.AsyncClient) -> None:
    assert (await speak_english(visitor, await csrf(visitor))).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "x" * 128, "ñ" * 128, "\x00" * 100])
async def test_a_made_up_form_is_refused(visitor: httpx.AsyncClient, token: str) -> None:
    await csrf(visitor)
    answer = await speak_english(visitor, token)
    assert (answer.status_code, "El formulario venció." in answer.text) == (403, True)


async def test_a_form_without_the_cookie_is_refused(visitor: httpx.AsyncClient) -> None:
    token = await csrf(visitor)
    visitor.cookies.clear()
    assert (await speak_english(visitor, token)).status_code == 403


async def test_a_form_with_the_token_of_another_browser_is_refused(
    visitor: httpx.AsyncClient,
) -> None:
    token = await csrf(visitor)
    visitor.cookies.clear()
    await csrf(visitor)
    assert (await speak_english(visitor, token)).status_code == 403


async def test_a_form_with_a_file_for_a_token_is_refused(visitor: httpx.AsyncClient) -> None:
    await csrf(visitor)
    answer = await visitor.post("/idioma", data=ENGLISH, files={"_csrf_token": b"x" * 128})
    assert answer.status_code == 403


@pytest.mark.parametrize("stale", ["x" * 128, "of another installation", "caf\u00e9" * 40])
async def test_a_cookie_that_is_not_ours_is_replaced(
    visitor: httpx.AsyncClient, stale: str
) -> None:
    opened = await visitor.get("/entrar", headers=[(b"cookie", f"csrf={stale}".encode("latin-1"))])
    token = opened.cookies["csrf"]
    assert f'name="_csrf_token" value="{token}"' in opened.text
    assert (await speak_english(visitor, token)).status_code == 303


async def test_a_page_that_does_not_exist_still_holds_a_working_form(
    visitor: httpx.AsyncClient,
) -> None:
    token = await csrf(visitor)
    lost = await visitor.get("/no-existe")
    assert (lost.status_code, f'name="_csrf_token" value="{token}"' in lost.text) == (404, True)


async def test_a_token_signed_for_something_else_is_refused(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    made = signer.sign("flash", b"x" * 64)
    visitor.cookies.set("csrf", made)
    assert (await speak_english(visitor, made)).status_code == 403
