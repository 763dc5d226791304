"""Events that end on another day than they began, on the pages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from events.planning.domain import agenda
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import SATURDAY, planned

WRITTEN: dict[str, Any] = {
    "title": "Navegar con cuidado",
    "kind": "workshop",
    "municipality": "0103",
    "audiences": ["adolescents"],
    "day": "2026-12-05",
    "starts": "09:00",
    "ends": "09:00",
    "modality": "in_person",
    "project": "general",
}
MONDAY = SATURDAY + timedelta(days=2)


async def test_editing_the_words_leaves_the_days_as_they_were(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned(ends_at=MONDAY)
    await sign_in_as(visitor, cast.pinula)
    form = (await visitor.get(f"/eventos/{event}/editar")).text
    assert 'name="last_day" type="date" value="2026-12-07"' in form
    await submit(visitor, f"/eventos/{event}/editar", {**WRITTEN, "last_day": "2026-12-07"})
    after = await agenda.event(event)
    assert (after.starts_at, after.ends_at, after.sequence) == (SATURDAY, MONDAY, 0)


async def test_an_event_of_one_day_does_not_ask_for_another(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert 'name="last_day"' not in (await visitor.get("/eventos/nuevo")).text
    # But who ends it before it began may have meant the day after.
    refused = await submit(visitor, "/eventos/nuevo", WRITTEN)
    assert (refused.status_code, 'name="last_day"' in refused.text) == (422, True)
    assert 'href="#f-ends"' in refused.text
    saved = await submit(visitor, "/eventos/nuevo", {**WRITTEN, "last_day": "2026-12-06"})
    assert saved.status_code == 303


async def test_a_last_day_that_cannot_be_read_is_refused(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, "/eventos/nuevo", {**WRITTEN, "last_day": "lunes"})
    assert (answer.status_code, 'href="#f-last_day"' in answer.text) == (422, True)


async def test_an_event_is_on_each_of_its_days_and_not_on_the_next(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    midnight = datetime(2026, 12, 6, 6, tzinfo=UTC)
    await planned(title="Hasta medianoche", ends_at=midnight)
    await planned(title="Tres días", ends_at=MONDAY)
    sheet = (await visitor.get("/calendario?mes=2026-12")).text
    assert (sheet.count("Hasta medianoche"), sheet.count("Tres días")) == (1, 3)


async def test_an_event_over_new_year_is_on_both_months(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    eve = datetime(2027, 1, 1, 3, tzinfo=UTC)
    await planned(title="Velada", starts_at=eve, ends_at=eve + timedelta(hours=6))
    counts = [
        (await visitor.get(f"/calendario?mes={month}")).text.count("Velada")
        for month in ("2026-12", "2027-01", "2027-02")
    ]
    assert counts == [2, 2, 0]
