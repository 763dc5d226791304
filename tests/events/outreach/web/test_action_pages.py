"""Filling in a network's year on a page."""

import re
from uuid import UUID

import httpx

from server.foundation.clock import now
from server.foundation.database import execute
from server.foundation.identity import new_id
from tests.support.cast import Cast, sign_in_as, submit

HERE = "/alcance/acciones"
THIS_YEAR = now().year
LAST_YEAR = THIS_YEAR - 1
CELL = re.compile(r"<td[^>]*>(.*?)</td>")


async def network() -> str:
    """A network in San José Pinula."""
    one: UUID = new_id()
    await execute(
        "INSERT INTO network (id, name, municipality) VALUES ($1, 'RAC San José Pinula', '0103')",
        one,
    )
    return f"{HERE}/{one}?ano={LAST_YEAR}"


async def test_each_box_of_the_sheet_has_its_name_where_the_columns_fall_away(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    sheet = await network()
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(sheet)).text
    assert 'class="table table-cards action-sheet"' in page
    assert page.count('data-label="Acompañamientos"') == 13


async def test_a_coordinator_fills_in_a_year_and_corrects_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    sheet = await network()
    await sign_in_as(visitor, cast.pinula)
    box, seen = f"counselling_{LAST_YEAR}-03", f"was_counselling_{LAST_YEAR}-03"
    assert f'name="{box}"' in (await visitor.get(sheet)).text
    saved = await submit(visitor, sheet, {box: "3"})
    assert saved.headers["location"] == f"{HERE}?ano={LAST_YEAR}"
    page = (await visitor.get(f"{HERE}?ano={LAST_YEAR}")).text
    assert "enero, febrero, abril, mayo" in page
    assert CELL.findall(page)[:3] == ["3", "no reportado", "no reportado"]
    meanwhile = await submit(visitor, sheet, {box: "9"})
    assert meanwhile.status_code == 409
    assert "Alguien más guardó 3." in meanwhile.text
    assert f'name="{seen}" value="3"' in meanwhile.text
    refused = await submit(visitor, sheet, {box: "muchas", seen: "3"})
    assert refused.status_code == 422
    assert 'value="muchas"' in refused.text
    assert (await submit(visitor, sheet, {box: "9", seen: "3"})).status_code == 303
    assert (await submit(visitor, sheet, {box: "", seen: "9"})).status_code == 303
    assert f'name="{box}" type="number"' in (await visitor.get(sheet)).text
    assert "no reportado" in CELL.findall((await visitor.get(sheet)).text)[-3]


async def test_small_numbers_are_not_shown_to_an_evaluator(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    sheet = await network()
    await sign_in_as(visitor, cast.pinula)
    numbers: dict[str, str | list[str]] = {
        f"referral_{LAST_YEAR}-03": "4",
        f"referral_{LAST_YEAR}-04": "7",
    }
    await submit(visitor, sheet, numbers)
    assert (await submit(visitor, sheet, {})).status_code == 303  # nothing to change
    await sign_in_as(visitor, cast.evaluator)
    page = (await visitor.get(sheet)).text
    cells = CELL.findall(page)
    assert [cell for cell in cells if cell != "no reportado"] == ["menos de 5", "7", "8–11"]
    assert "<input" not in page[page.index("<main") :]
    assert (await submit(visitor, sheet, numbers)).status_code == 403
    assert CELL.findall((await visitor.get(f"{HERE}?ano={LAST_YEAR}")).text)[1] == "8–11"


async def test_nobody_sees_the_networks_of_other_municipalities(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    sheet = await network()
    await sign_in_as(visitor, cast.mixco)
    assert "Todavía no hay ninguna RAC" in (await visitor.get(f"{HERE}?ano=1899")).text
    assert (await visitor.get(sheet)).status_code == 404
