"""Narrowing the figures down, and breaking them down by sex and age at once."""

import re

import httpx

from events.outreach.web.offered import unspoken
from tests.support.cast import Cast, sign_in_as
from tests.support.promises import promised
from tests.support.registers import march

OF_MARCH = "desde=2026-03-01&hasta=2026-03-31"
TILE = re.compile(r'<dd class="tile-number"><a[^>]*>(.*?)<')
CROSSED = re.compile(r'<tr class="crossed"><th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>")


async def page_of(visitor: httpx.AsyncClient, asked: str) -> str:
    page = await visitor.get(f"/alcance/cifras?{OF_MARCH}&{asked}")
    assert page.status_code == 200
    return page.text


async def test_figures_are_narrowed_down_by_kind_topic_audience_and_modality(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    topic = unspoken("social-network-risks")
    for asked, contacts in {
        "tipo=forum": "4",
        "tipo=forum&tipo=workshop": "12",
        f"tema={topic}": "8",
        "publico=adolescents": "9",
        "modalidad=in_person": "12",
    }.items():
        page = await page_of(visitor, asked)
        assert (asked, TILE.findall(page)[0]) == (asked, contacts)
        assert '<details class="more more-filters" open>' in page
        assert "social-network-risks" not in page


async def test_links_and_the_file_keep_what_was_narrowed_down(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    page = await page_of(visitor, "tipo=forum&modalidad=in_person")
    asked = f"{OF_MARCH}&tipo=forum&modalidad=in_person"
    assert f'href="/alcance.csv?{asked.replace("&", "&amp;")}"' in page
    assert "6 municipios · Foro · Presencial</p>" in page
    file = (await visitor.get(f"/alcance.csv?{asked}")).text
    assert "municipio,0108,Mixco,4,4,4,2,2," in file


async def test_what_is_not_on_offer_is_refused(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.evaluator)
    for asked in ("tipo=nada", "tema=nada", "publico=nada", "modalidad=nada", "edades=nada"):
        assert (await visitor.get(f"/alcance/cifras?{asked}")).status_code == 422


async def test_sex_and_age_stand_in_one_table_whose_contacts_add_up(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    page = await page_of(visitor, "")
    found = [(name, CELL.findall(cells)) for name, cells in CROSSED.findall(page)]
    contacts = dict(found[: len(found) // 2])
    people = dict(found[len(found) // 2 :])
    assert contacts["13 a 14 años"] == ["1", "7", "8"]
    assert contacts["15 a 17 años"] == ["2", "2", "4"]
    assert contacts["Total"] == ["3", "9", "12"]
    assert people["Total"] == ["2", "6–8", "8–10"]
    table = [[int(cell) for cell in row] for name, row in contacts.items() if name != "Total"]
    assert [sum(column) for column in zip(*table, strict=True)] == [3, 9, 12]
    assert all(sum(row[:-1]) == row[-1] for row in table)


async def test_a_donor_has_ages_of_their_own(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await march()
    indicator = await promised(bands={"Adolescencia": (13, 17), "Niñez": (0, 12)})
    await sign_in_as(visitor, cast.evaluator)
    page = await page_of(visitor, f"edades={indicator.id}")
    assert '<th scope="row">Adolescencia</th>' in page
    assert "13 a 14 años" not in page
    assert f"edades={indicator.id}" in re.findall(r'href="(/alcance\.csv[^"]*)"', page)[0]
    assert "edad=13-14&amp;edad=15-17" in page
