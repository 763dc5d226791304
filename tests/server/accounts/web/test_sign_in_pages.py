"""Coming in and going out."""

from typing import Any
from typing import cast as cast_to
from urllib.parse import quote

import httpx
import msgspec
import pytest

from server.accounts.domain import accounts, passwords, sign_in
from server.accounts.web.session_cookie import COOKIE
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.applications import application
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.second_steps import account_id


async def with_password(email: str) -> None:
    await accounts.create(
        accounts.NewAccount(
            email=email, name="Con Clave", role="evaluator",
            password_hash=await passwords.hashed("una clave larga"),
        ),
        by=SYSTEM, at=now(),
    )  # fmt: skip


async def test_a_person_comes_in_with_a_password(visitor: httpx.AsyncClient, db: None) -> None:
    await with_password("clave@convoca.test")
    answer = await submit(
        visitor,
        "/entrar",
        {"email": "CLAVE@convoca.test", "password": "una clave larga", "next": "/alcance"},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/alcance")
    assert "convoca" in visitor.cookies


async def test_a_wrong_password_keeps_the_address_and_says_why(visitor: httpx.AsyncClient) -> None:
    answer = await submit(visitor, "/entrar", {"email": "nadie@convoca.test", "password": "no"})
    assert answer.status_code == 422
    assert "El correo o la contraseña no coinciden." in answer.text
    assert 'value="nadie@convoca.test"' in answer.text


async def test_a_link_lets_in_once(
    visitor: httpx.AsyncClient, cast: Cast, settings: Settings
) -> None:
    assert cast.pinula.account is not None
    link = await sign_in.make_link(cast.pinula.account, at=now(), leads_to="/alcance")
    address = f"/entrar/{sign_in.link_token(link, Signer(settings.secret_key))}"
    opened = await visitor.get(address)
    assert opened.status_code == 200
    assert (await submit(visitor, address)).status_code == 303
    assert (await submit(visitor, address)).status_code == 404
    visitor.cookies.delete("convoca")
    again = await visitor.get(address)
    assert (again.status_code, "El enlace es bueno" in again.text) == (404, False)
    assert 'href="/entrar?next=%2Falcance">' in again.text


async def test_a_forged_form_is_refused(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await visitor.post("/salir", data={"_csrf_token": "made up"})
    assert answer.status_code == 403


async def test_going_out_ends_the_session(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    cookie = visitor.cookies["convoca"]
    assert (await submit(visitor, "/salir")).status_code == 303
    visitor.cookies.set("convoca", cookie)
    assert "Paula Pinula" not in (await visitor.get("/entrar")).text


def without_address(answer: httpx.Response, address: str) -> tuple[int, str]:
    """The answer as it looks whoever asked."""
    return answer.status_code, answer.text.replace(address, "…")


async def test_asking_for_a_link_looks_the_same_for_everybody(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    known = [
        without_address(
            await submit(visitor, "/entrar/enlace", {"email": "pinula@convoca.test"}),
            "pinula@convoca.test",
        )
        for _ in range(7)
    ]
    unknown = [
        without_address(
            await submit(visitor, "/entrar/enlace", {"email": "nadie@convoca.test"}),
            "nadie@convoca.test",
        )
        for _ in range(7)
    ]
    assert known == unknown
    assert [status for status, _ in known] == [200] * 5 + [429] * 2


@pytest.mark.parametrize("form", [{}, {"email": ""}, {"email": "x" * 300}])
async def test_a_link_is_sent_to_an_address(
    visitor: httpx.AsyncClient, form: dict[str, str | list[str]]
) -> None:
    assert (await submit(visitor, "/entrar/enlace", form)).status_code == 422


async def test_an_address_typed_with_markup_stays_text(visitor: httpx.AsyncClient) -> None:
    answer = await submit(visitor, "/entrar", {"email": '"><script>alert(1)</script>'})
    assert (answer.status_code, "<script>alert" in answer.text) == (422, False)


@pytest.mark.parametrize("token", ["x", "ñ", "%00", "a.b", "A" * 5000])
async def test_a_made_up_link_is_refused(visitor: httpx.AsyncClient, token: str) -> None:
    told = await visitor.get(f"/entrar/{token}")
    assert (told.status_code, 'href="/entrar"' in told.text) == (404, True)
    assert (await submit(visitor, f"/entrar/{token}")).status_code == 404


async def test_a_link_opened_by_a_scanner_is_still_good(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    assert cast.pinula.account is not None
    link = await sign_in.make_link(cast.pinula.account, at=now())
    address = f"/entrar/{sign_in.link_token(link, signer)}"
    for _ in range(3):
        await visitor.get(address)
    assert (await submit(visitor, address)).status_code == 303


@pytest.mark.parametrize("away", ["https://evil.example", "//evil.example", "/\\evil.example"])
async def test_coming_in_never_leads_away(visitor: httpx.AsyncClient, db: None, away: str) -> None:
    await with_password("clave@convoca.test")
    form = {"email": "clave@convoca.test", "password": "una clave larga", "next": away}
    assert "evil" not in (await submit(visitor, "/entrar", {**form})).headers["location"]
    assert "evil" not in (await visitor.get("/entrar", params={"next": away})).text.replace(
        quote(away), ""
    ).replace(quote(away, safe=""), "")


async def test_the_session_cookie_is_not_for_scripts_and_demands_https_where_it_is_used(
    db: None, settings: Settings
) -> None:
    await with_password("clave@convoca.test")
    app = application(msgspec.structs.replace(settings, base_url="https://convoca.test"))
    transport = httpx.ASGITransport(cast_to(Any, app))
    async with httpx.AsyncClient(transport=transport, base_url="https://convoca.test") as visitor:
        form = {"email": "clave@convoca.test", "password": "una clave larga"}
        answer = await submit(visitor, "/entrar", {**form})
        assert (await visitor.get("/alcance")).status_code == 200
    sent = answer.headers.get_list("set-cookie")
    cookie = next(c for c in sent if c.startswith("__Host-convoca="))
    assert cookie.split("; ")[1:] == [
        "HttpOnly",
        "Max-Age=1209600",
        "Path=/",
        "SameSite=lax",
        "Secure",
    ]


async def test_over_https_a_cookie_that_a_neighbour_can_set_opens_nothing(
    cast: Cast, settings: Settings
) -> None:
    app = application(msgspec.structs.replace(settings, base_url="https://convoca.test"))
    transport = httpx.ASGITransport(cast_to(Any, app))
    async with httpx.AsyncClient(transport=transport, base_url="https://convoca.test") as visitor:
        session = await sign_in.open_session(account_id(cast.evaluator), at=now())
        visitor.cookies.set(COOKIE, session, domain="convoca.test")
        assert (await visitor.get("/alcance")).status_code == 303
        gone = (await submit(visitor, "/salir")).headers.get_list("set-cookie")
        assert any(c.startswith('convoca=""; ') and "Max-Age=0" in c for c in gone)


async def test_a_coordinator_sees_only_their_municipality(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/eventos/nuevo")).text
    assert ('value="0103"' in page, 'value="0108"' in page) == (True, False)
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get("/eventos/nuevo")).text
    assert ('value="0103"' in page, 'value="0108"' in page) == (True, True)
