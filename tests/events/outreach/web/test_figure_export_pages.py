"""The page from which figures are taken out of the house."""

from io import BytesIO
from zipfile import ZipFile

import httpx
import openpyxl
import pytest

from events.outreach.domain.indicators import reporting
from events.outreach.domain.indicators.reporting import Rule
from events.planning.domain import projects
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as
from tests.support.promises import promised
from tests.support.registers import AFTER, march
from tests.support.released_month import crowd, month_released

PAGE = "/alcance/exportar"
MARCH = {"desde": "2026-03-01", "hasta": "2026-03-31", "proyecto": "general"}


async def test_who_coordinates_takes_their_own_figures_marked_as_internal(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.pinula)
    names = {}
    for kind in ("xlsx", "csv", "pdf"):
        answer = await visitor.get(f"{PAGE}/{kind}", params=MARCH)
        names[kind] = answer.headers["content-disposition"]
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")
    assert names["csv"] == (
        'attachment; filename="convoca-alcance-interno-general-2026-03-01-2026-03-31.csv"'
    )
    told = (await visitor.get(f"{PAGE}/csv", params=MARCH)).content.decode("utf-8-sig")
    assert "total,total,Total,8," in told
    book = await visitor.get(f"{PAGE}/xlsx", params=MARCH | {"idioma": "en"})
    assert openpyxl.load_workbook(BytesIO(book.content)).worksheets


async def test_what_is_handed_over_is_made_from_a_release(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await crowd()
    await promised(measure="contacts", dhis2="PV_1")
    release = str(await month_released())
    await sign_in_as(visitor, cast.evaluator)
    page = await visitor.get(PAGE)
    assert (page.status_code, f'value="{release}"' in page.text) == (200, True)
    assert ("Marzo: General (donante)" in page.text, "<p>Solo " in page.text) == (True, False)
    general = await projects.project("general")
    rule = Rule(dhis2_dataset="PREV")
    await reporting.set_rule(general.id, rule, by=SYSTEM, at=AFTER)
    found = {
        kind: await visitor.get(f"{PAGE}/{kind}", params={"publicacion": release})
        for kind in ("pdf", "xlsx", "csv", "dhis2", "zip")
    }
    assert {kind: answer.status_code for kind, answer in found.items()} == dict.fromkeys(found, 200)
    assert found["dhis2"].json()["dataSet"] == "PREV"
    assert found["dhis2"].headers["content-disposition"] == (
        'attachment; filename="convoca-alcance-donante-general-2026-03-01-2026-03-31.dhis2.json"'
    )
    assert "LEEME.md" in ZipFile(BytesIO(found["zip"].content)).namelist()
    # Without an identifier there is no activity to report to: the page says what is lacking.
    refused = await visitor.get(f"{PAGE}/iati", params={"publicacion": release})
    assert (refused.status_code, "Falta el identificador IATI" in refused.text) == (422, True)


async def test_nothing_for_others_is_made_of_internal_figures(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.admin)
    statuses = [
        (await visitor.get(f"{PAGE}/{kind}", params=MARCH)).status_code
        for kind in ("dhis2", "iati", "zip")
    ]
    assert statuses == [409] * 3


async def test_without_a_release_the_page_leads_to_making_one(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = await visitor.get(PAGE)
    assert 'href="/alcance/publicaciones"' in page.text
    assert "<p>Solo San José Pinula</p>" in page.text
    assert (f'formaction="{PAGE}/xlsx"' in page.text, f'formaction="{PAGE}/zip"' in page.text) == (
        True, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "asked", "status"),
    [
        ("csv", {"desde": "2026-03-31", "hasta": "2026-03-01"}, 422),
        ("csv", {"desde": "ayer"}, 422),
        ("csv", {"proyecto": "otro"}, 422),
        ("csv", {"idioma": "fr"}, 422),
        ("csv", {"publicacion": "x"}, 422),
        ("csv", {"publicacion": "019aa0a0-0000-7000-8000-000000000001"}, 404),
        ("doc", {}, 404),
    ],
)
async def test_what_makes_no_sense_is_refused(
    visitor: httpx.AsyncClient, cast: Cast, kind: str, asked: dict[str, str], status: int
) -> None:
    await sign_in_as(visitor, cast.admin)
    assert (await visitor.get(f"{PAGE}/{kind}", params=asked)).status_code == status


async def test_who_may_not_see_figures_takes_none(visitor: httpx.AsyncClient, cast: Cast) -> None:
    for address in (PAGE, f"{PAGE}/csv"):
        assert (await visitor.get(address)).status_code != 200
