"""One's own second steps, added and taken away."""

import re
from datetime import timedelta

import httpx

from server.accounts.domain import authenticators
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.signing import Signer
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.second_steps import account_id, add_passkey, digits, offered, with_app
from tests.support.soft_authenticator import SoftAuthenticator

HERE = "/mi-cuenta/seguridad"


def removals(page: str) -> list[str]:
    """Where each of them is taken away."""
    return re.findall(rf'action="({HERE}/\w+/[0-9a-f-]+/retiro)"', page)


async def acts_of(name: str) -> list[str]:
    rows = await fetch("SELECT act FROM audit_entry WHERE actor = $1 ORDER BY id", name)
    return [row["act"] for row in rows if not row["act"].startswith("session.")]


async def test_an_evaluator_may_choose_a_second_step_and_leave_it(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await sign_in_as(visitor, cast.evaluator)
    await execute("UPDATE session SET second_at = NULL")
    assert "Todavía no hay" in (await visitor.get(HERE)).text
    key, draft = offered((await visitor.get(f"{HERE}/aplicacion")).text)
    wrong = await submit(visitor, f"{HERE}/aplicacion", {"digits": "1", "draft": draft})
    assert (wrong.status_code, offered(wrong.text)[0]) == (422, key)
    form = {"digits": digits(key), "draft": draft}
    done = await submit(visitor, f"{HERE}/aplicacion", {**form})
    assert (done.status_code, done.text.count("<li><code>")) == (200, 10)
    page = (await visitor.get(HERE)).text
    assert "Quedan 10 códigos sin usar." in page
    (address,) = removals(page)
    assert (await submit(visitor, address)).headers["location"] == HERE
    assert (await visitor.get("/alcance")).status_code == 200
    assert await fetch("SELECT FROM recovery_code") == []
    assert await acts_of("Eva Evalúa") == [
        "authenticator.added", "recovery_codes.made", "authenticator.removed",
    ]  # fmt: skip


async def test_the_last_one_stays_with_whoever_must_have_one(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    await sign_in_as(visitor, cast.pinula)
    (app,) = removals((await visitor.get(HERE)).text)
    await submit(visitor, app)
    assert "Es la última que queda" in (await visitor.get(HERE)).text
    phone = SoftAuthenticator()
    added = await add_passkey(visitor, f"{HERE}/llaves", phone, name="El teléfono de Paula")
    assert added.status_code == 200
    page = (await visitor.get(HERE)).text
    assert "El teléfono de Paula" in page
    app, passkey = removals(page)
    assert (await submit(visitor, app)).status_code == 303
    assert await authenticators.keys(account_id(cast.pinula), signer=signer) == []
    await submit(visitor, passkey)
    assert len(await fetch("SELECT FROM passkey")) == 1


async def test_a_second_passkey_comes_with_a_name_and_without_new_codes(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    first = SoftAuthenticator()
    await add_passkey(visitor, f"{HERE}/llaves", first)
    options = (await submit(visitor, f"{HERE}/llaves/reto")).json()
    assert len(options["excludeCredentials"]) == 1
    before = visitor.cookies["convoca"]
    added = await add_passkey(visitor, f"{HERE}/llaves", SoftAuthenticator(), name="Portátil")
    assert (added.status_code, added.headers["location"]) == (303, HERE)
    assert visitor.cookies["convoca"] != before
    page = (await visitor.get(HERE)).text
    assert ("Portátil" in page, len(removals(page))) == (True, 2)
    assert "Llave de acceso · Desde el" in page
    again = SoftAuthenticator()
    again.credential = first.credential
    known = await add_passkey(visitor, f"{HERE}/llaves", again)
    assert (known.status_code, "ya está en una cuenta" in known.text) == (422, True)


async def test_new_codes_replace_the_old_and_need_something_to_stand_for(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert (await submit(visitor, f"{HERE}/codigos")).status_code == 409
    await with_app(cast.pinula, signer)
    shown = [await submit(visitor, f"{HERE}/codigos") for _ in range(2)]
    assert f"Cuenta: {cast.pinula.email}<br>Hechos el " in shown[0].text
    sets = [set(re.findall(r"<li><code>([^<]+)</code>", answer.text)) for answer in shown]
    assert [len(one) for one in sets] == [10, 10]
    assert sets[0] & sets[1] == set()
    assert len(await fetch("SELECT FROM recovery_code")) == 10


async def test_nobody_takes_away_what_is_somebody_elses(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    await sign_in_as(visitor, cast.pinula)
    (address,) = removals((await visitor.get(HERE)).text)
    await sign_in_as(visitor, cast.mixco)
    elsewhere = address.replace("aplicaciones", "llaves")
    made_up = address.replace("aplicaciones", "tijeras")
    for one in (address, elsewhere, made_up):
        assert (await submit(visitor, one)).status_code == 404
    assert len(await fetch("SELECT FROM authenticator")) == 1


async def test_who_sat_down_at_an_open_browser_must_prove_who_they_are(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    await with_app(cast.pinula, signer)
    await sign_in_as(visitor, cast.pinula)
    await execute("UPDATE session SET fresh_at = $1", now() - timedelta(minutes=31))
    for answer in (await visitor.get(HERE), await submit(visitor, f"{HERE}/codigos")):
        assert answer.headers["location"].startswith("/confirmar?next=")


async def test_a_pile_of_second_steps_is_refused(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    for _ in range(20):
        await with_app(cast.pinula, signer)
    await sign_in_as(visitor, cast.pinula)
    answer = await add_passkey(visitor, f"{HERE}/llaves", SoftAuthenticator())
    assert (answer.status_code, "Son demasiadas" in answer.text) == (422, True)
