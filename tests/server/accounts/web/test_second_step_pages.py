"""Between the first step and the page that was wanted stands the second one."""

from datetime import timedelta

import httpx
import pytest

from server.accounts.domain import recovery_codes as codes
from server.accounts.domain import sign_in, throttling
from server.accounts.domain.throttling import A_DAY_FOR_ONE
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.signing import Signer
from tests.support.cast import Cast, show_session, sign_in_as, submit
from tests.support.second_steps import (
    PASSWORD,
    account_id,
    add_passkey,
    digits,
    half_way,
    use_passkey,
    with_app,
    with_password,
)
from tests.support.soft_authenticator import SoftAuthenticator

HERE = "/entrar/segundo"


async def acts(visitor: httpx.AsyncClient) -> bool:
    """Whether this browser may see what coordinators see."""
    return (await visitor.get("/calendario")).status_code == 200


async def test_a_coordinator_comes_in_with_password_and_digits_to_the_page_they_wanted(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_password(cast.pinula)
    key = await with_app(cast.pinula, signer)
    form = {"email": cast.pinula.email, "password": PASSWORD, "next": "/lugares?x=1"}
    first = await submit(visitor, "/entrar", {**form})
    assert first.headers["location"] == f"{HERE}?next=%2Flugares%3Fx%3D1"
    half = visitor.cookies["convoca"]
    page = (await visitor.get(first.headers["location"])).text
    assert 'autocomplete="one-time-code"' in page
    assert ("Usar la llave de acceso" in page, "/calendario" in page) == (False, False)
    assert not await acts(visitor)
    second = await submit(visitor, HERE, {"digits": digits(key), "next": "/lugares?x=1"})
    assert (second.status_code, second.headers["location"]) == (303, "/lugares?x=1")
    assert visitor.cookies["convoca"] != half
    assert await acts(visitor)
    show_session(visitor, half)
    assert not await acts(visitor)


async def test_a_link_is_a_first_step_and_its_page_is_kept(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    link = await sign_in.make_link(account_id(cast.pinula), at=now(), leads_to="/lugares")
    answer = await submit(visitor, f"/entrar/{sign_in.link_token(link, signer)}")
    assert answer.headers["location"] == f"{HERE}?next=%2Flugares"
    assert not await acts(visitor)


async def test_a_link_made_at_the_machine_is_all_it_takes(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    link = await sign_in.make_link(account_id(cast.pinula), at=now(), complete=True)
    answer = await submit(visitor, f"/entrar/{sign_in.link_token(link, signer)}")
    assert answer.headers["location"] == "/calendario"
    assert await acts(visitor)


async def test_a_mailed_link_is_never_all_it_takes(cast: Cast) -> None:
    await sign_in.make_link(account_id(cast.pinula), at=now(), by_mail=True, complete=True)
    rows = await fetch("SELECT complete FROM sign_in_link")
    assert [row["complete"] for row in rows] == [False]


@pytest.mark.parametrize("typed", ["", "000000", "12345", "ñ", "\0", "x" * 9000])
async def test_wrong_digits_are_told_so_and_open_nothing(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer, typed: str
) -> None:
    await with_app(cast.pinula, signer)
    await half_way(visitor, cast.pinula)
    answer = await submit(visitor, HERE, {"digits": typed, "next": "/lugares"})
    assert (answer.status_code, 'value="/lugares"' in answer.text) == (422, True)
    assert "No son los dígitos de ahora" in answer.text
    assert typed.strip("\0")[:100] in answer.text
    assert not await acts(visitor)


async def test_digits_that_were_seen_over_a_shoulder_open_nothing_any_more(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    key = await with_app(cast.pinula, signer)
    await half_way(visitor, cast.pinula)
    seen = digits(key)
    assert (await submit(visitor, HERE, {"digits": seen})).status_code == 303
    await half_way(visitor, cast.pinula)
    assert (await submit(visitor, HERE, {"digits": seen})).status_code == 422
    assert not await acts(visitor)


async def test_a_code_on_paper_opens_once_and_says_how_many_are_left(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    code = (await codes.renew(account_id(cast.pinula), signer=signer, at=now()))[0]
    await half_way(visitor, cast.pinula)
    answer = await submit(visitor, HERE, {"code": code.lower()})
    assert answer.headers["location"] == "/calendario"
    assert "Quedan 9 códigos de recuperación." in (await visitor.get("/calendario")).text
    await half_way(visitor, cast.pinula)
    again = await submit(visitor, HERE, {"code": code})
    assert (again.status_code, "Ese código no vale, o ya se usó." in again.text) == (422, True)
    told = await fetch("SELECT act, detail->>'left' FROM audit_entry WHERE act LIKE 'recovery%'")
    assert sorted(tuple(row) for row in told) == [
        ("recovery_code.refused", "9"), ("recovery_code.used", "9"),
    ]  # fmt: skip


async def test_a_passkey_takes_the_second_step(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    phone = SoftAuthenticator(verifies=False)
    await sign_in_as(visitor, cast.pinula)
    await add_passkey(visitor, "/mi-cuenta/seguridad/llaves", phone)
    await half_way(visitor, cast.pinula)
    assert "Usar la llave de acceso" in (await visitor.get(HERE)).text
    answer = await use_passkey(visitor, f"{HERE}/llave", phone, next="/lugares")
    assert (answer.status_code, answer.headers["location"]) == (303, "/lugares")
    assert await acts(visitor)
    await half_way(visitor, cast.mixco)
    other = await use_passkey(visitor, f"{HERE}/llave", phone)
    assert (other.status_code, await acts(visitor)) == (422, False)


async def test_guessing_digits_ends_soon_for_whoever_guesses_and_for_nobody_else(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    key = await with_app(cast.pinula, signer)
    await half_way(visitor, cast.pinula)
    statuses = [(await submit(visitor, HERE, {"digits": "000000"})).status_code for _ in range(9)]
    assert statuses == [422] * 8 + [429]
    assert (await submit(visitor, HERE, {"digits": digits(key)})).status_code == 429
    await half_way(visitor, cast.pinula)
    assert (await submit(visitor, HERE, {"digits": digits(key)})).status_code == 303


async def test_guesses_of_others_count_in_no_browser_that_is_known(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    key = await with_app(cast.pinula, signer)
    await half_way(visitor, cast.pinula)
    assert (await submit(visitor, HERE, {"digits": digits(key)})).status_code == 303
    for _ in range(A_DAY_FOR_ONE - 1):
        await throttling.digits(str(cast.pinula.account), home="", at=now())
    await half_way(visitor, cast.pinula)
    known = visitor.cookies["conocido"]
    visitor.cookies.delete("conocido")
    assert (await submit(visitor, HERE, {"digits": digits(key, 1)})).status_code == 429
    visitor.cookies.set("conocido", known)
    assert (await submit(visitor, HERE, {"digits": digits(key, 1)})).status_code == 303


async def test_who_comes_half_way_is_led_on_from_every_door(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    await half_way(visitor, cast.pinula)
    closed = await visitor.get("/lugares")
    assert closed.headers["location"] == "/entrar?next=/lugares"
    door = await visitor.get(closed.headers["location"])
    assert door.headers["location"] == f"{HERE}?next=%2Flugares"
    protect = await visitor.get("/entrar/proteger?next=/lugares")
    assert protect.headers["location"] == f"{HERE}?next=%2Flugares"


async def test_who_needs_no_second_step_is_not_kept(visitor: httpx.AsyncClient, cast: Cast) -> None:
    assert (await visitor.get(HERE)).headers["location"] == "/entrar"
    for address in (HERE, f"{HERE}/llave", f"{HERE}/llave/reto", "/entrar/proteger"):
        answer = await submit(visitor, address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/entrar?next=/")
    await half_way(visitor, cast.evaluator)
    assert (await visitor.get(f"{HERE}?next=/alcance")).headers["location"] == "/alcance"
    assert (await visitor.get("/entrar/proteger")).headers["location"] == "/alcance"


async def test_a_half_way_session_ends_after_half_an_hour(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    key = await with_app(cast.pinula, signer)
    await half_way(visitor, cast.pinula)
    await execute("UPDATE session SET expires_at = $1", now() - timedelta(seconds=1))
    answer = await submit(visitor, HERE, {"digits": digits(key)})
    assert answer.headers["location"] == "/entrar?next=/"


async def test_who_was_disabled_half_way_comes_no_further(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    key = await with_app(cast.pinula, signer)
    await half_way(visitor, cast.pinula)
    await execute("UPDATE account SET disabled_at = now() WHERE id = $1", cast.pinula.account)
    answer = await submit(visitor, HERE, {"digits": digits(key)})
    assert answer.headers["location"] == "/entrar?next=/"
