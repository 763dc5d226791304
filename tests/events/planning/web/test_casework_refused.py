"""Work on somebody's case is refused wherever an event is written down."""

from datetime import UTC, datetime

import httpx
import pytest

from events.planning.domain import agenda, planning
from server.foundation.errors import Invalid
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit, use_token
from tests.support.events import TODAY, planned

WHY = "Convoca no guarda casos"
FORM: dict[str, str | list[str]] = {
    "title": "Acompañamiento a la víctima", "kind": "meeting", "municipality": "0103",
    "modality": "in_person", "audiences": ["adolescents"], "day": "2026-12-05", "starts": "09:00",
    "ends": "12:00", "project": "general", "notes": "Llevar agua",
}  # fmt: skip
BODY = {
    "title": "Entrevista a la víctima", "kind": "meeting", "municipality": "0103",
    "starts_at": "2026-12-05T09:00:00-06:00", "ends_at": "2026-12-05T10:00:00-06:00",
}  # fmt: skip


async def nothing_was_planned() -> bool:
    whole = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    return await agenda.between(*whole) == []


async def test_the_form_says_why_and_keeps_what_was_typed(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, "/eventos/nuevo", FORM)
    assert (answer.status_code, WHY in answer.text) == (422, True)
    assert ('value="Acompañamiento a la víctima"' in answer.text, "Llevar agua" in answer.text) == (
        True,
        True,
    )
    assert await nothing_was_planned()


async def test_a_program_is_told_the_field(visitor: httpx.AsyncClient) -> None:
    await use_token(visitor, "plan")
    answer = await visitor.post("/api/v1/events", json={**BODY, "notes": "Expediente 123"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    told = answer.json()["errors"]
    assert [(one["field"], WHY in one["detail"]) for one in told] == [
        ("title", True),
        ("notes", True),
    ]
    assert await nothing_was_planned()


async def test_an_event_does_not_become_a_case(visitor: httpx.AsyncClient, db: None) -> None:
    event = await planned()
    await use_token(visitor, "plan")
    answer = await visitor.patch(f"/api/v1/events/{event}", json={"title": "Caso de María"})
    assert (answer.status_code, (await agenda.event(event)).title) == (422, "Navegar con cuidado")


async def test_planning_itself_refuses_it(db: None) -> None:
    with pytest.raises(Invalid) as refusal:
        await planned(title="Operativo de rescate", at=TODAY)
    assert list(refusal.value.fields) == ["title"]


async def test_training_about_it_is_planned(db: None) -> None:
    event = await planned(title="Capacitación: la entrevista a la víctima")
    assert (await agenda.event(event)).status == "published"
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
