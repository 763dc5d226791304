"""Coming in and going out."""

import httpx

from server.accounts.domain import accounts, passwords, sign_in
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.cast import Cast, sign_in_as, submit


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
        visitor, "/entrar", {"email": "CLAVE@convoca.test", "password": "una clave larga", "next": "/alcance"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/alcance")
    assert "convoca" in visitor.cookies


async def test_a_wrong_password_keeps_the_address_and_says_why(visitor: httpx.AsyncClient) -> None:
    answer = await submit(visitor, "/entrar", {"email": "nadie@convoca.test", "password": "no"})
    assert answer.status_code == 422
    assert "El correo o la contraseña no coinciden." in answer.text
    assert 'value="nadie@convoca.test"' in answer.text


async def test_a_link_lets_in_once(visitor: httpx.AsyncClient, cast: Cast, settings: Settings) -> None:
    assert cast.pinula.account is not None
    link = await sign_in.make_link(cast.pinula.account, at=now())
    address = f"/entrar/{sign_in.link_token(link, Signer(settings.secret_key))}"
    opened = await visitor.get(address)
    assert opened.status_code == 200
    assert (await submit(visitor, address)).status_code == 303
    assert (await submit(visitor, address)).status_code == 404


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
