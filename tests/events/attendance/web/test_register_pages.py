"""The coordinator reads the register, prints the poster, sets the code and corrects mistakes."""

import re
from datetime import timedelta

import httpx
import pypdfium2
import pytest
import zxingcpp

from events.attendance.domain import doors, register
from events.planning.domain import planning, venues
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import line, moment, under_way
from tests.events.attendance.domain.test_headcounts import add, tally
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.closing import closed_half
from tests.support.events import planned


@pytest.fixture
async def paula(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The browser of the coordinator of San José Pinula."""
    await sign_in_as(visitor, cast.pinula)
    return visitor


async def test_the_register_shows_totals_and_lines_without_identity(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    await register.write([line(event, pseudonym=b"p" * 32, audience="adolescents")])
    await add(event, tally(count=12, sex="male", age_band="60+", at=moment(-1)))
    nobody = {"sex": "unknown", "age_band": "unknown", "at": moment(-2)}
    await register.write([line(event, **nobody)])
    page = await paula.get(f"/eventos/{event}/registro")
    assert page.status_code == 200
    assert re.findall(r'<dd class="tile-number">(\d+)</dd>', page.text) == ["14", "2", "12"]
    table = page.text.split("<tbody>")[1].split("</tbody>")[0]
    assert re.findall(r">([^<>\n]+)</t[hd]>", table) == [
        "13 a 14 años", "1", "0", "0", "1",
        "60 años o más", "0", "12", "0", "12",
        "Sin dato", "0", "0", "1", "1",
    ]  # fmt: skip
    assert page.text.count("/anulacion") == 3
    assert re.findall(r'class="register-who">([^<]+)<', page.text) == [
        "Mujer · 13 a 14 años · Adolescentes", "Hombres · 60 años o más · Adolescentes", "Sin dato",
    ]  # fmt: skip
    assert b"p".hex() * 32 not in page.text


async def test_an_empty_register_says_so(paula: httpx.AsyncClient) -> None:
    page = await paula.get(f"/eventos/{await under_way()}/registro")
    assert "Todavía no hay nadie en el registro" in page.text


async def test_a_register_whose_lines_are_gone_says_where_its_figures_are(
    paula: httpx.AsyncClient,
) -> None:
    here = await closed_half()
    await execute("DELETE FROM check_in WHERE event = $1", here.workshop)
    await execute("DELETE FROM headcount WHERE event = $1", here.workshop)
    page = (await paula.get(f"/eventos/{here.workshop}/registro")).text
    said = (
        "Todavía no hay nadie en el registro",
        "No hay líneas en este registro",
        "Sus líneas pueden haberse borrado ya; las cifras informadas quedan en el periodo.",
    )
    assert [sentence in page for sentence in said] == [False, True, True]


async def test_a_long_register_has_pages(paula: httpx.AsyncClient) -> None:
    event = await under_way()
    await register.write([line(event) for _number in range(103)])
    page = await paula.get(f"/eventos/{event}/registro")
    assert page.text.count("/anulacion") == 100
    (onward,) = re.findall(r'rel="next" href="([^"]+)"', page.text)
    rest = await paula.get(onward.replace("&amp;", "&"))
    assert rest.text.count("/anulacion") == 3
    assert "rel=" not in rest.text.split("<main")[1]


async def test_a_line_that_came_late_says_when(paula: httpx.AsyncClient) -> None:
    event = await under_way()
    late = line(event, received_at=line(event).at + timedelta(hours=2))
    await register.write([late])
    page = await paula.get(f"/eventos/{event}/registro")
    assert "llegó sáb 5 dic, 11:00" in page.text


async def test_the_poster_s_qr_leads_to_the_door(paula: httpx.AsyncClient) -> None:
    venue = await venues.add(
        venues.NewVenue(name="Casa segura", municipality="0103", confidential=True),
        by=SYSTEM, at=now(),
    )  # fmt: skip
    event = await under_way(venue=venue)
    answer = await paula.get(f"/eventos/{event}/cartel.pdf?idioma=en")
    code = (await doors.door_of(event)).code
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="cartel-{code}.pdf"'
    sheet = pypdfium2.PdfDocument(answer.content)[0]
    (scanned,) = zxingcpp.read_barcodes(sheet.render(scale=2).to_pil())
    assert scanned.text == f"HTTP://CONVOCA.TEST/C/{code}"
    said = sheet.get_textpage().get_text_range()
    assert "Casa segura" not in said
    assert "San José Pinula" in said


async def test_a_draft_has_no_poster_and_no_door(paula: httpx.AsyncClient) -> None:
    event = await planned(published=False)
    assert (await paula.get(f"/eventos/{event}/cartel.pdf")).status_code == 409
    page = await paula.get(f"/eventos/{event}/registro")
    assert page.status_code == 200
    assert "cuando la actividad se publica" in page.text
    assert await fetch("SELECT FROM door") == []


async def test_a_register_is_closed_and_opened_again_from_its_page(
    paula: httpx.AsyncClient,
) -> None:
    event = await under_way()
    wrong = line(event)
    await register.write([wrong])
    page = await paula.get(f"/eventos/{event}/registro")
    assert f'action="/eventos/{event}/cierre"' in page.text
    await planning.close(event, by=SYSTEM, at=now())
    page = await paula.get(f"/eventos/{event}/registro")
    assert f'action="/eventos/{event}/reapertura"' in page.text
    assert "La puerta está cerrada." in page.text
    assert "/anulacion" not in page.text
    address = f"/eventos/{event}/registro/{wrong.id}/anulacion"
    assert (await submit(paula, address, {"reason": "Doble"})).status_code == 409


async def test_before_it_begins_a_register_cannot_be_closed(paula: httpx.AsyncClient) -> None:
    page = await paula.get(f"/eventos/{await under_way(since=-10)}/registro")
    assert "cuando la actividad haya empezado" in page.text
    assert "/cierre" not in page.text


async def test_nobody_else_sees_the_register(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await under_way()
    pages = [
        f"/eventos/{event}/{page}"
        for page in ("registro", "registro/cifras", "registro/en-vivo", "cartel.pdf")
    ]
    for page in pages:
        assert (await visitor.get(page)).headers["location"].startswith("/entrar")
    for stranger in (cast.mixco, cast.evaluator):
        await sign_in_as(visitor, stranger)
        for page in pages:
            assert (await visitor.get(page)).status_code == 403
