"""The page of forecasts, as a coordinator opens it."""

import httpx

from tests.support.cast import Cast, sign_in_as
from tests.support.crew import helper
from tests.support.events import planned
from tests.volunteers.assignments.domain.test_lapses import hold


async def test_a_coordinator_sees_what_lapses_and_what_to_teach(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned(audiences=("children",), topics=("social-network-risks",))
    await hold(event, await helper("Ana Ayuda", cleared_until=None))
    caro = await helper("Caro Clara", role="assistant")
    await sign_in_as(visitor, cast.pinula)
    shown = await visitor.get("/turnos/pronosticos")
    assert f'Podrían formarse: <a href="/personas/{caro}">Caro Clara</a>' in shown.text
    assert "No hay ninguna verificada; hace falta hasta el" in shown.text
    assert "Riesgos de las redes sociales" in shown.text
    listed = (await visitor.get("/turnos/pronosticos/capacitacion.csv")).text.splitlines()
    assert listed[1].startswith("Riesgos de las redes sociales,San José Pinula,1,1,Ana Ayuda")


async def test_where_all_is_well_the_page_says_so(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    shown = await visitor.get("/turnos/pronosticos")
    assert "Nada se vence antes de tiempo" in shown.text
    assert "No falta nadie" in shown.text


async def test_nobody_else_opens_it(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get("/turnos/pronosticos")).status_code == 403
