"""Citing figures from elsewhere on a page."""

import re
from html import unescape

import httpx

from events.outreach.domain.cited import published
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.registers import AFTER

HERE = "/alcance/citas"
FACT: dict[str, str | list[str]] = {
    "subject": "Redes activas",
    "said": "más de treinta",
    "whose": "La municipalidad",
    "ours": "no",
    "source": "Memoria de labores",
    "link": "https://example.org/memoria",
    "dated": "2020-05-01",
    "municipality": "0103",
}


async def only(visitor: httpx.AsyncClient) -> str:
    (address,) = set(re.findall(rf'href="({HERE}/[0-9a-f-]{{36}})"', await listed(visitor)))
    return str(address)


async def listed(visitor: httpx.AsyncClient) -> str:
    return unescape((await visitor.get(HERE)).text)


async def test_a_coordinator_cites_corrects_and_withdraws(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert (await submit(visitor, f"{HERE}/nueva", FACT)).headers["location"] == HERE
    page = await listed(visitor)
    assert "«más de treinta»" in page
    assert "1 may 2020" in page
    address = await only(visitor)
    assert f'value="{FACT["source"]}"' in (await visitor.get(address)).text
    refused = await submit(visitor, address, FACT | {"link": "memoria", "said": "34"})
    assert (refused.status_code, 'value="34"' in refused.text) == (422, True)
    await submit(visitor, address, FACT | {"said": "34", "number": "34"})
    assert "«34»" in await listed(visitor)
    assert (await visitor.get(f"{address}/retiro")).status_code == 200
    assert (await submit(visitor, f"{address}/retiro", {"reason": ""})).status_code == 422
    await submit(visitor, f"{address}/retiro", {"reason": "La corrigieron"})
    page = await listed(visitor)
    assert "No hay citas" in page
    assert "Motivo: La corrigieron" in page


async def test_another_figure_about_the_same_is_begun_with_its_subject(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, f"{HERE}/nueva", FACT)
    (beside,) = re.findall(rf'href="({HERE}/nueva\?junto=.*?)"', await listed(visitor))
    assert 'value="Redes activas"' in (await visitor.get(beside)).text
    refused = await submit(visitor, f"{HERE}/nueva", FACT | {"subject": "", "dated": "ayer"})
    assert refused.status_code == 422
    assert (
        await submit(visitor, f"{HERE}/nueva", FACT | {"municipality": "todo"})
    ).status_code == 422


async def test_an_administrator_ties_a_citation_to_an_indicator(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    project = await published.ship(AFTER)
    await sign_in_as(visitor, cast.admin)
    page = unescape((await visitor.get(f"{HERE}/nueva")).text)
    (indicator,) = re.findall(r'value="([0-9a-f-]{36})">Cifras publicadas: ADOL', page)
    sent = FACT | {"municipality": "todo", "indicator": indicator, "dated": ""}
    assert (await submit(visitor, f"{HERE}/nueva", sent)).status_code == 303
    found = await listed(visitor)
    assert "Cifras publicadas · Más de 100 adolescentes" in found
    assert f'value="{project}"' not in page


async def test_an_evaluator_reads_and_changes_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    await submit(visitor, f"{HERE}/nueva", FACT)
    address = await only(visitor)
    await sign_in_as(visitor, cast.evaluator)
    page = await listed(visitor)
    assert "«más de treinta»" in page
    assert "Corregir" not in page
    for refused in (await visitor.get(address), await submit(visitor, f"{HERE}/nueva", FACT)):
        assert refused.status_code == 403
