"""Reading figures on the page, and taking them away as a file."""

import csv
import re
from html import unescape
from io import StringIO

import httpx
import pytest

from events.outreach.domain.stretches import QUARTER, around
from server.foundation.clock import now
from tests.support.cast import Cast, sign_in_as
from tests.support.events import planned
from tests.support.registers import WORKSHOP_DAY, arrived, held, march

OF_MARCH = "desde=2026-03-01&hasta=2026-03-31"
ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>")
HEARD = re.compile(r'<span class="visually-hidden">.*?</span>')
TILE = re.compile(
    r'<dt>(?:<svg.*?</svg>)?(.*?)</dt>\s*<dd class="tile-number">(.*?)</dd>', re.DOTALL
)


def read(part: str) -> str:
    """What can be seen of a part of a page."""
    return re.sub("<.*?>", "", HEARD.sub("", part)).strip()


def rows_of(page: str) -> list[list[str]]:
    """The rows of the simple breakdowns: name, contacts, people, headcount, check-ins."""
    return [[read(name), *map(read, CELL.findall(cells))] for name, cells in ROW.findall(page)]


def file_of(answer: httpx.Response) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


async def test_the_page_shows_contacts_people_and_headcount(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    page = await visitor.get(f"/alcance/cifras?{OF_MARCH}")
    assert page.status_code == 200
    assert [(read(name), read(number)) for name, number in TILE.findall(page.text)] == [
        ("Contactos", "12"),
        ("Personas únicas", "8–10"),
        ("Conteo", "7"),
        ("Actividades", "2"),
    ]
    assert "¿Por qué las personas únicas son un intervalo?" in page.text
    assert ["San José Pinula", "8", "8", "5", "3"] in rows_of(page.text)
    assert ["Hombres", "9", "6–8", "7", "2"] in rows_of(page.text)
    assert page.text.count('<svg class="chart') == 4


async def test_the_file_holds_the_same_figures_as_the_page(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    page = await visitor.get(f"/alcance/cifras?{OF_MARCH}")
    file = await visitor.get(f"/alcance.csv?{OF_MARCH}")
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    assert file.headers["content-disposition"] == 'attachment; filename="convoca-alcance.csv"'
    told = [
        [name, contacts, least if least == most else f"{least}–{most}", headcount, check_ins]
        for _, _, name, contacts, least, most, headcount, check_ins, _ in file_of(file)[1:]
    ]
    assert told == rows_of(page.text)
    assert len(told) > 25
    assert f"/alcance.csv?{OF_MARCH.replace('&', '&amp;')}" in page.text


async def test_a_coordinator_sees_their_own_municipality(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.mixco)
    page = await visitor.get(f"/alcance/cifras?{OF_MARCH}")
    assert rows_of(page.text)[:2] == [["Mixco", "4", "4", "2", "2"], ["Total", "4", "4", "2", "2"]]
    assert "un intervalo" not in page.text
    assert '<g class="map-beside"><title>San José Pinula</title>' in page.text
    elsewhere = await visitor.get(f"/alcance/cifras?{OF_MARCH}&municipio=0103")
    assert elsewhere.status_code == 422


async def test_the_map_leads_to_each_municipality(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await march()
    await sign_in_as(visitor, cast.admin)
    everywhere = (await visitor.get(f"/alcance/cifras?{OF_MARCH}")).text
    assert (
        'href="/alcance/cifras?municipio=0108&amp;desde=2026-03-01&amp;hasta=2026-03-31"'
        in everywhere
    )
    mixco = (await visitor.get(f"/alcance/cifras?{OF_MARCH}&municipio=0108")).text
    assert rows_of(mixco)[0] == ["Mixco", "4", "4", "2", "2"]
    assert '<a class="muni' not in mixco


async def test_open_registers_are_counted_and_listed(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    events = await march()
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get(f"/alcance/cifras?{OF_MARCH}")).text
    assert "1 registro sigue abierto" in page
    assert "/alcance/abiertos?desde=2026-03-01&amp;hasta=2026-03-31" in page
    listed = (await visitor.get(f"/alcance/abiertos?{OF_MARCH}")).text
    assert listed.count('<li class="row">') == 1
    assert f'href="/eventos/{events.forum}/registro"' in listed


async def test_an_evaluator_reads_which_registers_are_open_but_cannot_open_them(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    listed = (await visitor.get(f"/alcance/abiertos?{OF_MARCH}")).text
    assert listed.count('<li class="row">') == 1
    assert "/eventos/" not in listed


async def test_no_open_register_is_said_too(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await march()
    await sign_in_as(visitor, cast.pinula)
    assert (
        "todos los registros están cerrados"
        in (await visitor.get(f"/alcance/cifras?{OF_MARCH}")).text
    )
    assert "Ningún registro está abierto" in (await visitor.get("/alcance/abiertos")).text


async def test_nothing_to_count_is_said_without_charts(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await planned(published=False)
    await sign_in_as(visitor, cast.admin)
    page = await visitor.get(f"/alcance/cifras?{OF_MARCH}")
    assert page.status_code == 200
    assert "Todavía no hay nada que contar" in page.text
    assert 'class="chart' not in page.text
    assert "<table" not in page.text


async def test_empty_registers_are_told_from_no_events(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await held(WORKSHOP_DAY)
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get(f"/alcance/cifras?{OF_MARCH}")).text
    assert "Todavía no hay asistencia registrada" in page
    assert [read(part) for part in TILE.findall(page)[-1]] == ["Actividades", "1"]


async def test_it_is_about_the_same_quarter_as_the_dashboard_unless_asked_otherwise(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get("/alcance/cifras?desde=")).text
    quarter = around(now().date(), QUARTER)
    assert [f'value="{day.isoformat()}"' in page for day in (quarter.first, quarter.last)] == [
        True,
        True,
    ]
    open_ended = (await visitor.get("/alcance/cifras?hasta=2026-03-31")).text
    assert 'name="desde" type="date" value=""' in open_ended


async def test_figures_lead_to_their_files_and_their_receipts(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.evaluator)
    page = unescape((await visitor.get(f"/alcance/cifras?{OF_MARCH}&proyecto=general")).text)
    assert 'href="/alcance/exportar?desde=2026-03-01&hasta=2026-03-31&proyecto=general"' in page
    assert '<a href="/alcance/recibos">Constancias de cifras</a>' in page


async def test_open_registers_of_impossible_days_can_be_asked_for_again(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.evaluator)
    page = await visitor.get("/alcance/abiertos?desde=1")
    assert (page.status_code, "Falta una fecha válida" in page.text) == (422, True)
    assert '<form method="get" action="/alcance/abiertos"' in page.text
    assert 'href="/alcance/cifras"' in page.text
    assert "Ningún registro está abierto" not in page.text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("desde=ayer&hasta=2026-03-31", "Falta una fecha válida"),
        ("desde=2026-03-31&hasta=2026-03-01", "El último día no puede ser anterior al primero."),
        ("hasta=9999-12-31", "Falta una fecha válida"),
        ("proyecto=ninguno", "Elegir una de las opciones."),
        ("municipio=9999", "Elegir una de las opciones."),
    ],
)
async def test_what_makes_no_sense_is_said_and_kept(
    visitor: httpx.AsyncClient, cast: Cast, asked: str, sentence: str
) -> None:
    await sign_in_as(visitor, cast.admin)
    page = await visitor.get(f"/alcance/cifras?{asked}")
    assert page.status_code == 422
    assert sentence in page.text
    assert 'class="tiles"' not in page.text
    for name, value in httpx.QueryParams(asked).items():
        assert f'value="{value}"' in page.text or name in {"proyecto", "municipio"}
    for other in ("/alcance.csv", "/alcance/abiertos"):
        assert (await visitor.get(f"{other}?{asked}")).status_code == 422


async def test_nobody_without_an_account_sees_figures(visitor: httpx.AsyncClient) -> None:
    for address in ("/alcance", "/alcance/cifras", "/alcance.csv", "/alcance/abiertos"):
        answer = await visitor.get(address)
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"/entrar?next={address}",
        )


async def test_the_page_speaks_english(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await arrived(await held(WORKSHOP_DAY))
    await sign_in_as(visitor, cast.admin)
    visitor.cookies.set("idioma", "en")
    page = await visitor.get(f"/alcance/cifras?{OF_MARCH}")
    assert page.status_code == 200
    assert '<html lang="en">' in page.text
    assert ["Workshop", "1", "1", "0", "1"] in rows_of(page.text)
    file = file_of(await visitor.get(f"/alcance.csv?{OF_MARCH}"))
    assert ["tipo", "workshop", "Workshop", "1", "1", "1", "0", "1", ""] in file
