"""Bringing a file into the calendar on the pages."""

import re

import httpx
import pytest

from events.planning.domain.imports import work
from events.planning.web import import_pages
from notifications.domain import upstairs
from tests.support.cast import Cast, csrf, sign_in_as, submit
from tests.support.events import TODAY
from tests.support.imported import ZONE, everything

TABLE = (
    "Que,Fecha,Hora,Municipio,Lugar,Tipo\n"
    "Uno,5/12/2026,9:00-11:00,San José Pinula,Parque,Taller\n"
    "=Dos,6/12/2026,tarde,Mixco,,Foro\n"
)
ADDRESS = "/calendario/importar"


async def send(
    visitor: httpx.AsyncClient, content: str | bytes = TABLE, **fields: str
) -> httpx.Response:
    """Choose a file and send it."""
    data = {"_csrf_token": await csrf(visitor), "municipality": "", "kind": "", **fields}
    return await visitor.post(ADDRESS, data=data, files={"file": ("lista privada.csv", content)})


async def test_a_coordinator_brings_a_table_in(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert 'type="file"' in (await visitor.get(ADDRESS)).text
    sent = await send(visitor, new_venues="on")
    assert sent.status_code == 303, sent.text
    place = sent.headers["location"]
    seen = (await visitor.get(place)).text
    # «Que» is no name for a title: the columns are open to be corrected.
    assert ("Título: Falta el título." in seen, "Por ejemplo: Uno" in seen) == (True, True)
    columns = {"c0": "title", "c1": "date", "c2": "start", "c3": "municipality", "c4": "venue",
               "c5": "kind", "municipality": "", "kind": "", "new_venues": "on"}  # fmt: skip
    assert (await submit(visitor, f"{place}/columnas", {**columns})).status_code == 303
    seen = (await visitor.get(place)).text
    assert "Importar 1 actividad" in seen
    assert "Esta cuenta no coordina ese municipio." in seen
    assert await everything() == []
    await submit(visitor, f"{place}/inicio")
    seen = (await visitor.get(place)).text
    assert "Importación terminada" in seen
    assert [event.title for event in await everything()] == ["Uno"]


async def test_the_next_file_with_these_headings_is_understood(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    place = (await send(visitor)).headers["location"]
    await submit(visitor, f"{place}/columnas", {"c0": "title", "c1": "date", "c2": "start",
                                               "c3": "municipality", "c5": "kind"})  # fmt: skip
    again = (await visitor.get((await send(visitor)).headers["location"])).text
    assert "Importar 1 actividad" in again
    twice = await submit(visitor, f"{place}/columnas", {"c0": "title", "c1": "title"})
    assert (twice.status_code, "Otra columna ya significa lo mismo." in twice.text) == (422, True)


async def test_refused_rows_come_back_as_a_file_that_is_safe_to_open(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    place = (await send(visitor)).headers["location"]
    await submit(visitor, f"{place}/columnas", {"c0": "title", "c1": "date", "c2": "start",
                                               "c3": "municipality", "c5": "kind"})  # fmt: skip
    answer = await visitor.get(f"{place}/pendientes.csv")
    assert answer.text.lstrip("\ufeff").splitlines() == [
        "Fila,Que,Fecha,Hora,Municipio,Tipo,Por qué no entró",
        "3,'=Dos,6/12/2026,tarde,Mixco,Foro,Hora de inicio: No se entiende «tarde».",
    ]
    assert answer.headers["content-disposition"] == 'attachment; filename="pendientes.csv"'


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "El archivo está vacío."), (b"%PDF-1.7", "Ese formato no se puede leer."),
     (b"PK\x03\x04", "El libro de Excel no se puede leer.")],
)  # fmt: skip
async def test_a_file_that_cannot_be_read_is_refused_in_words(
    visitor: httpx.AsyncClient, cast: Cast, content: bytes, said: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await send(visitor, content, municipality="0103", kind="forum")
    assert (answer.status_code, said in answer.text) == (422, True)
    assert '<option value="forum" selected>' in answer.text


async def test_no_file_and_too_large_a_file_are_refused(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, ADDRESS, {"municipality": "", "kind": ""})
    assert (answer.status_code, "Falta elegir un archivo." in answer.text) == (422, True)
    answer = await send(visitor, b"x" * (11 * 1024 * 1024))
    assert (answer.status_code, "demasiado grande" in answer.text) == (413, True)


async def test_a_file_is_only_for_who_brought_it(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    place = (await send(visitor)).headers["location"]
    await sign_in_as(visitor, cast.mixco)
    assert (await visitor.get(place)).status_code == 404
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get(ADDRESS)).status_code == 403


async def test_a_file_that_is_not_wanted_is_forgotten(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    place = (await send(visitor)).headers["location"]
    assert (await submit(visitor, f"{place}/descarte")).headers["location"] == ADDRESS
    assert (await visitor.get(place)).status_code == 404


async def test_a_large_file_shows_how_far_it_is(
    visitor: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_pages, "AT_ONCE", {"read": 1, "working": 1})
    await sign_in_as(visitor, cast.pinula)
    rows = "".join(f"T{n},5/12/2026,9:00,San José Pinula,taller\n" for n in range(700))
    place = (await send(visitor, "título,fecha,hora,municipio,tipo\n" + rows)).headers["location"]
    seen = (await visitor.get(place)).text
    assert re.search(r'<progress[^>]* max="700" value="500">', seen)
    assert "Faltan mostrar 500 filas." in (await visitor.get(place)).text
    await submit(visitor, f"{place}/inicio")
    assert re.search(r'max="700" value="100">', (await visitor.get(place)).text)
    while await work.step(TODAY, zone=ZONE, above=upstairs):
        pass
    assert "Agregadas (700)" in (await visitor.get(f"{place}?ver=new")).text
