"""Whoever must have a second step sets it up on the way in, and gets codes on paper."""

import re

import httpx

from server.accounts.domain import recovery_codes as codes
from server.accounts.domain import sign_in
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.signing import Signer
from tests.support.cast import Cast, submit
from tests.support.second_steps import (
    account_id,
    add_passkey,
    digits,
    half_way,
    offered,
    with_app,
)
from tests.support.soft_authenticator import SoftAuthenticator

HERE = "/entrar/proteger"


async def test_a_new_coordinator_sets_up_an_app_and_goes_on_to_the_page_they_wanted(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    link = await sign_in.make_link(account_id(cast.pinula), at=now(), leads_to="/lugares")
    first = await submit(visitor, f"/entrar/{sign_in.link_token(link, signer)}")
    assert first.headers["location"] == f"{HERE}?next=%2Flugares"
    page = (await visitor.get(first.headers["location"])).text
    assert ("data:image/svg+xml;base64," in page, cast.pinula.email in page) == (True, True)
    key, draft = offered(page)
    assert 'href="otpauth://totp/' in page
    wrong = await submit(visitor, HERE, {"digits": "000000", "draft": draft, "next": "/lugares"})
    assert (wrong.status_code, offered(wrong.text)[0]) == (422, key)
    form = {"digits": digits(key), "draft": draft, "next": "/lugares"}
    before = visitor.cookies["convoca"]
    done = await submit(visitor, HERE, {**form})
    shown = re.findall(r"<code>([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})</code>", done.text)
    assert (done.status_code, len(set(shown))) == (200, 10)
    assert done.headers["cache-control"] == "no-store"
    assert 'href="/lugares"' in done.text
    assert visitor.cookies["convoca"] != before
    assert (await visitor.get("/lugares")).status_code == 200
    assert await codes.used_up(account_id(cast.pinula), shown[9], signer=signer, at=now())
    acts = await fetch("SELECT act FROM audit_entry WHERE actor = 'Paula Pinula' ORDER BY id")
    assert [row["act"] for row in acts] == [
        "session.opened", "authenticator.added", "session.completed", "recovery_codes.made",
    ]  # fmt: skip


async def test_a_passkey_will_do_instead(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await half_way(visitor, cast.pinula)
    done = await add_passkey(visitor, f"{HERE}/llave", SoftAuthenticator(), next="/lugares")
    assert (done.status_code, "Ya los guardé" in done.text) == (200, True)
    assert (await visitor.get("/lugares")).status_code == 200
    (kept,) = await fetch("SELECT name, account FROM passkey")
    assert tuple(kept) == ("Otro navegador", cast.pinula.account)


async def test_whoever_stole_a_password_cannot_add_a_second_step_of_their_own(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await half_way(visitor, cast.pinula)
    key, draft = offered((await visitor.get(HERE)).text)
    options = (await submit(visitor, f"{HERE}/llave/reto")).json()
    await with_app(cast.pinula, signer)
    form = {"digits": digits(key), "draft": draft}
    answers = [
        await submit(visitor, HERE, {**form}),
        await submit(visitor, f"{HERE}/llave", {"passkey": SoftAuthenticator().made(options)}),
        await visitor.get("/mi-cuenta/seguridad"),
        await submit(visitor, "/mi-cuenta/seguridad/codigos"),
    ]
    assert [answer.headers["location"].partition("?")[0] for answer in answers] == ["/entrar"] * 4
    kept = await fetch("SELECT id FROM authenticator UNION ALL SELECT id FROM passkey")
    assert (len(kept), (await visitor.get("/calendario")).status_code) == (1, 303)


async def test_a_page_that_was_looked_at_by_somebody_else_helps_them_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await half_way(visitor, cast.pinula)
    theirs, draft = offered((await visitor.get(HERE)).text)
    await half_way(visitor, cast.pinula)
    own, _draft = offered((await visitor.get(HERE)).text)
    assert own != theirs
    answer = await submit(visitor, HERE, {"digits": digits(theirs), "draft": draft})
    assert (answer.status_code, await fetch("SELECT FROM authenticator")) == (422, [])


async def test_a_made_up_passkey_is_refused_with_a_sentence(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await half_way(visitor, cast.pinula)
    elsewhere = SoftAuthenticator(origin="http://evil.test")
    for answer in (
        await add_passkey(visitor, f"{HERE}/llave", elsewhere),
        await submit(visitor, f"{HERE}/llave", {"passkey": "{}"}),
    ):
        assert (answer.status_code, "no se pudo comprobar" in answer.text) == (422, True)
    assert await fetch("SELECT FROM passkey") == []


async def test_a_passkey_of_another_account_is_not_taken_over(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    phone = SoftAuthenticator()
    await half_way(visitor, cast.pinula)
    assert (await add_passkey(visitor, f"{HERE}/llave", phone)).status_code == 200
    await half_way(visitor, cast.mixco)
    again = await add_passkey(visitor, f"{HERE}/llave", phone)
    assert (again.status_code, "ya está en una cuenta" in again.text) == (422, True)
    owners = [row["account"] for row in await fetch("SELECT account FROM passkey")]
    assert owners == [cast.pinula.account]
