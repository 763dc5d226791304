"""Calling off by place and time, on the pages."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from events.planning.domain import agenda, planning
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned

ADDRESS = "/calendario/cancelacion"
SOON = now().replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(days=7)
DAY = SOON.date().isoformat()
AREA: dict[str, str | list[str]] = {
    "municipalities": ["0103"], "from_day": DAY, "from_hour": "00:00", "to_day": DAY,
    "to_hour": "23:59",
}  # fmt: skip
TIMES: dict[str, Any] = {"starts_at": SOON, "ends_at": SOON + timedelta(hours=2)}


async def test_a_coordinator_calls_a_day_off(visitor: httpx.AsyncClient, cast: Cast) -> None:
    events = [await planned(title=title, **TIMES) for title in ("Uno", "Dos")]
    await sign_in_as(visitor, cast.pinula)
    assert 'value="0103" checked' in (await visitor.get(ADDRESS)).text
    preview = (await visitor.get(ADDRESS, params=AREA)).text
    assert "2 actividades se cancelarían" in preview
    chosen: dict[str, str | list[str]] = {"event": [str(events[0])], "reason": "rain"}
    answer = await submit(visitor, ADDRESS, {**AREA, **chosen})
    assert answer.status_code == 303
    result = answer.headers["location"]
    text = (await visitor.get(result)).text
    assert ("1 actividad cancelada." in text, "Uno" in text, "Dos" in text) == (True, True, False)
    weeks = text.split('name="weeks" value="')[1].split('"')[0]
    again: dict[str, str | list[str]] = {"event": str(events[0]), "weeks": weeks}
    made = await submit(visitor, f"{result}/reprogramacion", again)
    assert "Reprograma la actividad cancelada" in (await visitor.get(made.headers["location"])).text


async def test_what_was_called_off_meanwhile_is_said(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    events = [await planned(title=f"Taller {number}", **TIMES) for number in range(8)]
    for event in events[1:]:
        await planning.cancel(event, "venue", by=SYSTEM, at=now())
    await sign_in_as(visitor, cast.pinula)
    chosen: dict[str, str | list[str]] = {"event": [str(e) for e in events], "reason": "rain"}
    answer = await submit(visitor, ADDRESS, {**AREA, **chosen})
    text = (await visitor.get(answer.headers["location"])).text
    assert text.count("Ya estaba cancelada.") == 5
    assert "Y otras 2 se quedaron." in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "Elegir una de las opciones."),
        ({"event": []}, "No se eligió ninguna actividad."),
        ({"event": ["x"]}, "No se eligió ninguna actividad."),
        ({"municipalities": ["0108"]}, "Elegir al menos una de las opciones."),
        ({"to_hour": "00:00"}, "El tiempo va desde el inicio hasta 31 días después."),
        ({"to_day": "2099-01-01"}, "El tiempo va desde el inicio hasta 31 días después."),
    ],
)
async def test_a_wrong_form_calls_nothing_off(
    visitor: httpx.AsyncClient, cast: Cast, changes: dict[str, str | list[str]], said: str
) -> None:
    event = await planned(**TIMES)
    await sign_in_as(visitor, cast.pinula)
    sent: dict[str, str | list[str]] = {**AREA, "event": [str(event)], "reason": "rain", **changes}
    answer = await submit(visitor, ADDRESS, sent)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert f'name="from_day" type="date" value="{DAY}"' in answer.text
    assert (await agenda.event(event)).status == "published"


async def test_a_stale_choice_is_refused_in_words(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned(**TIMES)
    await planning.cancel(event, "venue", by=SYSTEM, at=now())
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, ADDRESS, {**AREA, "event": str(event), "reason": "rain"})
    assert (answer.status_code, "Ya estaba cancelada." in answer.text) == (422, True)


async def test_a_day_without_events_says_so(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert "No hay nada que cancelar" in (await visitor.get(ADDRESS, params=AREA)).text
    wrong = await visitor.get(ADDRESS, params={**AREA, "to_day": "nunca"})
    assert (wrong.status_code, "Falta una fecha válida" in wrong.text) == (422, True)


async def test_calling_off_takes_a_planner(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned(**TIMES)
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get(ADDRESS)).status_code == 403
    await sign_in_as(visitor, cast.pinula)
    for address in (f"{ADDRESS}/{event}", f"{ADDRESS}/{event}/reprogramacion"):
        assert (await submit(visitor, address)).status_code in {404, 405}
    assert (await visitor.get(f"{ADDRESS}/{event}")).status_code == 404
