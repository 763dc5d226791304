"""Confirming who sits there: with a password, with digits, with a link by mail."""

from datetime import timedelta

import httpx
import pyotp
import pytest

from server.accounts.domain import passwords
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.signing import Signer
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.second_steps import with_app

GOOD = "mango río ventana"
HERE, WANTED = "/confirmar", "/mi-cuenta/contrasena"
NEXT: dict[str, str | list[str]] = {"next": WANTED}


@pytest.fixture
async def stale(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser in which Eva signed in an hour ago."""
    await sign_in_as(visitor, cast.evaluator)
    await execute("UPDATE session SET fresh_at = $1", now() - timedelta(hours=1))
    return visitor


async def with_password() -> None:
    await execute("UPDATE account SET password_hash = $1", await passwords.hashed(GOOD))


async def test_the_page_offers_what_the_account_has(stale: httpx.AsyncClient) -> None:
    ways = ('name="password"', 'action="/confirmar/digitos"', 'action="/confirmar/enlace"')
    shown = (await stale.get(HERE, params=NEXT)).text
    assert [way in shown for way in ways] == [False, False, True]
    await with_password()
    shown = (await stale.get(HERE, params=NEXT)).text
    assert [way in shown for way in ways] == [True, False, True]


async def test_the_password_leads_on(stale: httpx.AsyncClient) -> None:
    await with_password()
    assert (await stale.get(WANTED)).headers["location"] == f"{HERE}?next={WANTED}"
    wrong = await submit(stale, HERE, {**NEXT, "password": "otra"})
    assert (wrong.status_code, f'value="{WANTED}"' in wrong.text) == (422, True)
    right = await submit(stale, HERE, {**NEXT, "password": GOOD})
    assert (right.status_code, right.headers["location"]) == (303, WANTED)
    assert (await stale.get(WANTED)).status_code == 200


async def test_after_five_wrong_passwords_this_browser_waits(stale: httpx.AsyncClient) -> None:
    await with_password()
    for _ in range(5):
        await submit(stale, HERE, {"password": "otra"})
    assert (await submit(stale, HERE, {"password": GOOD})).status_code == 429


async def test_digits_lead_on_and_change_the_session_s_secret(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.evaluator)
    offered = (await visitor.get("/mi-cuenta/seguridad/aplicacion")).text
    draft = offered.partition('name="draft" value="')[2].partition('"')[0]
    key = offered.partition("secret=")[2].partition("&")[0] or _key(offered)
    app = pyotp.TOTP(key)
    added = await submit(
        visitor, "/mi-cuenta/seguridad/aplicacion", {"draft": draft, "digits": app.now()}
    )
    assert added.status_code in {200, 303}
    await execute("UPDATE session SET fresh_at = NULL")
    assert 'action="/confirmar/digitos"' in (await visitor.get(HERE)).text
    wrong = await submit(visitor, f"{HERE}/digitos", {**NEXT, "digits": "000000"})
    assert wrong.status_code == 422
    # What was shown once counts once: the next half minute's.
    before = visitor.cookies["convoca"]
    coming = app.at(now() + timedelta(seconds=30))
    right = await submit(visitor, f"{HERE}/digitos", {**NEXT, "digits": coming})
    assert (right.status_code, right.headers["location"]) == (303, WANTED)
    assert visitor.cookies["convoca"] != before
    assert (await visitor.get(WANTED)).status_code == 200


def _key(page: str) -> str:
    """The key as the page shows it, to be typed."""
    return page.partition("<code")[2].partition(">")[2].partition("<")[0].replace(" ", "")


async def test_a_link_by_mail_leads_where_one_was_going(stale: httpx.AsyncClient) -> None:
    answer = await submit(stale, f"{HERE}/enlace", NEXT)
    assert answer.headers["location"] == "/confirmar?next=%2Fmi-cuenta%2Fcontrasena"
    assert "eva@convoca.test" in (await stale.get(answer.headers["location"])).text
    rows = await fetch("SELECT leads_to, by_mail FROM sign_in_link")
    assert [tuple(row) for row in rows] == [(WANTED, True)]


async def test_a_passkey_that_signed_nothing_proves_nothing(stale: httpx.AsyncClient) -> None:
    assert (await submit(stale, f"{HERE}/llave/reto")).status_code == 200
    answer = await submit(stale, f"{HERE}/llave", {**NEXT, "passkey": "{}"})
    assert answer.status_code == 422


@pytest.mark.parametrize("away", ["https://evil.example", "//evil.example"])
async def test_confirming_never_leads_away(stale: httpx.AsyncClient, away: str) -> None:
    await with_password()
    answer = await submit(stale, HERE, {"next": away, "password": GOOD})
    assert answer.headers["location"] == "/"


async def test_who_is_not_signed_in_does_so_first(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get(HERE)).headers["location"] == "/entrar?next=/confirmar"


async def test_a_password_alone_is_less_than_a_second_step(
    stale: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_password()
    await with_app(cast.evaluator, signer)
    await execute("UPDATE session SET second_at = created_at")
    shown = (await stale.get(HERE, params=NEXT)).text
    assert ('name="password"' in shown, 'action="/confirmar/digitos"' in shown) == (False, True)
    answer = await submit(stale, HERE, {**NEXT, "password": GOOD})
    assert answer.headers["location"] == "/confirmar?next=%2Fmi-cuenta%2Fcontrasena"
    told = (await stale.get(answer.headers["location"])).text
    assert "Esta cuenta se confirma con su segundo paso." in told
    assert (await stale.get(WANTED)).headers["location"] == f"{HERE}?next={WANTED}"
