"""What the dashboard tells of places and times: map, trends, gaps, and what was adjusted."""

from datetime import timedelta

import httpx

from events.outreach.tables import Adjustment, AdjustmentLine
from server.foundation.identity import new_id
from tests.support.board_reading import OF_MARCH, card, page_of, read, rows
from tests.support.cast import Cast, sign_in_as
from tests.support.closing import closed_half
from tests.support.registers import AFTER, WORKSHOP_DAY, held, march


async def test_the_map_shows_contacts_or_their_rate(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    contacts = card(await page_of(visitor), "Dónde")
    assert 'aria-label="Mixco: 4"' in contacts
    assert 'aria-label="Mixco: 0.1"' in card(
        await page_of(visitor, f"{OF_MARCH}&mapa=tasa"), "Dónde"
    )
    assert 'href="/alcance?plazo=fechas&amp;municipio=0108&amp;desde=2026-03-01' in contacts


async def test_time_is_told_in_eight_quarters_or_twelve_months(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await march()
    await sign_in_as(visitor, cast.evaluator)
    quarters = card(await page_of(visitor), "En el tiempo")
    assert len(rows(quarters)) == 8
    assert rows(quarters)[-1] == ["T1 2026", "12", "8–10", "2"]
    assert rows(quarters)[0] == ["T2 2024", "no reportado", "no reportado", "0"]
    assert quarters.count('<svg class="chart chart-trend"') == 3
    months = rows(card(await page_of(visitor, f"{OF_MARCH}&cada=mes"), "En el tiempo"))
    assert [row[0] for row in months][-2:] == ["feb 2026", "mar 2026"]
    assert len(months) == 12


async def test_topics_that_nobody_speaks_of_are_named(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await held(WORKSHOP_DAY - timedelta(days=180), topics=("parental-skills",))
    await march()
    await sign_in_as(visitor, cast.pinula)
    found = card(await page_of(visitor), "De qué no se habla")
    assert (
        "En San José Pinula no se habla de «Habilidades parentales» desde septiembre de 2025."
        in found
    )
    table = {row[0]: row[1:] for row in rows(found)[:20] if len(row) == 2}
    assert table["Riesgos de las redes sociales"] == ["este mes"]
    assert table["Habilidades parentales"] == ["hace 6 meses"]
    assert table["Manejo de emociones"] == ["nunca"]
    months = {row[0]: row[1:] for row in rows(found) if len(row) == 13}
    assert months["Riesgos de las redes sociales"][:2] == ["1", "—"]


async def test_adjustments_of_closed_periods_are_told(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    half = await closed_half()
    made = Adjustment(
        id=new_id(), period=half.period, event=half.workshop, reason="Hoja perdida", made_at=AFTER
    )
    await Adjustment.insert(made)
    await AdjustmentLine.insert(
        AdjustmentLine(id=new_id(), adjustment=made.id, sex="male", age_band="13-14", people=3)
    )
    await sign_in_as(visitor, cast.admin)
    page = await page_of(visitor)
    assert "el ajuste de 1 actividad de un periodo ya cerrado (+3 contactos)" in read(page)
    assert "Todas las actividades que terminaron tienen su registro cerrado." in page
