"""The page about what will be told in the next two weeks."""

import html
import re
from datetime import datetime

import httpx
import pytest

from notifications.domain.office import Office
from tests.support.cast import Cast, sign_in_as
from tests.support.coming_world import NOW, inhabited
from tests.support.events import SATURDAY, TODAY
from tests.support.reminding import rules_put_back
from tests.support.rounds import DAY, HOUR, accepted

HERE = "/avisos/proximos"
FORETOLD = (
    "Miércoles 9 de diciembre de 2026 3 avisos 07:00 Falta responder Navegar con cuidado, jue"
    " 10 dic, 16:00 San José Pinula Fito Fue Correo|Dora Díaz Solo lo verá en Convoca|20:45"
    " Recordatorio Se adelanta: hay horas de silencio Navegar con cuidado, sáb 12 dic, 05:30|06:00"
    " Recordatorio Espera: hay horas de silencio|Recordatorio de inscripción Con inscripción, mar"
    " 15 dic, 08:00 San José Pinula 2 inscripciones Correo|07:00 Resumen de la semana Paula"
    " Pinula Correo|avisos no llegan por ningún medio: solo se verán en Convoca."
)


def standing_still(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """What the page reads off the clock."""
    monkeypatch.setattr("notifications.web.ahead_pages.now", lambda: moment)


async def read(visitor: httpx.AsyncClient, narrowed: str = "") -> str:
    """The words of the page."""
    text = (await visitor.get(f"{HERE}{narrowed}")).text
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


async def test_by_days_it_says_who_is_told_what_when_and_by_which_way(
    visitor: httpx.AsyncClient, cast: Cast, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing_still(monkeypatch, NOW)
    await sign_in_as(visitor, cast.admin)
    async with rules_put_back():
        await inhabited(office)
        said = await read(visitor)
    assert [part for part in FORETOLD.split("|") if part not in said] == []


async def test_it_is_narrowed_by_kind_and_municipality(
    visitor: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing_still(monkeypatch, TODAY)
    await accepted()
    await sign_in_as(visitor, cast.admin)
    digests = await read(visitor, "?tipo=digest")
    assert (digests.count("07:00 Resumen"), "Ana Ayuda" in digests) == (2, False)
    monkeypatch.setattr("notifications.web.ahead_pages.MOST", 1)
    assert "Y 1 aviso más" in await read(visitor, "?tipo=digest")
    here = await read(visitor, "?municipio=0103")
    assert ("Ana Ayuda" in here, "07:00 Resumen" in here) == (True, False)
    nowhere = await read(visitor, "?municipio=0108")
    assert "no hay avisos previstos con estos filtros" in nowhere


async def test_who_coordinates_sees_their_municipalities_and_what_is_for_themselves(
    visitor: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing_still(monkeypatch, TODAY)
    await accepted()
    await sign_in_as(visitor, cast.mixco)
    assert "no hay avisos previstos." in await read(visitor)
    await sign_in_as(visitor, cast.pinula)
    seen = await read(visitor)
    assert ("Ana Ayuda Correo" in seen, "Paula Pinula Correo" in seen) == (True, True)


async def test_whoever_looks_after_no_notices_sees_none(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get(HERE)).status_code == 403


async def test_what_is_due_leaves_now(
    visitor: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await accepted()
    await sign_in_as(visitor, cast.admin)
    seen = []
    for moment in (SATURDAY - DAY - HOUR, SATURDAY - HOUR):
        standing_still(monkeypatch, moment)
        seen.append(re.findall(r"(\S+) Recordatorio", await read(visitor, "?tipo=reminder"))[-1])
    assert seen == ["09:00", "Ahora"]
