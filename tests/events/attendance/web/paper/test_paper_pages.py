"""A sheet of paper is compared with the register before it is added, once."""

import re
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from events.attendance.domain import register
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import line, under_way
from tests.support.cast import Cast, person, sign_in_as, submit
from tests.support.events import planned

Fields = dict[str, str | list[str]]


async def over(**changes: object) -> UUID:
    """A workshop that ended two hours ago, where two registered by themselves."""
    event = await under_way(since=300, lasts=180, **changes)
    await register.write([line(event), line(event, sex="male")])
    return event


async def blank(client: httpx.AsyncClient, event: UUID, **filled: str) -> Fields:
    """What an untouched sheet would send, but for what is filled in."""
    page = await client.get(f"/eventos/{event}/papel")
    assert page.status_code == 200
    fields = dict(
        re.findall(r'name="([^"]+)" type="(?:number|date|time)" value="([^"]*)"', page.text)
    )
    numbers = dict(re.findall(r'name="([^"]+)" type="number"[^>]* value="([^"]*)"', page.text))
    (batch,) = re.findall(r'name="id" value="([^"]+)"', page.text)
    return {**fields, **numbers, "id": batch, "audience": "adolescents", **filled}


async def compared(client: httpx.AsyncClient, event: UUID, data: Fields) -> tuple[str, Fields]:
    """What the comparison says, and the sheet with which it is agreed to."""
    page = await submit(client, f"/eventos/{event}/papel", data)
    assert page.status_code == 200
    (seen,) = re.findall(r'name="compared" value="([^"]+)"', page.text)
    (notice,) = re.findall(r'<div class="notice[^"]*">(.*?)</div>', page.text, re.DOTALL)
    said = " ".join(re.sub(r"<[^>]+>", " ", notice).split())
    return said, {**data, "compared": seen}


async def kept(event: UUID) -> list[tuple[str, str, int, str]]:
    rows = await fetch(
        "SELECT sex, age_band, count, way FROM headcount WHERE event = $1 ORDER BY sex", event
    )
    return [tuple(row) for row in rows]


async def test_a_sheet_is_compared_and_then_kept_once(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await over()
    await sign_in_as(visitor, cast.pinula)
    data = await blank(visitor, event, **{"female-13-14": "7", "male-60-plus": "1", "room": "12"})
    said, agreed = await compared(visitor, event, data)
    assert said == (
        "La hoja cuenta 12 en la sala; ya hay 2 registradas una por una: faltan 10."
        " La hoja anota a 8: quedarían 2 sin anotar."
    )
    assert await kept(event) == []
    for sentence in ("Hoja guardada: anotadas 8 personas.", "Esta hoja ya estaba guardada"):
        done = await submit(visitor, f"/eventos/{event}/papel", agreed)
        assert done.headers["location"] == f"/eventos/{event}/papel"
        assert sentence in (await visitor.get(done.headers["location"])).text
    assert await kept(event) == [("female", "13-14", 7, "paper"), ("male", "60+", 1, "paper")]
    (room,) = await fetch("SELECT people, at FROM room_count")
    assert room["people"] == 12
    assert now() - room["at"] < timedelta(hours=2, minutes=2)


async def test_once_compared_the_button_below_the_sheet_saves_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await over()
    await sign_in_as(visitor, cast.pinula)
    data = await blank(visitor, event, **{"male-6": "1"})
    address = f"/eventos/{event}/papel"
    pages = [await visitor.get(address), await submit(visitor, address, data)]
    buttons = [
        (page.text.count(">Comparar</button>"), page.text.count(">Guardar la hoja</button>"))
        for page in pages
    ]
    assert buttons == [(1, 0), (0, 2)]


async def test_numbers_that_were_changed_are_compared_again(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await over()
    await sign_in_as(visitor, cast.pinula)
    _said, agreed = await compared(visitor, event, await blank(visitor, event, **{"male-6": "1"}))
    said, agreed = await compared(visitor, event, {**agreed, "male-6": "3", "room": "4"})
    assert said.endswith("La hoja anota a 3: en el registro habría 1 más que en la sala."
        " ¿Se contó también a quienes ya estaban registradas?")  # fmt: skip
    said, _agreed = await compared(visitor, event, {**agreed, "again": "1"})
    assert await kept(event) == []


async def test_the_room_alone_is_kept_and_shows_who_is_missing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await over()
    await sign_in_as(visitor, cast.pinula)
    said, agreed = await compared(visitor, event, await blank(visitor, event, room="2"))
    assert said.endswith("no falta nadie. La hoja anota a 0: todo cuadra.")
    await submit(visitor, f"/eventos/{event}/papel", agreed)
    page = await visitor.get(f"/eventos/{event}/papel")
    assert "Guardado cuántas personas había en la sala." in page.text
    assert (await kept(event), len(await fetch("SELECT FROM room_count"))) == ([], 1)


async def test_the_gap_is_told_while_somebody_types(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await over()
    await sign_in_as(visitor, cast.pinula)
    address = f"/eventos/{event}/papel/diferencia"
    for query, sentence in (
        ("sala=12&hoja=8", "quedarían 2 sin anotar"),
        ("sala=&hoja=8", "serían 10 en total"),
        ("sala=x&hoja=99999999", "<html"),
    ):
        answer = await visitor.get(f"{address}?{query}")
        assert (answer.status_code, sentence in answer.text) == (200, sentence != "<html")
    await sign_in_as(visitor, cast.mixco)
    assert (await visitor.get(f"{address}?sala=1&hoja=1")).status_code == 403


@pytest.mark.parametrize(
    ("filled", "sentence"),
    [
        ({}, "Contar al menos a una persona."),
        ({"female-6": "doce"}, "Debe ser un número entero de 0 a 9,999."),
        ({"female-6": "1", "room": "10001"}, "Debe ser un número entero de 0 a 10,000."),
        ({"female-6": "1", "hour": ""}, "Falta la hora."),
        ({"female-6": "1", "day": "2031-01-01", "compared": "1/"}, "Esa hora todavía no llega."),
        ({"female-6": "1", "day": "2020-01-01", "compared": "1/"}, "Todavía no es la hora."),
        ({"female-6": "1", "id": "x"}, "Elegir una de las opciones."),
    ],
)
async def test_a_paper_that_cannot_be_is_explained_and_kept(
    visitor: httpx.AsyncClient, cast: Cast, filled: dict[str, str], sentence: str
) -> None:
    event = await over()
    await sign_in_as(visitor, cast.pinula)
    page = await submit(visitor, f"/eventos/{event}/papel", await blank(visitor, event, **filled))
    assert (page.status_code, sentence in page.text) == (422, True)
    assert f'value="{filled.get("female-6", "0")}"' in page.text
    assert await kept(event) == []


async def test_a_closed_register_says_so_instead_of_asking(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await over()
    await planning.close(event, by=SYSTEM, at=now())
    await sign_in_as(visitor, cast.pinula)
    page = await visitor.get(f"/eventos/{event}/papel")
    assert "El registro de esta actividad está cerrado." in page.text
    assert 'name="room"' not in page.text


async def test_during_the_event_the_hour_is_now_and_paper_can_be_printed(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    await sign_in_as(visitor, cast.pinula)
    data = await blank(visitor, event)
    page = await visitor.get(f"/eventos/{event}/papel")
    assert f'href="/eventos/{event}/hoja-conteo.pdf"' in page.text
    assert re.fullmatch(r"\d\d:\d\d", str(data["hour"]))


async def test_nobody_enters_paper_where_they_do_not_help(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    address = f"/eventos/{event}/papel"
    assert (await visitor.get(address)).status_code == 303
    fabiola = await person("fabiola@convoca.test", "Fabiola", "facilitator")
    for stranger in (fabiola, cast.mixco, cast.evaluator):
        await sign_in_as(visitor, stranger)
        assert (await visitor.get(address)).status_code == 403
        assert (await submit(visitor, address, {"female-6": "1"})).status_code == 403


async def test_a_sheet_that_was_changed_after_it_was_saved_is_refused_and_kept(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await over()
    await sign_in_as(visitor, cast.pinula)
    data = await blank(visitor, event, **{"female-13-14": "1"})
    for people, status in (("1", 303), ("8", 409)):
        _said, agreed = await compared(visitor, event, {**data, "female-13-14": people})
        answer = await submit(visitor, f"/eventos/{event}/papel", agreed)
        assert answer.status_code == status
    assert "Esta hoja ya se guardó con 1 persona." in answer.text
    assert 'value="8"' in answer.text
    assert await kept(event) == [("female", "13-14", 1, "paper")]
