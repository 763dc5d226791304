"""The dashboard of outreach, by role."""

import re
from datetime import timedelta

import httpx
import pytest

from events.planning.domain import planning
from server.foundation.identity import SYSTEM
from tests.support.board_reading import OF_MARCH, TILE, card, page_of, read, rows
from tests.support.cast import Cast, sign_in_as
from tests.support.events import planned
from tests.support.promises import MARCH, promised, target
from tests.support.registers import AFTER, WORKSHOP_DAY, arrived, held, march, tallied


async def test_the_ledgers_stand_side_by_side_and_are_never_added(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    page = await page_of(visitor)
    assert [(read(name), read(number)) for name, number in TILE.findall(page)] == [
        ("Contactos", "12"),
        ("Personas únicas", "8–10"),
        ("Solo conteo", "7"),
        ("Indirecto", "no reportado"),
    ]
    assert "Cada cifra se lleva por aparte: nunca se suman entre sí." in page
    assert "«Antes» es 1 feb – 28 feb 2026" in page
    for figure in ("contactos", "personas", "conteo"):
        assert f'href="/alcance/como?cifra={figure}&amp;desde=2026-03-01' in page


async def test_each_ledger_is_compared_with_the_stretch_before(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    february = await held(WORKSHOP_DAY - timedelta(days=28))
    await tallied(february, 10)
    await march()
    await sign_in_as(visitor, cast.evaluator)
    page = await page_of(visitor)
    changes = [read(part) for part in re.findall(r'class="tile-note change.*?">(.*?)</dd>', page)]
    assert changes == [
        "2 más que antes (+20 %)",
        "no se sabe si más o menos que antes (10)",
        "3 menos que antes (−30 %)",
    ]


async def test_a_coordinator_sees_only_their_own_municipality(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    events = await march()
    await sign_in_as(visitor, cast.mixco)
    page = await page_of(visitor)
    assert rows(card(page, "Dónde")) == [["Mixco", "4", "4"]]
    assert rows(card(page, "Equidad"))[0][0] == "Mixco"
    assert f'href="/eventos/{events.forum}/registro"' in card(page, "Registros abiertos")
    assert (await visitor.get(f"/alcance?{OF_MARCH}&municipio=0103")).status_code == 422


async def test_an_evaluator_reads_everything_and_is_led_to_nothing_they_may_not_open(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    page = await page_of(visitor)
    assert "Los define la administración" in card(page, "Frente a las metas")
    assert "Hay 1 registro abierto" in card(page, "Registros abiertos")
    assert "/eventos/" not in page
    await sign_in_as(visitor, cast.admin)
    assert 'href="/ajustes/proyectos"' in card(await page_of(visitor), "Frente a las metas")


async def test_targets_are_held_against_their_figures(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await target(await promised(code="A", measure="unique", name_es="Personas"), 9, MARCH)
    exact = await promised(code="B", name_es="Operadores", measure="completions")
    await target(exact, 400, exact=True)
    await promised(code="C", name_es="Aliados")
    await sign_in_as(visitor, cast.evaluator)
    goals = card(await page_of(visitor), "Frente a las metas")
    lines = [read(part) for part in goals.split('<li class="goal">')[1:]]
    assert lines[0].startswith("Personas 1 mar – 31 mar 2026 8–10 meta: al menos 9 · 88–111 %")
    assert "Quizá cumplida" in lines[0]
    assert lines[1].startswith(
        "Operadores toda la vida del proyecto no reportado meta: exactamente"
    )
    assert lines[2].startswith("Aliados 12 Sin meta en estas fechas.")
    assert goals.count("chart-unreported") == 1


async def test_one_municipality_is_held_against_its_own_targets(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    indicator = await promised()
    for place in (None, "0108", "0103"):
        await target(indicator, 8, MARCH, municipality=place)
    await sign_in_as(visitor, cast.evaluator)
    page = await page_of(visitor, f"{OF_MARCH}&municipio=0108")
    goals = read(card(page, "Frente a las metas"))
    assert "Mixco · 1 mar – 31 mar 2026 4 meta: al menos 8" in goals
    assert "San José Pinula" not in goals
    assert '<a class="muni' not in card(page, "Dónde")
    assert len(rows(card(page, "Equidad"))) == 6


async def test_nothing_yet_says_what_to_do(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await planned(published=False)
    await sign_in_as(visitor, cast.admin)
    page = await page_of(visitor)
    assert "Todavía no hay nada que contar" in page
    assert 'href="/calendario"' in page
    assert "<table" not in page


async def test_empty_registers_and_missing_targets_say_what_to_do(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await held(WORKSHOP_DAY)
    indicator = await promised()
    await sign_in_as(visitor, cast.admin)
    page = await page_of(visitor)
    assert "nadie está en sus registros" in page
    assert f'<a href="/alcance/metas/{indicator.id}/nueva">Ponerle una meta</a>' in page
    await sign_in_as(visitor, cast.evaluator)
    assert "Ponerle una meta" not in await page_of(visitor)


async def test_other_days_without_activities_say_so(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await march()
    await sign_in_as(visitor, cast.admin)
    page = await page_of(visitor, "desde=2026-04-01&hasta=2026-04-30")
    assert "En estas fechas no ha comenzado ninguna actividad publicada." in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("plazo=fechas", "Falta la fecha."),
        ("plazo=siglo", "Elegir una de las opciones."),
        ("mapa=colores", "Elegir una de las opciones."),
        ("cada=hora", "Elegir una de las opciones."),
        ("desde=2026-03-31&hasta=2026-03-01", "El último día no puede ser anterior al primero."),
    ],
)
async def test_what_makes_no_sense_is_refused_with_a_sentence(
    visitor: httpx.AsyncClient, cast: Cast, asked: str, sentence: str
) -> None:
    await sign_in_as(visitor, cast.admin)
    page = await visitor.get(f"/alcance?{asked}")
    assert page.status_code == 422
    assert sentence in page.text
    assert 'class="tiles"' not in page.text


@pytest.mark.parametrize("stretch", ["", "plazo=anterior", "plazo=semestre", "plazo=anio"])
async def test_stretches_are_chosen_by_name(
    visitor: httpx.AsyncClient, cast: Cast, stretch: str
) -> None:
    await arrived(await held(WORKSHOP_DAY))
    await sign_in_as(visitor, cast.admin)
    page = await page_of(visitor, stretch)
    assert len(TILE.findall(page)) == 4
    assert "desde=" not in re.findall(r'href="(/alcance\?[^"]*mapa=tasa[^"]*)"', page)[0]


async def test_the_dashboard_speaks_english(visitor: httpx.AsyncClient, cast: Cast) -> None:
    workshop = await held(WORKSHOP_DAY)
    await planning.close(workshop, by=SYSTEM, at=AFTER)
    await sign_in_as(visitor, cast.admin)
    visitor.cookies.set("idioma", "en")
    page = await page_of(visitor)
    assert '<html lang="en">' in page
    assert "Q1 2026" in page
