"""Planning an event by one line, which is shown as understood first."""

import re
from datetime import timedelta
from html import unescape

import httpx
import pytest

from events.planning.domain import agenda, venues
from events.planning.domain.when import local_day
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, person, sign_in_as, submit
from tests.support.events import TODAY

ZONE = "America/Guatemala"
LINE = "cineforo «Una tarde», San José Pinula, 5 de diciembre de 2026 9:00–11:00, 40 personas"
EVERYWHERE = (now() - timedelta(days=9999), now() + timedelta(days=9999))


@pytest.fixture
async def planner(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser of who coordinates San José Pinula."""
    await sign_in_as(visitor, cast.pinula)
    return visitor


def hidden(page: str, name: str) -> str:
    """The value that a field was given last."""
    return unescape(re.findall(rf'name="{name}" [^>]*?value="([^"]*)"', page)[-1])


def link(page: str, beginning: str) -> str:
    """The address on the page that begins so."""
    return unescape(page.split(f'href="{beginning}')[1].split('"', maxsplit=1)[0])


async def test_the_page_begins_with_examples(planner: httpx.AsyncClient) -> None:
    page = (await planner.get("/calendario/rapido")).text
    assert ("Por ejemplo" in page, "Guardar como borrador" in page) == (True, False)
    example = link(page, "/calendario/rapido")
    again = await planner.get(f"/calendario/rapido{example}")
    assert 'value="cineforo en Mixco sábado 9:00–11:00, 40 personas"' in again.text


async def test_a_line_is_shown_as_it_was_understood_and_kept(planner: httpx.AsyncClient) -> None:
    shown = await submit(planner, "/calendario/rapido", {"linea": LINE})
    page = shown.text
    assert shown.status_code == 200
    for words in ("sábado 5 de diciembre de 2026", "09:00–11:00 (2 h)", "«5 de diciembre de 2026»",
                  "Cineforo", "40 personas", "«San José Pinula»"):  # fmt: skip
        assert words in page
    assert await agenda.between(*EVERYWHERE) == []
    sent: dict[str, str | list[str]] = {name: hidden(page, name) for name in ("linea", "dicha")}
    sent["guardar"] = "1"
    kept = await submit(planner, "/calendario/rapido", sent)
    (event,) = await agenda.between(*EVERYWHERE)
    assert (kept.status_code, kept.headers["location"]) == (303, f"/eventos/{event.id}")
    assert (event.title, event.kind, event.capacity) == ("Una tarde", "film-forum", 40)
    assert (event.status, event.starts_at.isoformat()) == ("draft", "2026-12-05T15:00:00+00:00")


async def form_of(planner: httpx.AsyncClient, line: str, **more: str) -> httpx.Response:
    """The whole form, asked for with this line."""
    sent: dict[str, str | list[str]] = {"linea": line, "formulario": "1", **more}
    return await submit(planner, "/calendario/rapido", sent)


async def test_the_whole_form_begins_with_what_was_understood(planner: httpx.AsyncClient) -> None:
    hall = venues.NewVenue(name="Salón comunal", municipality="0103")
    site = await venues.add(hall, by=SYSTEM, at=TODAY)
    line = f"{LINE}, salón comunal, para madres, violencia de género https://meet.example/x"
    answer = await form_of(planner, line.replace("11:00", "02:00"))
    assert (answer.status_code, 'action="/eventos/nuevo"' in answer.text) == (200, True)
    for words in ('value="Una tarde"', 'value="2026-12-05"', 'value="09:00"', 'value="02:00"',
                  'value="2026-12-06"', 'value="https://meet.example/x"', 'value="40"',
                  f'value="{site}" selected', 'value="blended" checked',
                  'value="film-forum" checked', 'value="parents-carers" checked',
                  'value="gender-violence" checked'):  # fmt: skip
        assert words in answer.text


MISSING = [
    ("hola", ["Falta el día", "Falta el tipo"]),
    ("taller 31 de febrero", ["Esa fecha no existe"]),
    ("taller virtual el 5/12", ["Falta la dirección de la reunión: https://"]),
    ("taller el 5/12 http://meet.example", ["debe empezar con https://"]),
]


@pytest.mark.parametrize(("text", "said"), MISSING)
async def test_what_is_missing_is_said_and_nothing_is_kept(
    planner: httpx.AsyncClient, text: str, said: list[str]
) -> None:
    answer = await submit(planner, "/calendario/rapido", {"linea": text, "guardar": "1"})
    assert [words in answer.text for words in said] == [True] * len(said)
    assert (f'value="{text}"' in answer.text, "Guardar como borrador" in answer.text) == (
        True,
        False,
    )
    assert await agenda.between(*EVERYWHERE) == []


WARNED = [
    ("taller domingo 5/12/2026 9:00", "no es el día de la semana que dice «domingo»"),
    ("taller 25 de diciembre de 2026", "Ese día es feriado: Día de Navidad."),
    ("taller 1 de enero de 2026", "Esa fecha ya pasó: jueves 1 de enero de 2026."),
    ("taller todos los martes", "/series/nueva?dia=20"),
]


@pytest.mark.parametrize(("text", "said"), WARNED)
async def test_what_does_not_agree_is_warned_of(
    planner: httpx.AsyncClient, text: str, said: str
) -> None:
    answer = await submit(planner, "/calendario/rapido", {"linea": text})
    assert (said in answer.text, "Guardar como borrador" in answer.text) == (True, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Falta este dato."),
        ("x" * 301, "Tiene más de 300 caracteres."),
        ("reunión seguimiento de caso 5/12 9:00", "Convoca no guarda casos"),
    ],
)
async def test_a_line_that_cannot_be_is_refused_and_stays(
    planner: httpx.AsyncClient, text: str, said: str
) -> None:
    answer = await submit(planner, "/calendario/rapido", {"linea": text, "guardar": "1"})
    assert (answer.status_code, said in answer.text) == (422, True)
    assert f'value="{text}"' in answer.text
    assert "Guardar como borrador" not in answer.text


async def test_a_venue_that_is_taken_is_told_before_and_after(planner: httpx.AsyncClient) -> None:
    hall = venues.NewVenue(name="Salón comunal", municipality="0103")
    await venues.add(hall, by=SYSTEM, at=TODAY)
    line = {"linea": f"{LINE}, salón comunal", "guardar": "1"}
    assert (await submit(planner, "/calendario/rapido", dict(line))).status_code == 303
    shown = await submit(planner, "/calendario/rapido", {"linea": line["linea"]})
    assert (shown.status_code, "En «Salón comunal» ya está «Una tarde»" in shown.text) == (
        200,
        True,
    )
    refused = await submit(planner, "/calendario/rapido", dict(line))
    assert (refused.status_code, len(await agenda.between(*EVERYWHERE))) == (422, 1)


async def test_tomorrow_stays_the_same_day_after_midnight(planner: httpx.AsyncClient) -> None:
    said = now() - timedelta(hours=20)
    tomorrow = local_day(said, ZONE) + timedelta(days=1)
    page = (await form_of(planner, "taller mañana", dicha=said.isoformat())).text
    assert hidden(page, "day") == tomorrow.isoformat()


@pytest.mark.parametrize("said", ["nonsense", "2026-01-01T00:00:00", "0001-01-01T00:00:00+14:00"])
async def test_nobody_said_a_line_long_ago(planner: httpx.AsyncClient, said: str) -> None:
    page = (await form_of(planner, "taller hoy 23:59", dicha=said)).text
    assert hidden(page, "day") == local_day(now(), ZONE).isoformat()


async def test_nobody_plans_where_they_do_not_coordinate(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    two = await person("two@convoca.test", "Tomás Dos", "coordinator", "0103", "0108")
    await sign_in_as(visitor, two)
    answer = await submit(visitor, "/calendario/rapido", {"linea": "taller Amatitlán el 5/12"})
    assert "Falta el municipio." in answer.text
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get("/calendario/rapido")).status_code == 403
