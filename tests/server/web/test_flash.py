"""A sentence carried over one redirect, which nobody else can make us say."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.foundation.signing import Signer
from server.web.flash import COOKIE, Flash, arrived, carried
from tests.support.cast import Cast, sign_in_as, submit

SIGNER = Signer(b"a secret of thirty-two characters")


@given(st.sampled_from(["success", "error", "info"]), st.text())
def test_what_was_left_arrives(kind: str, text: str) -> None:
    cookie = carried(Flash(kind, text), SIGNER, secure=True)
    assert arrived(cookie.value, SIGNER) == [Flash(kind, text)]


@given(st.one_of(st.none(), st.text()))
def test_what_somebody_made_up_is_not_said(cookie: str | None) -> None:
    assert arrived(cookie, SIGNER) == []


def test_a_sentence_of_another_installation_is_not_said() -> None:
    cookie = carried(Flash("info", "Llamar al 1234"), Signer(b"another secret"), secure=True)
    assert arrived(cookie.value, SIGNER) == []


@pytest.mark.parametrize("secure", ["secure", ""])
def test_its_cookie_is_short_lived_and_not_for_scripts(secure: str) -> None:
    cookie = carried(Flash("info", "Hola"), SIGNER, secure=bool(secure))
    assert (cookie.httponly, cookie.samesite, cookie.max_age, cookie.secure) == (
        True,
        "lax",
        60,
        bool(secure),
    )


async def test_a_sentence_is_said_once(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, "/salir")
    said = [("Sesión cerrada." in (await visitor.get("/entrar")).text) for _ in range(2)]
    assert said == [True, False]


async def test_a_forged_sentence_is_dropped(visitor: httpx.AsyncClient) -> None:
    visitor.cookies.set(COOKIE, "eyJraW5kIjoiaW5mbyJ9")
    answer = await visitor.get("/entrar")
    assert (answer.status_code, 'class="flash' in answer.text) == (200, False)
    dropped = [cookie for cookie in answer.headers.get_list("set-cookie") if COOKIE in cookie]
    assert [("Max-Age=0" in cookie) for cookie in dropped] == [True]
