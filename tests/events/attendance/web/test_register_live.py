"""The part of a register that keeps itself current, and the number for the whole room."""

import re

import httpx
import pytest

from events.attendance.domain import register, room_counts
from events.attendance.domain.room_counts import RoomCount
from server.foundation.database import execute
from server.foundation.identity import SYSTEM, new_id
from tests.events.attendance.arriving import line, moment, under_way
from tests.events.attendance.aside import phone_at
from tests.events.attendance.domain.test_headcounts import add, tally
from tests.support.cast import Cast, sign_in_as


@pytest.fixture
async def paula(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The browser of the coordinator of San José Pinula."""
    await sign_in_as(visitor, cast.pinula)
    return visitor


async def test_the_parts_say_what_the_page_says(paula: httpx.AsyncClient) -> None:
    event = await under_way()
    await register.write([line(event)])
    page = await paula.get(f"/eventos/{event}/registro")
    parts = await paula.get(f"/eventos/{event}/registro/cifras")
    assert re.findall(r'data-part="(\w+)"', parts.text) == ["figures", "warnings", "lines", "large"]
    assert 'data-sentence="Va 1 persona registrada."' in parts.text
    for part in re.findall(r'data-part="figures".*?</dl>', parts.text, re.DOTALL):
        assert part in page.text
    assert "_csrf_token" not in parts.text


async def test_repeats_passes_and_ways_of_counting_are_told_apart(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    again = {"pseudonym": b"p" * 32, "source": "door"}
    await register.write([line(event, **again), line(event, **again, at=moment(2)), line(event)])
    await add(event, tally(count=12, at=moment(-1)))
    await execute("UPDATE headcount SET way = 'paper' WHERE event = $1", event)
    page = await paula.get(f"/eventos/{event}/registro/cifras")
    assert re.findall(r'tile-number">(\d+)<', page.text) == ["14", "1", "1", "12"]
    assert re.findall(r'tile-note">([^<]+)<', page.text) == [
        "1 se reconoce si vuelve", "en papel: 12",
    ]  # fmt: skip
    assert "1 lectura repetida no se cuenta." in page.text


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (3, "En la sala se contaron 3 personas a las 09:00: las mismas que hay en el registro."),
        (4, "En la sala se contaron 4 personas a las 09:00: falta 1 en el registro."),
        (1, "En la sala se contó 1 persona a las 09:00: 2 menos que en el registro;"),
    ],
)
async def test_the_last_count_of_the_room_is_held_against_the_register(
    paula: httpx.AsyncClient, people: int, said: str
) -> None:
    event = await under_way()
    await register.write([line(event) for _person in range(3)])
    for seen, minutes in ((90, -5), (people, 0)):
        count = RoomCount(id=new_id(), at=moment(minutes), people=seen)
        await room_counts.note(event, count, by=SYSTEM, at=count.at)
    assert said in (await paula.get(f"/eventos/{event}/registro")).text


async def test_a_phone_that_still_has_to_send_is_a_reason_to_wait(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    await phone_at(event, waiting=12)
    page = await paula.get(f"/eventos/{event}/registro")
    said = "Al teléfono «Entrada» le quedan 12 por enviar: conviene esperar antes de cerrar."
    assert page.text.count(said) == 2, "it is read on the page and in the question"
    assert f'action="/eventos/{event}/cierre"' in page.text, "closing is not forbidden"


async def test_a_wrong_clock_is_corrected_in_view_and_said(paula: httpx.AsyncClient) -> None:
    event = await under_way()
    ahead = line(event, at=moment(75), received_at=moment(15), clock_skew=-3_600_000)
    await register.write([ahead])
    page = await paula.get(f"/eventos/{event}/registro/cifras")
    assert "sáb 5 dic, 09:15" in page.text
    assert "reloj del teléfono adelantado 1 h, corregido" in page.text


async def test_the_large_number_names_the_event_as_the_public_knows_it(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way(title="Taller interno 7", public_title="Navegar con cuidado")
    await register.write([line(event) for _person in range(3)])
    page = await paula.get(f"/eventos/{event}/registro/pantalla")
    assert re.findall(r'large-number">(\d+)<', page.text) == ["3"]
    assert "Taller interno 7" not in page.text
    assert "<table" not in page.text
