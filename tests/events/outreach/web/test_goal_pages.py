"""The pages of targets and indicators."""

import httpx
import pytest

from events.outreach.domain.indicators import book, milestones
from events.outreach.domain.indicators.indicator import Filters
from events.outreach.domain.indicators.milestones import Reached
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as
from tests.support.promises import LIFE, MARCH, promised, target
from tests.support.registers import AFTER, WORKSHOP_DAY, march

HERE = "/alcance/metas"
OF_MARCH = f"{HERE}?proyecto=general&desde=2026-03-01&hasta=2026-03-31"


@pytest.fixture
async def reader(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser of the evaluator's."""
    await sign_in_as(visitor, cast.evaluator)
    return visitor


def words_in(page: httpx.Response, *words: str) -> list[str]:
    """Those of the words that the page does not say."""
    assert page.status_code == 200
    return [word for word in words if word not in page.text]


async def test_targets_stand_beside_what_was_reached(reader: httpx.AsyncClient) -> None:
    await march()
    made = await promised(measure="unique", name_es="Personas formadas")
    await target(made, 8, MARCH)
    await target(made, 20, LIFE, exact=True, note="Convenio")
    page = await reader.get(OF_MARCH)
    missing = words_in(
        page, "Personas formadas", "8–10", "100–125 %", "Cumplida", "1 mar – 31 mar 2026",
        "exactamente 20", "40–50 %", "toda la vida del proyecto", "Convenio", "¿Cómo se contó?",
        "/alcance/como?cifra=personas", str(made.id),
    )  # fmt: skip
    assert missing == []
    assert page.text.count("chart-goal") == 2
    assert "se redondean hacia abajo: 100 % solo se dice de lo cumplido" in page.text
    assert "Nuevo indicador" not in page.text


async def test_a_target_without_an_actual_is_not_reported(reader: httpx.AsyncClient) -> None:
    await target(await promised(), 100, MARCH)
    page = await reader.get(OF_MARCH)
    assert words_in(page, "no reportado", "chart-unreported") == []
    assert ' · <b class="nowrap">' not in page.text


@pytest.mark.parametrize("plazo", ["trimestre", "anterior", "semestre", "anio", "vida"])
async def test_every_stretch_can_be_chosen(reader: httpx.AsyncClient, plazo: str) -> None:
    await promised()
    page = await reader.get(f"{HERE}?plazo={plazo}")
    assert words_in(page, f'value="{plazo}" selected', "Participaciones") == []


@pytest.mark.parametrize(
    "asked", ["plazo=siglo", "proyecto=nadie", "plazo=fechas", "desde=2026-02-01&hasta=2026-01-01"]
)
async def test_what_makes_no_sense_is_said(reader: httpx.AsyncClient, asked: str) -> None:
    page = await reader.get(f"{HERE}?{asked}")
    assert (page.status_code, "Falta corregir" in page.text) == (422, True)


async def test_a_project_without_indicators_says_so(reader: httpx.AsyncClient) -> None:
    assert words_in(await reader.get(HERE), "Todavía no hay indicadores") == []


async def test_a_retired_indicator_can_still_be_read(reader: httpx.AsyncClient) -> None:
    made = await promised()
    await book.retire(made.id, by=SYSTEM, at=AFTER)
    assert words_in(await reader.get(HERE), "Indicadores retirados", str(made.id)) == []
    assert words_in(await reader.get(f"{HERE}/{made.id}"), "está retirado") == []


async def test_an_indicator_says_in_plain_words_what_it_counts(reader: httpx.AsyncClient) -> None:
    await march()
    filters = Filters(
        kinds=("workshop", "forum"), municipalities=("0103", "0108"), sexes=("male",),
        modalities=("in_person",),
    )  # fmt: skip
    made = await promised(
        filters=filters, bands={"Adolescentes": (13, 17)}, breakdowns=("age_band", "municipality"),
        definition="Según el convenio", dhis2="DE1",
    )  # fmt: skip
    page = await reader.get(f"{HERE}/{made.id}")
    missing = words_in(
        page, "Según el convenio", "Taller, Foro", "Mixco, San José Pinula", "Hombres",
        "Presencial", "Adolescentes (13-17)", "Cada periodo cuenta lo suyo.", "DE1",
        "Por edad", "Por municipio", "Por trimestre",
    )  # fmt: skip
    assert missing == []
    assert '<th scope="row">Adolescentes</th><td class="number nowrap">9</td>' in page.text


async def test_milestones_are_listed_with_what_shows_them(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    made = await promised(measure="milestone")
    done = Reached(reached_on=WORKSHOP_DAY.date(), evidence="Acta 12", municipality="0103")
    one = await milestones.reach(made.id, done, by=SYSTEM, at=AFTER)
    await sign_in_as(visitor, cast.pinula)
    page = await visitor.get(f"{HERE}/{made.id}")
    back = f"{HERE}/{made.id}/hitos/{one}"
    assert words_in(page, "Acta 12", "14 mar 2026", back, "Se logró") == []
    await milestones.withdraw(one, "Era otra", by=SYSTEM, at=AFTER)
    page = await visitor.get(f"{HERE}/{made.id}")
    assert (words_in(page, "Retirado: Era otra"), back in page.text) == ([], False)


async def test_a_coordinator_is_told_that_they_see_a_part(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    made = await promised()
    await target(made, 10, MARCH)
    await sign_in_as(visitor, cast.pinula)
    for address in (OF_MARCH, f"{HERE}/{made.id}"):
        page = await visitor.get(address)
        assert words_in(page, "Solo se ve lo de los municipios", "Solo se ve una parte") == []


async def test_targets_are_read_by_those_who_read_figures(visitor: httpx.AsyncClient) -> None:
    assert (await visitor.get(HERE)).status_code == 303
