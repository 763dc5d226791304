"""One's own account: name, language, password and sessions."""

from datetime import timedelta

import httpx
import pytest
from argon2 import PasswordHasher

from server.accounts.domain import passwords, sign_in
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.signing import Signer
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.second_steps import with_app

GOOD = "mango río ventana"
HERE = "/mi-cuenta"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords at a cost that is no good elsewhere."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", cheap)


async def test_everybody_reads_what_their_account_may_do(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    shown = (await visitor.get(HERE)).text
    assert [
        words in shown
        for words in ("Coordina", "San José Pinula", "Planificar, armar equipos", "Mixco", "Todos")
    ] == [True, True, True, False, False]
    await sign_in_as(visitor, cast.evaluator)
    shown = (await visitor.get(HERE)).text
    assert [words in shown for words in ("Evalúa", "Todos", "Ver cifras")] == [True, True, True]


async def test_the_menu_leads_to_it(visitor: httpx.AsyncClient, cast: Cast) -> None:
    assert f'href="{HERE}"' not in (await visitor.get("/")).text
    await sign_in_as(visitor, cast.evaluator)
    assert f'href="{HERE}"' in (await visitor.get("/")).text


async def test_a_name_and_a_language_are_kept_and_spoken_at_once(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, HERE, {"name": " Paula  P. ", "language": "en"})
    assert (answer.headers["location"], visitor.cookies["idioma"]) == (HERE, "en")
    assert 'lang="en"' in (await visitor.get(HERE)).text
    rows = await fetch("SELECT name, language FROM account WHERE id = $1", cast.pinula.account)
    assert tuple(rows[0]) == ("Paula P.", "en")


@pytest.mark.parametrize(
    "form", [{"name": "", "language": "es"}, {"name": "Paula", "language": "xx"}, {}]
)
async def test_what_cannot_be_kept_is_said(
    visitor: httpx.AsyncClient, cast: Cast, form: dict[str, str | list[str]]
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert (await submit(visitor, HERE, form)).status_code == 422


async def test_a_password_is_set_changed_and_removed(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    assert cast.pinula.account is not None
    await sign_in_as(visitor, cast.pinula)
    await sign_in.open_session(cast.pinula.account, at=now(), second=True)
    assert "no tiene contraseña" in (await visitor.get(HERE)).text
    assert "Poner una contraseña" in (await visitor.get(f"{HERE}/contrasena")).text
    weak = await submit(visitor, f"{HERE}/contrasena", {"password": "pinula2026"})
    assert (weak.status_code, "contiene el nombre" in weak.text) == (422, True)
    assert "pinula2026" not in weak.text
    assert (await submit(visitor, f"{HERE}/contrasena", {"password": GOOD})).status_code == 303
    assert len(await fetch("SELECT FROM session")) == 1
    assert "Cambiar la contraseña" in (await visitor.get(f"{HERE}/contrasena")).text
    assert (await submit(visitor, f"{HERE}/contrasena/retiro")).headers["location"] == HERE
    assert "no tiene contraseña" in (await visitor.get(HERE)).text


async def test_one_sees_where_one_is_signed_in_and_ends_what_one_does_not_know(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    assert cast.pinula.account is not None
    for n, browser in enumerate(("Firefox en Windows", "Safari en iPhone")):
        at = now() - timedelta(hours=n + 1)
        await sign_in.open_session(cast.pinula.account, at=at, second=True, browser=browser)
    await sign_in_as(visitor, cast.pinula)
    listed = (await visitor.get(f"{HERE}/sesiones")).text
    assert [words in listed for words in ("Firefox en Windows", "Navegador sin nombre")] == [
        True,
        True,
    ]
    rows = await fetch("SELECT handle FROM session WHERE browser = 'Safari en iPhone'")
    one = f"{HERE}/sesiones/{rows[0]['handle']}/cierre"
    assert (await submit(visitor, one)).status_code == 303
    assert (await submit(visitor, one)).status_code == 404
    for said in ("Se cerró 1 sesión.", "No había otra sesión abierta."):
        await submit(visitor, f"{HERE}/sesiones/cierre")
        assert said in (await visitor.get(f"{HERE}/sesiones")).text


async def test_a_browser_that_somebody_came_in_with_is_known_to_them(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    kept = await passwords.hashed(GOOD)
    await execute("UPDATE account SET password_hash = $1 WHERE role = 'evaluator'", kept)
    right: dict[str, str | list[str]] = {"email": "eva@convoca.test", "password": GOOD}
    assert (await submit(visitor, "/entrar", {**right, "password": "otra"})).status_code == 422
    assert "conocido" not in visitor.cookies
    assert (await submit(visitor, "/entrar", right)).status_code == 303
    known = visitor.cookies["conocido"]
    # Somebody else at the same network uses up what it is allowed.
    visitor.cookies.clear()
    for _ in range(12):
        last = await submit(visitor, "/entrar", {**right, "password": "otra"})
    assert (last.status_code, (await submit(visitor, "/entrar", right)).status_code) == (429, 429)
    visitor.cookies.set("conocido", known)
    assert (await submit(visitor, "/entrar", right)).status_code == 303


async def test_a_browser_is_not_known_before_the_second_step(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    kept = await passwords.hashed(GOOD)
    await execute("UPDATE account SET password_hash = $1 WHERE role = 'coordinator'", kept)
    form: dict[str, str | list[str]] = {"email": "pinula@convoca.test", "password": GOOD}
    assert (await submit(visitor, "/entrar", form)).status_code == 303
    assert "conocido" not in visitor.cookies


async def test_taking_a_second_step_away_ends_the_other_sessions(
    visitor: httpx.AsyncClient, cast: Cast, signer: Signer
) -> None:
    assert cast.evaluator.account is not None
    await with_app(cast.evaluator, signer)
    await sign_in_as(visitor, cast.evaluator)
    await sign_in.open_session(cast.evaluator.account, at=now(), second=True)
    app = (await fetch("SELECT id FROM authenticator"))[0]["id"]
    await submit(visitor, f"{HERE}/seguridad/aplicaciones/{app}/retiro")
    assert await fetch("SELECT FROM authenticator") == []
    assert len(await fetch("SELECT FROM session")) == 1
    assert (await visitor.get(HERE)).status_code == 200
