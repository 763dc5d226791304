"""Reading who falls behind, and noting what a crowd was like."""

import re
from datetime import timedelta
from html import unescape

import httpx
import pytest

from events.outreach.domain.beyond import traits
from events.outreach.domain.beyond.traits import Answer
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.registers import WORKSHOP_DAY, held, march, tallied

OF_QUARTER = "/alcance/equidad?desde=2026-01-01&hasta=2026-03-31"
ROW = re.compile(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>")
TAGS = re.compile(r"<svg.*?</svg>|<span class=\"visually-hidden\">.*?</span>|<.*?>", re.DOTALL)


def rows_of(page: str) -> list[list[str]]:
    return [
        [TAGS.sub("", text).strip() for text in (name, *CELL.findall(cells))]
        for name, cells in ROW.findall(unescape(page))
    ]


async def test_places_that_got_nothing_stand_first_and_are_named(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    page = unescape((await visitor.get(OF_QUARTER)).text)
    assert "<li>Amatitlán no tuvo ninguna actividad.</li>" in page
    assert "omitió a cerca del 9 %" in page
    assert "salen algo altas" in page
    rows = rows_of(page)
    assert [row[0] for row in rows[:4]] == [
        "Amatitlán",
        "San Juan Sacatepéquez",
        "Villa Canales",
        "Villa Nueva",
    ]
    assert rows[4:] == [
        ["Mixco", "465,773", "1", "0.02", "4", "0.09", "0", "Subió"],
        ["San José Pinula", "79,844", "1", "0.13", "8", "1.0", "0", "Subió"],
        ["Todos juntos", "1,469,640", "2", "0.01", "12", "0.08", "", ""],
    ]
    assert '<svg class="chart' in page


async def test_a_coordinator_sees_this_quarter_of_their_own_place(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = await visitor.get("/alcance/equidad")
    assert [row[0] for row in rows_of(page.text)] == ["San José Pinula"]
    assert (await visitor.get("/alcance/equidad?desde=ayer")).status_code == 422
    open_ended = (await visitor.get("/alcance/equidad?hasta=2026-03-31")).text
    assert "San José Pinula" in open_ended


async def test_crowds_are_shown_in_sums_that_hide_the_few(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    for hours in range(5):
        event = await held(WORKSHOP_DAY + timedelta(days=hours))
        numbers: dict[Answer, int] = {
            ("language", "cak"): 1,
            ("language", "es"): 9,
            ("pueblo", "xinka"): hours // 4,
        }
        await traits.write(event, numbers, by=SYSTEM, at=now())
    await sign_in_as(visitor, cast.evaluator)
    page = unescape((await visitor.get(OF_QUARTER)).text)
    assert "Kaqchikel: en 5 de 5 actividades (100 %)" in page
    assert re.search(r"<dt>Xinka</dt><dd>muy pocas para mostrarse</dd>", page) is not None
    assert re.search(r"<dt>Español</dt><dd>45</dd>", page) is not None


async def test_a_coordinator_notes_what_a_crowd_was_like(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await held(WORKSHOP_DAY)
    await tallied(event, 20)
    await sign_in_as(visitor, cast.pinula)
    sheet = f"/eventos/{event}/rasgos"
    saved = await submit(visitor, sheet, {"pueblo_maya": "12", "access_signs": "1"})
    assert saved.headers["location"] == f"/eventos/{event}/registro"
    page = (await visitor.get(sheet)).text
    assert re.search(r'name="pueblo_maya"[^>]* value="12"', page) is not None
    refused = await submit(visitor, sheet, {"pueblo_maya": "doce"})
    assert (refused.status_code, 'value="doce"' in refused.text) == (422, True)


async def test_more_answers_than_people_are_kept_with_a_warning(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await held(WORKSHOP_DAY)
    await tallied(event, 20)
    await sign_in_as(visitor, cast.pinula)
    sheet = f"/eventos/{event}/rasgos"
    many: dict[str, str | list[str]] = {
        "pueblo_maya": "15", "pueblo_xinka": "6", "access_signs": "12", "access_steps": "12",
    }  # fmt: skip
    saved = await submit(visitor, sheet, many)
    warning = "«Pueblo con el que se identifican» dice 21, y en el registro hay 20."
    for address in (saved.headers["location"], sheet):
        page = unescape((await visitor.get(address)).text)
        assert (warning in page, "«Lo que necesitan para participar» dice" in page) == (True, False)
    await submit(visitor, sheet, many | {"pueblo_xinka": "5"})
    assert "y en el registro hay" not in (await visitor.get(sheet)).text


@pytest.mark.parametrize("days", [3])
async def test_nobody_notes_a_crowd_before_the_event_or_elsewhere(
    visitor: httpx.AsyncClient, cast: Cast, days: int
) -> None:
    begun, later = await held(WORKSHOP_DAY), await held(now() + timedelta(days=days))
    await sign_in_as(visitor, cast.pinula)
    sheet = f"/eventos/{later}/rasgos"
    assert "cuando la actividad ya comenzó" in (await visitor.get(sheet)).text
    assert (await submit(visitor, sheet, {"pueblo_maya": "1"})).status_code == 422
    for who in (cast.mixco, cast.evaluator):
        await sign_in_as(visitor, who)
        assert (await visitor.get(f"/eventos/{begun}/rasgos")).status_code == 403


async def test_every_figure_leads_to_how_it_was_counted(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    page = unescape((await visitor.get(OF_QUARTER)).text)
    ways = re.findall(r'class="explained" href="(.*?)"', page)
    assert len(ways) == 12
    for way in ways[-2:]:
        assert (await visitor.get(way)).status_code == 200
