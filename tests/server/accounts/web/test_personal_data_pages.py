"""Handing over and erasing data of people, and how long things are kept, on pages."""

import io
import json
import zipfile
from typing import Any

import httpx
import pytest

from server.foundation.database import execute, fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper

pytestmark = pytest.mark.usefixtures("db")


def parts(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """What a ZIP holds, by what it is called."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["datos.json", "datos.html"]
        assert "Lo que Convoca guarda de" in archive.read("datos.html").decode()
        told = json.loads(archive.read("datos.json"))
    return {part["what"]: part["rows"] for part in told["held"]}


async def test_everybody_takes_their_own_data_home(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/mi-cuenta/datos")).text
    assert ("Turnos e invitaciones" in page, "Medios de contacto" in page) == (True, True)
    answer = await visitor.get("/mi-cuenta/datos/archivo")
    assert answer.headers["content-type"] == "application/zip"
    held = parts(answer.content)
    assert held["Cuenta"][0]["email"] == "pinula@convoca.test"
    assert held["Municipios que coordina"] == [{"municipality": "0103"}]
    assert held["Lo que hizo, según la auditoría"][0]["act"] == "session.opened"
    told = await fetch("SELECT account FROM audit_entry WHERE act = 'person.exported'")
    assert [row["account"] for row in told] == [cast.pinula.account]


async def test_an_administrator_finds_hands_over_and_erases(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await helper("Ana Ayuda")
    await sign_in_as(visitor, cast.admin)
    assert "Nadie se llama así" in (await visitor.get("/ajustes/datos?q=zzz")).text
    found = (await visitor.get("/ajustes/datos?q=AYUDA")).text
    (row,) = await fetch("SELECT id FROM account WHERE name = 'Ana Ayuda'")
    base = f"/ajustes/datos/{row['id']}"
    assert f'href="{base}"' in found
    page = (await visitor.get(base)).text
    assert ("Lo que se borraría" in page, "Lo que quedaría, y por qué" in page) == (True, True)
    held = parts((await visitor.get(f"{base}/archivo")).content)
    assert held["Constancias verificadas"][0]["kind"] == "renas"

    wrong = await submit(visitor, f"{base}/borrado", {"why": "asked", "email": "otra@convoca.test"})
    assert (wrong.status_code, "No es el correo de esta cuenta" in wrong.text) == (422, True)
    assert 'value="asked" selected' in wrong.text
    await execute("UPDATE account SET role = 'facilitator' WHERE id = $1", cast.mixco.account)
    answer = await submit(visitor, f"{base}/borrado", {"why": "asked", "email": "ana@convoca.test"})
    assert answer.headers["location"] == "/ajustes/datos"
    assert (await visitor.get(base)).status_code == 404
    assert "Ana Ayuda" not in (await visitor.get("/personas")).text
    trail = (await visitor.get("/ajustes/auditoria")).text
    assert "borró los datos de una persona" in trail


async def test_nobody_erases_themselves(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.admin)
    address = f"/ajustes/datos/{cast.admin.account}/borrado"
    answer = await submit(visitor, address, {"why": "left", "email": "admin@convoca.test"})
    assert answer.status_code == 422
    assert (await fetch("SELECT FROM account WHERE erased_at IS NOT NULL")) == []


async def test_a_session_that_did_not_prove_itself_lately_is_asked_first(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    await execute("UPDATE session SET fresh_at = fresh_at - interval '1 day'")
    for address in (f"/ajustes/datos/{cast.mixco.account}", "/ajustes/retencion/accounts.audit"):
        answer = await visitor.get(address)
        assert (answer.status_code, answer.headers["location"][:10]) == (303, "/confirmar")


async def test_periods_are_shown_and_changed_within_limits(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get("/ajustes/retencion")).text
    assert "Auditoría: quién hizo o miró qué" in page
    rule = "/ajustes/retencion/attendance.contacts"
    assert 'value="7"' in (await visitor.get(rule)).text
    refused = await submit(visitor, rule, {"days": "8"})
    assert (refused.status_code, 'value="8"' in refused.text) == (422, True)
    assert (await submit(visitor, rule, {"days": "siete"})).status_code == 422
    told = await submit(visitor, rule, {"days": "3"})
    assert (told.status_code, "Todavía no está guardado." in told.text) == (200, True)
    assert "7 días" in (await visitor.get("/ajustes/retencion")).text
    other = await submit(visitor, rule, {"days": "2", "seen": "3"})
    assert "Todavía no está guardado." in other.text
    assert (await submit(visitor, rule, {"days": "3", "seen": "3"})).status_code == 303
    assert "3 días" in (await visitor.get("/ajustes/retencion")).text
    assert (await visitor.get("/ajustes/retencion/nada")).status_code == 404
    assert (await submit(visitor, rule, {"days": "4"})).status_code == 303
    assert (await submit(visitor, "/ajustes/retencion/nada", {"days": "3"})).status_code == 404


async def test_how_much_a_shorter_period_takes_is_said_first(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    await execute(
        "INSERT INTO bucket (key, started_at, used) VALUES ('x', now() - interval '30 hours', 1)"
    )
    await submit(visitor, "/ajustes/retencion/accounts.attempts", {"days": "7"})
    page = (await submit(visitor, "/ajustes/retencion/accounts.attempts", {"days": "1"})).text
    told = "se borraría 1 esta noche. No se puede deshacer."
    assert ("Con 1 día:" in page, told in page, 'name="seen" value="1"' in page) == (True,) * 3
