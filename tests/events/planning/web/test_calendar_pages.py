"""The sheet of a month, as a coordinator sees it."""

import httpx

from tests.support.cast import Cast, person, sign_in_as
from tests.support.events import planned


async def test_a_day_leads_to_a_new_event_on_it(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    sheet = (await visitor.get("/calendario?mes=2026-12")).text
    assert 'href="/eventos/nuevo?dia=2026-12-05&amp;municipio=0103"' in sheet
    assert 'aria-label="Nueva actividad el sábado 5 de diciembre"' in sheet
    assert sheet.count('class="day-add"') == 35


async def test_an_empty_month_says_so(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    empty = "Nada planificado en este mes"
    assert empty in (await visitor.get("/calendario?mes=2026-12")).text
    await planned()
    assert empty not in (await visitor.get("/calendario?mes=2026-12")).text


async def test_the_month_says_how_much_it_holds(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    await planned()
    assert ">1 actividad</p>" in (await visitor.get("/calendario?mes=2026-12")).text
    await planned(published=False)
    sheet = (await visitor.get("/calendario?mes=2026-12")).text
    assert ">2 actividades, 1 en borrador</p>" in sheet


async def test_who_coordinates_several_places_chooses_among_them(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    both = await person("dos@convoca.test", "Dora Dos", "coordinator", "0103", "0108")
    await sign_in_as(visitor, both)
    await planned()
    await planned(municipality="0108", title="Otra cosa")
    whole = (await visitor.get("/calendario?mes=2026-12")).text
    assert 'href="/calendario?mes=2026-12&amp;municipio=0108"' in whole
    assert ("Navegar con cuidado" in whole, "Otra cosa" in whole) == (True, True)
    one = (await visitor.get("/calendario?mes=2026-12&municipio=0108")).text
    assert ("Navegar con cuidado" in one, "Otra cosa" in one) == (False, True)
    await sign_in_as(visitor, cast.pinula)
    assert 'class="places"' not in (await visitor.get("/calendario?mes=2026-12")).text
