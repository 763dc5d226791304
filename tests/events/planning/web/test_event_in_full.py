"""Everything that an event can be, written in the form and shown on its page."""

import re
from typing import Any
from uuid import UUID

import httpx
import pytest

from events.planning.domain import agenda
from events.planning.domain.event import Material
from server.foundation.database import execute
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned
from tests.support.programmes import programme

WRITTEN: dict[str, Any] = {
    "title": "Cine con socios",
    "kind": "film-forum",
    "municipality": "0103",
    "audiences": ["adolescents"],
    "day": "2027-03-06",
    "starts": "10:00",
    "ends": "11:30",
    "zone": "America/New_York",
    "modality": "blended",
    "meeting_url": "https://meet.example/abc",
    "project": "general",
    "detail-film-forum-film": "Ixcanul",
    "detail-film-forum-rating": "A partir de 15 años",
    "detail-theatre-cast": "no se pregunta",
    "material-1-label": "Guía",
    "material-1-link": "https://docs.example/guia",
    "material-1-version": "v3",
    "material-4-label": "Proyector",
    "cost": "Q1,250.50",
    "travel_note": "Bus 15",
    "notes": "Llevar cable",
}


@pytest.fixture
async def coordinator(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser in which Paula Pinula is signed in."""
    await sign_in_as(visitor, cast.pinula)
    return visitor


async def saved(visitor: httpx.AsyncClient, **changes: Any) -> agenda.Event:
    answer = await submit(visitor, "/eventos/nuevo", {**WRITTEN, **changes})
    assert answer.status_code == 303, re.findall(r'class="error"[^>]*>.*?</p>', answer.text)
    return await agenda.event(UUID(answer.headers["location"].rpartition("/")[2]))


async def refused(visitor: httpx.AsyncClient, **changes: Any) -> dict[str, str]:
    """The sentences of the summary, by field."""
    answer = await submit(visitor, "/eventos/nuevo", {**WRITTEN, **changes})
    assert answer.status_code == 422
    return dict(re.findall(r'<a href="#f-([\w-]+)">([^<]+)</a>', answer.text))


async def test_all_of_an_event_is_written_in_the_form(coordinator: httpx.AsyncClient) -> None:
    school = await programme()
    event = await saved(coordinator, programme=str(school), programme_position="3")
    assert (event.zone, event.starts_at.isoformat()) == (
        "America/New_York",
        "2027-03-06T15:00:00+00:00",
    )
    assert event.details == {"film": "Ixcanul", "rating": "A partir de 15 años"}
    assert event.materials == [
        Material(label="Guía", link="https://docs.example/guia", version="v3"),
        Material(label="Proyector"),
    ]
    assert (str(event.cost), event.travel_note, event.notes) == (
        "1250.50",
        "Bus 15",
        "Llevar cable",
    )
    assert (event.programme, event.programme_position) == (school, 3)


async def test_all_of_an_event_is_on_its_page(coordinator: httpx.AsyncClient) -> None:
    school = await programme(cohort="Jóvenes 2027")
    event = await saved(coordinator, programme=str(school), programme_position="3")
    page = (await coordinator.get(f"/eventos/{event.id}")).text
    for told in (
        "(Nueva York)",
        "En Guatemala: sábado 6 de marzo de 2027, 09:00–10:30",
        "https://meet.example/abc",
        "Mixta",
        "<dt>Película</dt><dd>Ixcanul</dd>",
        "<dt>Clasificación</dt><dd>A partir de 15 años</dd>",
        '<a href="https://docs.example/guia" rel="noreferrer noopener">Guía</a>',
        "Q1,250.50",
        "Bus 15",
        "Llevar cable",
        f'<a href="/programas/{school}">Escuela de liderazgo · Jóvenes 2027</a>',
        "Sesión 3",
        f'href="/eventos/{event.id}/mover"',
        f'href="/eventos/nuevo?clon={event.id}"',
        f'href="/series/nueva?evento={event.id}"',
        'action="/plantillas"',
    ):
        assert told in page


async def test_an_event_at_home_shows_one_clock(coordinator: httpx.AsyncClient) -> None:
    page = (await coordinator.get(f"/eventos/{await planned()}")).text
    span = 'sábado 5 de diciembre de 2026, <span class="nowrap">09:00–12:00</span>'
    assert (span in page, "En Guatemala:" in page) == (True, False)


async def test_the_form_shows_both_clocks_abroad(coordinator: httpx.AsyncClient) -> None:
    event = await saved(coordinator)
    form = (await coordinator.get(f"/eventos/{event.id}/editar")).text
    assert "En Guatemala: sábado 6 de marzo de 2027, 09:00–10:30" in form
    assert '<option value="America/New_York" selected>Nueva York</option>' in form
    assert "En Guatemala:" not in (await coordinator.get("/eventos/nuevo")).text


async def test_another_zone_keeps_the_hours_that_were_written(
    coordinator: httpx.AsyncClient,
) -> None:
    event = await saved(coordinator)
    moved = {**WRITTEN, "zone": "Europe/Madrid", "seen": event.changed_at.isoformat()}
    await submit(coordinator, f"/eventos/{event.id}/editar", moved)
    after = await agenda.event(event.id)
    assert (after.starts_at.isoformat(), after.sequence) == ("2027-03-06T09:00:00+00:00", 1)


WRONG: list[tuple[dict[str, str], dict[str, str]]] = [
    ({"zone": "Mars/Olympus"}, {"zone": "Zona horaria: Esa zona horaria no existe."}),
    (
        {"detail-film-forum-rating": "Para nadie"},
        {"detail-film-forum-rating": "Elegir una de las opciones."},
    ),
    (
        {"detail-film-forum-film": "x" * 201},
        {"detail-film-forum-film": "Tiene más de 200 caracteres."},
    ),
    ({"material-4-label": "", "material-4-version": "2"}, {
        "material-4-label": "Falta el nombre del material."
    }),
    ({"material-1-link": "ftp://a"}, {
        "material-1-link": "El enlace debe empezar con https:// o http://"
    }),
    ({"cost": "doce"}, {"cost": "Costo: Escribir el monto en quetzales, por ejemplo 1,250.50."}),
    ({"travel_note": "x" * 301}, {"travel_note": "Nota de viaje: Tiene más de 300 caracteres."}),
    ({"programme": "x"}, {"programme": "Programa formativo: Elegir una de las opciones."}),
    ({"programme_position": "0"}, {
        "programme_position": "Sesión: Debe ser un número entero de 1 a 200."
    }),
    ({"notes": "Seguimiento del caso 12"}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), WRONG)
async def test_mistakes_are_named_and_everything_typed_is_kept(
    coordinator: httpx.AsyncClient, changes: dict[str, str], said: dict[str, str]
) -> None:
    told = await refused(coordinator, **changes)
    assert told == said or list(told) == list(changes)
    answer = await submit(coordinator, "/eventos/nuevo", {**WRITTEN, "title": ""})
    kept = re.findall(
        r'name="(material-\d-\w+|cost|detail-film-forum-film)"[^>]* value="([^"]+)"', answer.text
    )
    assert kept == [
        ("detail-film-forum-film", "Ixcanul"),
        ("material-1-label", "Guía"),
        ("material-1-link", "https://docs.example/guia"),
        ("material-1-version", "v3"),
        ("material-4-label", "Proyector"),
        ("cost", "Q1,250.50"),
    ]
    assert '<option value="A partir de 15 años" selected>' in answer.text


async def test_a_taken_position_is_told_beside_it(coordinator: httpx.AsyncClient) -> None:
    school = await programme()
    await planned(programme=school, programme_position=1)
    told = await refused(coordinator, programme=str(school), programme_position="1")
    assert told == {
        "programme_position": "Sesión: La sesión 1 de «Escuela de liderazgo»"
        " ya es «Navegar con cuidado»."
    }


async def test_another_kind_leaves_the_answers_of_the_old_one(
    coordinator: httpx.AsyncClient,
) -> None:
    event = await saved(coordinator)
    await submit(coordinator, f"/eventos/{event.id}/editar", {**WRITTEN, "kind": "theatre"})
    assert (await agenda.event(event.id)).details == {"cast": "no se pregunta"}


async def test_questions_follow_the_chip_of_their_kind(coordinator: httpx.AsyncClient) -> None:
    form = (await coordinator.get("/eventos/nuevo")).text
    assert re.findall(r'data-kind="([\w-]+)"', form) == ["film-forum", "theatre"]
    behind = r'value="([\w-]+)"[^>]*>(?:(?!<input).)*?<fieldset class="kind-questions"'
    assert re.findall(behind, form, re.DOTALL) == ["film-forum", "theatre"]


async def test_an_answer_that_is_no_longer_offered_can_be_saved_again(
    coordinator: httpx.AsyncClient,
) -> None:
    event = await saved(coordinator)
    await execute('UPDATE event SET details = \'{"rating": "C"}\'')
    form = (await coordinator.get(f"/eventos/{event.id}/editar")).text
    assert '<option value="C" selected>C</option>' in form
    again = {**WRITTEN, "detail-film-forum-rating": "C"}
    answer = await submit(coordinator, f"/eventos/{event.id}/editar", again)
    assert answer.status_code == 303
    assert (await refused(coordinator, **{"detail-film-forum-rating": "C"})) != {}
