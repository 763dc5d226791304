"""Before something dangerous whoever sits there shows again who they are: everything that is so."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final
from urllib.parse import quote

import httpx
import pytest
from litestar import Litestar

from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.web.admission import handlers
from server.web.guards import FRESH, STILL_FRESH, May, lately
from tests.support.cast import Cast, sign_in_as, submit

DANGEROUS: Final = """
    GET,POST /ajustes/cuentas/nueva
    GET,POST /ajustes/cuentas/{account:uuid}
    POST     /ajustes/cuentas/{account:uuid}/baja
    POST     /ajustes/cuentas/{account:uuid}/correo
    POST     /ajustes/cuentas/{account:uuid}/enlace
    POST     /ajustes/cuentas/{account:uuid}/pasos
    POST     /ajustes/cuentas/{account:uuid}/regreso
    GET      /ajustes/datos/{account:uuid}
    GET      /ajustes/datos/{account:uuid}/archivo
    POST     /ajustes/datos/{account:uuid}/borrado
    GET,POST /ajustes/llaves/nueva
    POST     /ajustes/llaves/{token:uuid}/retiro
    GET,POST /ajustes/retencion/{rule:str}
    GET,POST /alcance/periodos/{period_id:uuid}/cierre
    GET,POST /alcance/publicaciones/lectores/{project_id:uuid}
    POST     /alcance/publicaciones/lectores/{project_id:uuid}/pausa
    POST     /alcance/publicaciones/lectores/{project_id:uuid}/plan
    POST     /alcance/publicaciones/lectores/{project_id:uuid}/reanudacion
    POST     /alcance/publicaciones/lectores/{project_id:uuid}/{reader_id:uuid}/retiro
    GET,POST /alcance/publicaciones/nueva
    POST     /alcance/publicaciones/previa
    POST     /alcance/publicaciones/{release_id:uuid}/retiro
    POST     /avisos/programas
    GET,POST /avisos/programas/{webhook:uuid}
    POST     /avisos/programas/{webhook:uuid}/pausa
    POST     /avisos/programas/{webhook:uuid}/prueba
    POST     /avisos/programas/{webhook:uuid}/reanudacion
    POST     /avisos/programas/{webhook:uuid}/retiro
    POST     /avisos/programas/{webhook:uuid}/secreto
    GET,POST /mi-cuenta/contrasena
    POST     /mi-cuenta/contrasena/retiro
    GET      /mi-cuenta/seguridad
    GET,POST /mi-cuenta/seguridad/aplicacion
    POST     /mi-cuenta/seguridad/codigos
    POST     /mi-cuenta/seguridad/llaves
    POST     /mi-cuenta/seguridad/llaves/reto
    POST     /mi-cuenta/seguridad/{kind:str}/{way:uuid}/retiro
"""
# What administrators, and everybody in their own account, change without showing who they are:
# it can be changed back, or makes things safer.
HARMLESS: Final = (
    "/ajustes/apoyo/", "/ajustes/auditoria/verificacion", "/ajustes/necesidades/",
    "/ajustes/preguntas/", "/ajustes/proyectos/", "/ajustes/tipos/", "/alcance/metas/",
    "/avisos/canales/", "/avisos/reglas/", "/mi-cuenta/sesiones/",
)  # fmt: skip
HARMLESS_PAGES: Final = {"/mi-cuenta"}
NAMES: Final = {
    "{rule:str}": "registrations",
    "{kind:str}": "aplicaciones",
    "uuid": "00000000-0000-7000-8000-000000000000",
}


def written() -> list[tuple[str, str]]:
    """The list, one method at a time."""
    lines = [line.split() for line in DANGEROUS.strip().splitlines()]
    return [(method, address) for methods, address in lines for method in methods.split(",")]


def guards(handler: Any) -> list[Any]:
    return [guard for layer in handler.ownership_layers for guard in layer.guards or ()]


def routes(app: Litestar) -> Iterator[tuple[str, str, list[Any]]]:
    """Every method of every page, with its guards."""
    for path, handler in handlers(app):
        for method in handler.http_methods - {"HEAD", "OPTIONS"}:
            if not path.startswith("/api/"):
                yield method, path, guards(handler)


def filled(address: str) -> str:
    parts = address.split("/")
    return "/".join(
        NAMES.get(part, NAMES["uuid"] if part.endswith(":uuid}") else part) for part in parts
    )


async def last_proved(ago: timedelta) -> None:
    """Who is signed in last showed who they are so long ago."""
    await execute("UPDATE session SET fresh_at = $1", now() - ago)


async def refused(visitor: httpx.AsyncClient, method: str, address: str) -> str:
    """Where it is confirmed who asks; nothing for who need not confirm it."""
    if method == "GET":
        answer = await visitor.get(address)
    else:
        answer = await submit(visitor, address)
    leads = answer.headers.get("location", "")
    return leads if leads.startswith("/confirmar") else ""


def test_the_list_holds_every_act_that_is_guarded(app: Litestar) -> None:
    guarded = {(method, path) for method, path, told in routes(app) if lately in told}
    assert sorted(guarded) == sorted(written())


def test_nothing_that_administrators_change_is_forgotten(app: Litestar) -> None:
    listed = {address for _method, address in written()}
    forgotten = {
        path
        for method, path, told in routes(app)
        if method == "POST" and (path.startswith("/mi-cuenta") or administers(told))
        if path not in listed | HARMLESS_PAGES and not path.startswith(HARMLESS)
    }
    assert forgotten == set()


def administers(told: list[Any]) -> bool:
    return any("administer" in guard.actions for guard in told if isinstance(guard, May))


async def test_who_did_not_lately_show_who_they_are_does_so_first(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    await last_proved(STILL_FRESH + timedelta(seconds=5))
    before = await fetch("SELECT FROM audit_entry")
    leads = {
        (method, address): await refused(visitor, method, filled(address))
        for method, address in written()
    }
    assert leads == {
        (method, address): f"/confirmar?next={quote(filled(address) if method == 'GET' else '/')}"
        for method, address in written()
    }
    assert len(await fetch("SELECT FROM audit_entry")) == len(before)


async def test_who_did_is_let_through(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.admin)
    kept = {**visitor.cookies}
    for method, address in written():
        # Some of these end sessions, or give this one another secret.
        if method == "GET":
            visitor.cookies.update(kept)
            assert await refused(visitor, method, filled(address)) == "", address


async def test_a_form_may_be_filled_in_for_longer_than_it_is_offered(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    await last_proved(FRESH + timedelta(seconds=5))
    form = "/ajustes/llaves/nueva"
    assert [await refused(visitor, method, form) != "" for method in ("GET", "POST")] == [
        True,
        False,
    ]


async def test_a_form_that_came_too_late_leads_back_to_its_page_and_says_so(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    await last_proved(STILL_FRESH + timedelta(seconds=5))
    visitor.headers["referer"] = "http://convoca.test/ajustes/llaves?vista=1"
    answer = await submit(visitor, "/ajustes/llaves/nueva")
    assert answer.headers["location"] == "/confirmar?next=/ajustes/llaves%3Fvista%3D1"
    said = (await visitor.get(answer.headers["location"])).text
    assert "Todavía no se hizo nada" in said
    assert 'name="next" value="/ajustes/llaves?vista=1"' in said


@pytest.mark.parametrize("referer", ["https://evil.example/x", "//evil.example/x", "nonsense"])
async def test_nobody_is_led_away(visitor: httpx.AsyncClient, cast: Cast, referer: str) -> None:
    await sign_in_as(visitor, cast.admin)
    await last_proved(STILL_FRESH + timedelta(seconds=5))
    visitor.headers["referer"] = referer
    answer = await submit(visitor, "/ajustes/llaves/nueva")
    assert "evil" not in (await visitor.get(answer.headers["location"])).text


async def test_a_session_that_never_showed_it_is_not_let_through(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    await execute("UPDATE session SET fresh_at = NULL")
    assert await refused(visitor, "GET", "/mi-cuenta/contrasena") != ""
    assert await accounts.by_email("admin@convoca.test") is not None
