"""An event's history is read by those who plan it."""

from datetime import timedelta

import httpx
import msgspec

from events.planning.domain import acts, planning, undo
from events.planning.domain.history import PAGE
from notifications.domain import upstairs
from tests.support.cast import Cast, sign_in_as
from tests.support.events import TODAY, WORKSHOP, planned

MINUTE = timedelta(minutes=1)


async def test_the_history_says_who_did_what_and_when(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planning.plan(WORKSHOP, by=cast.pinula, at=TODAY)
    larger = msgspec.structs.replace(WORKSHOP, capacity=60, topics=())
    await planning.change(event, larger, by=cast.pinula, at=TODAY + MINUTE, above=upstairs)
    await sign_in_as(visitor, cast.pinula)
    text = (await visitor.get(f"/eventos/{event}/historia")).text
    assert "anotó el cupo: 60" in text
    assert "quitó el tema «Riesgos de las redes sociales»" in text
    assert text.index("anotó el cupo") < text.index("planificó la actividad")
    assert "<b>Paula Pinula</b> planificó la actividad para el sábado 5 de diciembre" in text
    assert "Sábado 28 de noviembre de 2026, 09:01" in text.replace("sábado 28", "Sábado 28")


async def test_what_was_undone_and_what_was_part_of_more_is_marked(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    events = [await planned(title=title) for title in ("Uno", "Dos")]
    async with acts.doing("cluster.cancelled", by=cast.pinula, at=TODAY) as act:
        for event in events:
            await planning.cancel(event, "rain", by=cast.pinula, at=TODAY)
    await undo.undo(act.id, by=cast.pinula, at=TODAY + MINUTE, above=upstairs)
    await sign_in_as(visitor, cast.pinula)
    text = (await visitor.get(f"/eventos/{events[0]}/historia")).text
    assert text.count("deshecho</span>") == 1
    assert "Parte de: una cancelación por zona (2 actividades)" in text
    assert "puso otra vez en pie la actividad cancelada" in text


async def test_a_long_history_is_read_page_by_page(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned()
    for number in range(PAGE):
        draft = msgspec.structs.replace(WORKSHOP, capacity=number + 1)
        await planning.change(
            event, draft, by=cast.pinula, at=TODAY + number * MINUTE, above=upstairs
        )
    await sign_in_as(visitor, cast.pinula)
    first = (await visitor.get(f"/eventos/{event}/historia")).text
    second = (await visitor.get(f"/eventos/{event}/historia?pagina=2")).text
    counts = [text.count('class="history-entry') for text in (first, second)]
    assert counts == [PAGE, 2]
    assert ("Siguiente" in first, "Anterior" in first) == (True, False)
    assert ("Siguiente" in second, "Anterior" in second) == (False, True)
    strange = (await visitor.get(f"/eventos/{event}/historia?pagina=-3")).text
    assert strange.count('class="history-entry') == PAGE


async def test_the_history_is_nobody_elses_business(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned()
    for stranger in (cast.mixco, cast.evaluator):
        await sign_in_as(visitor, stranger)
        assert (await visitor.get(f"/eventos/{event}/historia")).status_code == 403
