"""Planning an event on the pages, as a coordinator does."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from events.planning.domain import agenda
from server.foundation.database import execute, fetch
from server.foundation.identity import new_id
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import planned

FILLED: dict[str, Any] = {
    "title": "Navegar con cuidado",
    "kind": "workshop",
    "municipality": "0103",
    "topics": ["social-network-risks"],
    "audiences": ["parents-carers"],
    "day": "2026-12-05",
    "starts": "09:00",
    "ends": "12:00",
    "modality": "in_person",
    "project": "general",
}


async def test_a_coordinator_plans_and_publishes(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    form = await visitor.get("/eventos/nuevo?dia=2026-12-05")
    assert form.status_code == 200
    saved = await submit(visitor, "/eventos/nuevo", FILLED)
    assert saved.status_code == 303, saved.text
    address = saved.headers["location"]
    assert "Guardada como borrador." in (await visitor.get(address)).text
    assert (await submit(visitor, f"{address}/publicacion")).status_code == 303
    rows = await fetch("SELECT status, starts_at, sequence FROM event")
    assert [(row["status"], row["starts_at"].isoformat(), row["sequence"]) for row in rows] == [
        ("published", "2026-12-05T15:00:00+00:00", 0)
    ]


async def test_a_wrong_form_keeps_what_was_typed(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, "/eventos/nuevo", {**FILLED, "ends": "08:00", "day": "ayer"})
    assert answer.status_code == 422
    assert "Falta una fecha válida" in answer.text
    assert 'value="Navegar con cuidado"' in answer.text
    assert await fetch("SELECT FROM event") == []


async def test_a_coordinator_cannot_plan_elsewhere(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.mixco)
    answer = await submit(visitor, "/eventos/nuevo", FILLED)
    assert answer.status_code == 422
    event = await planned()
    for page in ("", "/editar"):
        assert (await visitor.get(f"/eventos/{event}{page}")).status_code == 403
    assert (await submit(visitor, f"/eventos/{event}/publicacion")).status_code == 403
    unreadable = await submit(visitor, f"/eventos/{event}/editar", {"title": ""})
    assert (unreadable.status_code, "Navegar con cuidado" in unreadable.text) == (403, False)


async def test_moving_raises_the_sequence_and_words_do_not(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await planned()
    before = await agenda.event(event)
    assert (
        await submit(visitor, f"/eventos/{event}/editar", {**FILLED, "title": "Otro"})
    ).status_code == 303
    renamed = await agenda.event(event)
    assert (renamed.title, renamed.sequence, renamed.uid) == ("Otro", 0, before.uid)
    await submit(visitor, f"/eventos/{event}/editar", {**FILLED, "starts": "10:00"})
    moved = await agenda.event(event)
    assert (moved.sequence, moved.uid) == (1, before.uid)


async def test_a_stale_edit_is_refused(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await planned()
    answer = await submit(
        visitor, f"/eventos/{event}/editar", {**FILLED, "seen": "2026-01-01T00:00:00+00:00"}
    )
    assert answer.status_code == 422
    assert "Otra persona cambió esta actividad" in answer.text


async def test_calling_off_needs_a_reason(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await planned()
    answer = await submit(visitor, f"/eventos/{event}/cancelacion", {"reason": "pereza"})
    assert answer.status_code == 422
    assert "Elegir por qué se cancela." in answer.text
    assert (
        await submit(visitor, f"/eventos/{event}/cancelacion", {"reason": "rain"})
    ).status_code == 303
    assert (await agenda.event(event)).status == "cancelled"
    assert (await submit(visitor, f"/eventos/{event}/publicacion")).status_code == 409


async def test_the_month_shows_what_is_planned(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await planned()
    await sign_in_as(visitor, cast.pinula)
    sheet = await visitor.get("/calendario?mes=2026-12")
    assert sheet.text.count("Navegar con cuidado") == 1
    assert "Navegar" not in (await visitor.get("/calendario?mes=2027-02")).text
    await sign_in_as(visitor, cast.mixco)
    assert "Navegar" not in (await visitor.get("/calendario?mes=2026-12")).text


async def test_nobody_without_an_account_sees_the_calendar(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/calendario")
    assert (answer.status_code, answer.headers["location"]) == (303, "/entrar?next=/calendario")


async def test_a_register_is_closed_and_opened_again(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await planned()
    early = await submit(visitor, f"/eventos/{event}/cierre")
    assert (early.status_code, "aún no empieza" in early.text) == (409, True)
    await execute("UPDATE event SET starts_at = now() - interval '1 hour'")
    told = []
    for step in ("cierre", "reapertura"):
        answer = await submit(visitor, f"/eventos/{event}/{step}")
        told.append((answer.status_code, answer.headers["location"], await status(event)))
    register = f"/eventos/{event}/registro"
    assert told == [(303, register, "closed"), (303, register, "published")]


@pytest.mark.parametrize(
    ("asked", "led"), [("/eventos/x/revision?a=1", "/eventos/x/revision?a=1"), ("//evil.test", "/")]
)
async def test_who_opens_a_register_again_returns_to_where_it_was_wanted(
    visitor: httpx.AsyncClient, cast: Cast, asked: str, led: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    event = await planned()
    await execute("UPDATE event SET starts_at = now() - interval '1 hour', status = 'closed'")
    answer = await submit(visitor, f"/eventos/{event}/reapertura", {"next": asked})
    assert (answer.status_code, answer.headers["location"]) == (303, led)


async def status(event: UUID) -> str:
    return (await agenda.event(event)).status


async def test_an_unknown_event_is_not_found(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.admin)
    for page in ("", "/editar"):
        assert (await visitor.get(f"/eventos/{new_id()}{page}")).status_code == 404
    for step in ("editar", "publicacion", "cierre", "reapertura"):
        assert (await submit(visitor, f"/eventos/{new_id()}/{step}")).status_code == 404
    answer = await submit(visitor, f"/eventos/{new_id()}/cancelacion", {"reason": "rain"})
    assert answer.status_code == 404


async def test_a_form_full_of_nonsense_is_refused(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    nonsense: dict[str, Any] = dict.fromkeys(FILLED, "\x00<script>" * 500)
    answer = await submit(visitor, "/eventos/nuevo", nonsense)
    assert (answer.status_code, "<script>\x00" in answer.text) == (422, False)
    assert (await submit(visitor, "/eventos/nuevo", {})).status_code == 422
    assert await fetch("SELECT FROM event") == []
