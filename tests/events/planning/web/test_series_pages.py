"""A series on the pages, as a coordinator makes, changes and ends one."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from msgspec import structs

from events.planning.domain import agenda, planning
from events.planning.domain.draft import as_draft
from notifications.domain import upstairs
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned
from tests.support.series import events, repeated

WEEKLY: dict[str, Any] = {
    "title": "Refuerzo de redes", "kind": "workshop", "municipality": "0103",
    "audiences": ["parents-carers"], "starts_on": "2031-12-02", "repeat": "WEEKLY",
    "weekdays": ["TU"], "count": "5", "time-1-starts": "09:00", "time-1-ends": "11:00",
}  # fmt: skip
YEARS_AHEAD = date(2031, 12, 2)
SATURDAY = datetime(2031, 12, 6, 15, 0, tzinfo=UTC)
NINES = ["2031-12-02 15:00", "2031-12-09 15:00", "2031-12-16 15:00", "2031-12-23 15:00"]


def seen(answer: httpx.Response) -> str:
    """The fingerprint of the preview on the page."""
    found = re.search(r'name="seen" value="(\w+)"', answer.text)
    assert found, answer.text
    return found[1]


async def saved(visitor: httpx.AsyncClient, address: str, data: dict[str, Any]) -> httpx.Response:
    """Look at the preview, then save it."""
    preview = await submit(visitor, address, data)
    assert preview.status_code == 200, preview.text
    return await submit(visitor, address, {**data, "seen": seen(preview), "step": "save"})


async def planned_times() -> list[str]:
    rows = await fetch(
        "SELECT to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS moment"
        " FROM event WHERE status <> 'cancelled' ORDER BY starts_at"
    )
    return [row["moment"] for row in rows]


async def test_a_coordinator_repeats_an_activity(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert "Todavía no hay series" in (await visitor.get("/series")).text
    assert (await visitor.get("/series/nueva?dia=2031-12-02")).status_code == 200
    preview = await submit(visitor, "/series/nueva", WEEKLY)
    assert "<b>5 se crean.</b>" in preview.text
    assert await planned_times() == []
    answer = await saved(visitor, "/series/nueva", {**WEEKLY, "omitted": ["2031-12-30.a"]})
    assert answer.status_code == 303, answer.text
    assert await planned_times() == NINES
    page = await visitor.get(answer.headers["location"])
    assert 'Cada martes, 5 veces · <span class="nowrap">09:00–11:00</span>' in page.text
    assert "martes 23 de diciembre de 2031" in page.text
    assert "Cada martes, 5 veces" in (await visitor.get("/series")).text


async def test_holidays_are_flagged_and_counted(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    christmas = {**WEEKLY, "starts_on": "2031-12-25", "weekdays": [], "count": "2"}
    preview = await submit(visitor, "/series/nueva", christmas)
    assert "<b>2 se crean, 2 caen en feriado.</b>" in preview.text


async def test_an_event_becomes_the_first_of_its_series(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await planned(
        published=False, starts_at=SATURDAY, ends_at=SATURDAY + timedelta(hours=3)
    )
    form = await visitor.get(f"/series/nueva?evento={event}")
    assert 'value="2031-12-06"' in form.text
    assert 'value="Navegar con cuidado"' in form.text
    data = {**WEEKLY, "evento": str(event), "starts_on": "2031-12-06", "weekdays": ["SA"]}
    answer = await saved(visitor, "/series/nueva", {**data, "title": "Navegar con cuidado"})
    rows = await fetch("SELECT occurrence FROM event WHERE id = $1", event)
    assert (answer.status_code, rows[0]["occurrence"]) == (303, "0.a")


async def test_what_was_typed_stays(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    wrong = {
        **WEEKLY,
        "title": "",
        "count": "",
        "repeat": "MONTHLY",
        "monthly": "nth",
        "nth": "2",
        "nth_weekday": "SA",
        "time-2-label": "Tarde",
        "excluded": ["pronto"],
    }
    answer = await submit(visitor, "/series/nueva", wrong)
    assert answer.status_code == 422
    for said in (
        "Falta este dato",
        "Falta hasta cuándo",
        "Falta la hora",
        "Falta una fecha válida",
    ):
        assert said in answer.text
    assert 'value="Tarde"' in answer.text
    both = await submit(visitor, "/series/nueva", {**WEEKLY, "until": "2031-11-01"})
    assert "no ambas" in both.text
    early = await submit(visitor, "/series/nueva", {**WEEKLY, "count": "", "until": "2031-11-01"})
    assert "Tiene que terminar después de empezar" in early.text
    back = await submit(visitor, "/series/nueva", {**WEEKLY, "step": "edit"})
    assert (back.status_code, 'value="Refuerzo de redes"' in back.text) == (200, True)


async def test_a_rule_can_be_written_by_hand(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    by_hand = {**WEEKLY, "repeat": "rule", "rule": "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"}
    answer = await saved(visitor, "/series/nueva", {**by_hand, "count": "2"})
    assert await planned_times() == ["2031-12-30 15:00", "2032-01-27 15:00"]
    form = await visitor.get(f"{answer.headers['location']}/editar?alcance=todas")
    assert 'value="FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=2"' in form.text
    refused = await submit(visitor, "/series/nueva", {**by_hand, "rule": "FREQ=HOURLY"})
    assert "Una serie se repite por día, semana, mes o año." in refused.text


async def test_the_scope_is_asked_for(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    series = await repeated(starts_on=YEARS_AHEAD)
    event = (await events(series))[1]
    edit = f"/series/{series}/editar?desde={event}"
    assert "Esta y las que siguen" in (await visitor.get(edit)).text
    alone = await visitor.get(f"{edit}&alcance=esta")
    assert alone.headers["location"] == f"/eventos/{event}/editar"
    following = await visitor.get(f"{edit}&alcance=siguientes")
    assert "Cambiar esta fecha y las que siguen" in following.text
    assert 'value="2031-12-09"' in following.text
    sheet = await visitor.get(f"/eventos/{event}")
    assert f'href="/series/{series}/editar?desde={event}"' in sheet.text


async def test_the_scope_is_asked_for_events_of_the_series_only(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    series = await repeated(starts_on=YEARS_AHEAD)
    other = await planned(municipality="0108", title="De otros")
    answer = await visitor.get(f"/series/{series}/editar?desde={other}")
    assert (answer.status_code, "De otros" in answer.text) == (404, False)


async def test_an_event_that_left_the_municipality_of_its_series_is_edited_alone(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.mixco)
    series = await repeated(starts_on=YEARS_AHEAD)
    event = (await events(series))[1]
    draft = structs.replace(as_draft(await agenda.event(event)), municipality="0108")
    await planning.change(event, draft, by=SYSTEM, at=now(), above=upstairs)
    answer = await visitor.get(f"/series/{series}/editar?desde={event}")
    assert answer.headers["location"] == f"/eventos/{event}/editar"


async def test_following_dates_are_changed_after_a_preview(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await saved(visitor, "/series/nueva", WEEKLY)
    series = UUID(answer.headers["location"].rpartition("/")[2])
    event = (await events(series))[2]
    edit = f"/series/{series}/editar?desde={event}&alcance=siguientes"
    later = {
        **WEEKLY, "starts_on": "2031-12-16", "count": "3", "time-1-key": "a",
        "time-1-starts": "14:00", "time-1-ends": "16:00",
    }  # fmt: skip
    preview = await submit(visitor, edit, later)
    assert "<b>3 se mueven.</b>" in preview.text
    assert "antes: mar 16 dic, 09:00" in preview.text
    assert (await submit(visitor, edit, {**later, "step": "edit"})).status_code == 200
    wrong = await submit(visitor, edit, {**later, "starts_on": "2031-12-01"})
    assert "Lo que cambia empieza después" in wrong.text
    answer = await saved(visitor, edit, later)
    assert answer.headers["location"] != f"/series/{series}"
    assert (await planned_times())[1:4] == [
        "2031-12-09 15:00", "2031-12-16 20:00", "2031-12-23 20:00",
    ]  # fmt: skip
    page = await visitor.get(answer.headers["location"])
    assert "Ver la serie anterior" in page.text


async def test_a_plan_that_changed_meanwhile_is_shown_again(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    stale = await submit(visitor, "/series/nueva", {**WEEKLY, "seen": "another", "step": "save"})
    assert stale.status_code == 422
    assert "El plan cambió mientras tanto" in stale.text
    assert await planned_times() == []
    series = await repeated(starts_on=YEARS_AHEAD)
    data = {**WEEKLY, "seen": "another", "step": "save"}
    again = await submit(visitor, f"/series/{series}/editar?alcance=todas", data)
    assert "El plan cambió mientras tanto" in again.text


async def test_a_series_is_ended_with_a_reason(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await saved(visitor, "/series/nueva", WEEKLY)
    series = UUID(answer.headers["location"].rpartition("/")[2])
    third = (await events(series))[2]
    await planning.publish(third, by=SYSTEM, at=now(), above=upstairs)
    end = f"/series/{series}/fin?desde={third}"
    asked = await visitor.get(end)
    assert "<b>3 se quitan.</b>" in asked.text
    silent = await submit(visitor, end, {"seen": seen(asked)})
    assert "Elegir por qué se cancelan las fechas publicadas." in silent.text
    done = await submit(visitor, end, {"seen": seen(asked), "reason": "facilitator"})
    assert done.status_code == 303, done.text
    assert await planned_times() == NINES[:2]


async def test_a_series_elsewhere_is_none_of_their_business(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    series, event = await repeated(starts_on=YEARS_AHEAD), await planned(at=now())
    await sign_in_as(visitor, cast.mixco)
    first = (await events(series))[0]
    for address in (
        f"/series/{series}",
        f"/series/{series}/editar?desde={first}",
        f"/series/{series}/editar?alcance=todas",
        f"/series/{series}/fin",
        f"/series/nueva?evento={event}",
    ):
        assert (await visitor.get(address)).status_code == 403, address
    assert (await submit(visitor, "/series/nueva", {"evento": str(event)})).status_code == 403
    assert (await visitor.get(f"/series/{new_id()}")).status_code == 404
    assert str(series) not in (await visitor.get("/series")).text
