"""Where administrators keep the projects."""

import httpx
import pytest

from events.planning.domain import projects
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned
from tests.support.programmes import programme
from tests.support.series import repeated

HERE = "/ajustes/proyectos"
PROJECT: dict[str, str | list[str]] = {
    "name": "Creciendo en Paz", "donor": "INL", "starts_on": "2026-01-01",
    "ends_on": "2026-12-31", "budget": "Q125,000.50", "currency": "GTQ",
    "places": ["0103", "0108"],
}  # fmt: skip


@pytest.fixture
async def admin(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser of the administrator's."""
    await sign_in_as(visitor, cast.admin)
    return visitor


async def test_an_administrator_writes_a_project_down(admin: httpx.AsyncClient) -> None:
    saved = await submit(admin, f"{HERE}/nuevo", PROJECT)
    assert (saved.status_code, saved.headers["location"]) == (303, f"{HERE}/creciendo-en-paz")
    listed = (await admin.get(HERE)).text
    words = ("Creciendo en Paz", "INL", "1 ene 2026 – 31 dic 2026", "Q125,000.50")
    assert [word in listed for word in words] == [True] * 4


async def test_the_form_of_a_project_holds_what_it_is(admin: httpx.AsyncClient) -> None:
    await submit(admin, f"{HERE}/nuevo", PROJECT)
    form = (await admin.get(f"{HERE}/creciendo-en-paz")).text
    assert 'value="125,000.50"' in form
    changed = await submit(admin, f"{HERE}/creciendo-en-paz", {**PROJECT, "donor": "Otro"})
    assert changed.status_code == 303
    assert (await projects.project("creciendo-en-paz")).donor == "Otro"


async def test_every_mistake_of_a_project_is_said_at_once(admin: httpx.AsyncClient) -> None:
    wrong = {**PROJECT, "budget": "mucho", "ends_on": "2025-01-01", "donor": "x" * 121}
    page = (await submit(admin, f"{HERE}/nuevo", wrong)).text
    said = (
        "Escribir el monto como 1,250.50.", "El último día no puede ser anterior al primero.",
        "Tiene más de 120 caracteres.",
    )  # fmt: skip
    assert [sentence in page for sentence in said] == [True] * 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Falta este dato."),
        ({"name": "General"}, "Ya hay un proyecto con ese nombre."),
        ({"budget": "mucho"}, "Escribir el monto como 1,250.50."),
        ({"ends_on": "2025-01-01"}, "El último día no puede ser anterior al primero."),
        ({"currency": "ABC"}, "Elegir una de las opciones."),
    ],
)
async def test_a_wrong_project_keeps_what_was_typed(
    admin: httpx.AsyncClient, changes: dict[str, str], said: str
) -> None:
    answer = await submit(admin, f"{HERE}/nuevo", {**PROJECT, **changes})
    assert (answer.status_code, said in answer.text, 'value="INL"' in answer.text) == (
        422,
        True,
        True,
    )


async def test_a_wrong_change_is_refused_in_the_same_form(admin: httpx.AsyncClient) -> None:
    await submit(admin, f"{HERE}/nuevo", PROJECT)
    answer = await submit(admin, f"{HERE}/creciendo-en-paz", {**PROJECT, "name": "General"})
    assert (answer.status_code, "Ya hay un proyecto" in answer.text) == (422, True)


async def test_periods_are_laid_out_on_the_page(admin: httpx.AsyncClient) -> None:
    await submit(admin, f"{HERE}/nuevo", PROJECT)
    await submit(admin, f"{HERE}/creciendo-en-paz/periodos", {"every": "half"})
    page = (await admin.get(f"{HERE}/creciendo-en-paz")).text
    assert "1 jul 2026 – 31 dic 2026" in page


@pytest.mark.parametrize(
    ("slug", "every", "said"),
    [
        ("creciendo-en-paz", "siglo", "Elegir una de las opciones."),
        ("general", "year", "Faltan las fechas del proyecto."),
    ],
)
async def test_what_cannot_be_laid_out_says_why(
    admin: httpx.AsyncClient, slug: str, every: str, said: str
) -> None:
    await submit(admin, f"{HERE}/nuevo", PROJECT)
    answer = await submit(admin, f"{HERE}/{slug}/periodos", {"every": every})
    assert (answer.status_code, said in answer.text) == (422, True)


async def test_a_project_is_retired_and_its_event_keeps_it(admin: httpx.AsyncClient) -> None:
    await submit(admin, f"{HERE}/nuevo", PROJECT)
    event = await planned(project="creciendo-en-paz")
    series = await repeated(project="creciendo-en-paz")
    school = await programme(project="creciendo-en-paz")
    await submit(admin, f"{HERE}/creciendo-en-paz/retiro")
    option = '<option value="creciendo-en-paz"'
    pages = {
        "/eventos/nuevo": False, "/series/nueva": False, "/programas/nuevo": False,
        f"/eventos/{event}/editar": True, f"/series/{series}/editar?alcance=todas": True,
        f"/programas/{school}/editar": True, "/calendario": True,
    }  # fmt: skip
    assert {page: option in (await admin.get(page)).text for page in pages} == pages
    assert "Creciendo en Paz" in (await admin.get(f"/eventos/{event}")).text
    await submit(admin, f"{HERE}/creciendo-en-paz/regreso")
    assert option in (await admin.get("/eventos/nuevo")).text


async def test_projects_are_only_the_administrators_business(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.mixco)
    addresses = (HERE, f"{HERE}/nuevo", f"{HERE}/general")
    assert [(await visitor.get(address)).status_code for address in addresses] == [403] * 3
