"""Writing venues down on the pages."""

import httpx
import pytest

from events.planning.domain import venues
from tests.support.cast import Cast, sign_in_as, submit

HALL: dict[str, str | list[str]] = {
    "name": "Salón comunal",
    "municipality": "0103",
    "address": "Junto a la iglesia",
    "capacity": "60",
}


async def test_a_coordinator_writes_a_venue_down(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert "Todavía no hay lugares" in (await visitor.get("/lugares")).text
    form = await visitor.get("/lugares/nuevo")
    assert (form.status_code, 'value="0108"' in form.text) == (200, False)
    saved = await submit(visitor, "/lugares/nuevo", HALL)
    assert (saved.status_code, saved.headers["location"]) == (303, "/lugares")
    listed = (await visitor.get("/lugares")).text
    assert ("Lugar guardado." in listed, "Salón comunal" in listed) == (True, True)


@pytest.mark.parametrize("box", ["step_free", "confidential"])
async def test_a_box_that_was_ticked_counts(
    visitor: httpx.AsyncClient, cast: Cast, box: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    form = (await visitor.get("/lugares/nuevo")).text
    value = form.split(f'name="{box}" value="')[1].split('"')[0]
    await submit(visitor, "/lugares/nuevo", {**HALL, box: value})
    (venue,) = await venues.places()
    assert {"step_free": venue.step_free, "confidential": venue.confidential} == {
        "step_free": box == "step_free",
        "confidential": box == "confidential",
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Falta este dato."),
        ({"name": "x" * 121}, "Tiene más de 120 caracteres."),
        ({"municipality": "0108"}, "Elegir una de las opciones."),
        ({"capacity": "muchas"}, "Debe ser un número entero de 1 a 100,000."),
        ({"capacity": "0"}, "Debe ser un número entero de 1 a 100,000."),
    ],
)
async def test_a_wrong_venue_keeps_what_was_typed(
    visitor: httpx.AsyncClient, cast: Cast, changes: dict[str, str], said: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, "/lugares/nuevo", {**HALL, **changes, "step_free": "on"})
    assert (answer.status_code, said in answer.text) == (422, True)
    assert 'value="Junto a la iglesia"' in answer.text
    assert 'name="step_free" value="on" checked' in answer.text
    assert await venues.places() == []


async def test_a_name_that_is_taken_is_told_beside_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, "/lugares/nuevo", HALL)
    answer = await submit(visitor, "/lugares/nuevo", HALL)
    assert (answer.status_code, len(await venues.places())) == (422, 1)
    assert "Ya hay un lugar con ese nombre en el municipio." in answer.text


async def test_venues_are_nobody_elses_business(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, "/lugares/nuevo", HALL)
    await sign_in_as(visitor, cast.mixco)
    assert "Salón comunal" not in (await visitor.get("/lugares")).text
    await sign_in_as(visitor, cast.evaluator)
    assert [(await visitor.get(f"/lugares{path}")).status_code for path in ("", "/nuevo")] == [
        403,
        403,
    ]
