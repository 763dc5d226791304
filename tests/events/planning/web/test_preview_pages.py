"""Looking at the consequences before one leaps, on pages and by program."""

from typing import Any

import httpx
import pytest

from events.planning.domain import agenda, venues
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit, use_token
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.rounds import HOUR

FORM: dict[str, str | list[str]] = {
    "title": "Otro título", "kind": "workshop", "day": "2026-12-05", "starts": "10:00",
    "ends": "12:00", "municipality": "0103", "modality": "in_person", "topics": ["a", "b"],
}  # fmt: skip


async def test_a_form_is_looked_at_and_nothing_typed_is_lost(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    before = await agenda.event(event)
    await sign_in_as(visitor, cast.pinula)
    seen = await submit(visitor, f"/eventos/{event}/consecuencias", FORM)
    assert seen.status_code == 200
    assert (
        '<b>sábado 5 de diciembre de 2026, <span class="nowrap">10:00–12:00</span></b>' in seen.text
    )
    assert "Cambia en la agenda pública" in seen.text
    for name, value in (("title", "Otro título"), ("topics", "a"), ("topics", "b")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in seen.text
    assert 'name="alternativa" value="2026-12-05|10:00|12:00|"' in seen.text
    assert await agenda.event(event) == before


async def test_an_alternative_can_be_chosen_while_looking(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    new = venues.NewVenue(name="Salón", municipality="0103")
    room = await venues.add(new, by=SYSTEM, at=TODAY)
    await planned(venue=room)
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    address = f"/eventos/{event}/consecuencias"
    taken = (await submit(visitor, address, {**FORM, "venue": str(room)})).text
    choice = f"2026-12-05|12:00|14:00|{room}"
    assert 'name="venue_overlap_reason"' in taken
    assert f'value="{choice}" formnovalidate formaction="{address}"' in taken
    chosen = (await submit(visitor, address, {**FORM, "alternativa": choice})).text
    assert ("Lo que choca" in chosen, 'name="venue_overlap_reason"' in chosen) == (False, False)
    for name, value in (("starts", "12:00"), ("ends", "14:00"), ("venue", str(room))):
        assert f'<input type="hidden" name="{name}" value="{value}">' in chosen


async def test_a_form_that_says_no_time_yet_is_kept(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    seen = await submit(visitor, f"/eventos/{event}/consecuencias", {**FORM, "starts": "tarde"})
    assert "Todavía falta una fecha o un horario" in seen.text
    assert '<input type="hidden" name="starts" value="tarde">' in seen.text


async def test_only_who_plans_there_may_look(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.mixco)
    assert (await visitor.get(f"/eventos/{event}/consecuencias")).status_code == 403
    assert (await submit(visitor, f"/eventos/{event}/consecuencias", FORM)).status_code == 403
    elsewhere = {**FORM, "municipality": "0103"}
    mine = await planned(municipality="0108")
    refused = await submit(visitor, f"/eventos/{mine}/consecuencias", elsewhere)
    assert refused.status_code == 403


async def test_who_wants_to_cancel_sees_what_follows_first(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    seen = (await visitor.get(f"/eventos/{event}/consecuencias")).text
    assert "Nadie recibe un aviso." in seen
    assert f'action="/eventos/{event}/cancelacion"' in seen


@pytest.mark.parametrize(
    ("asked", "kinds", "first"),
    [
        ({}, [], None),
        ({"changes": {"notes": "no"}}, [], None),
        ({"changes": {"starts_at": (SATURDAY + HOUR).isoformat()}}, [], "Cambia en la agenda"),
        ({"cancel": True}, [], "Se ve como cancelada"),
    ],
)
async def test_a_program_looks_ahead(
    visitor: httpx.AsyncClient, asked: dict[str, Any], kinds: list[str], first: str | None
) -> None:
    event = await planned()
    before = await agenda.event(event)
    await use_token(visitor, "plan")
    answer = await visitor.post(f"/api/v1/events/{event}/preview", json=asked)
    assert answer.status_code == 200
    told = answer.json()
    assert [one["what"] for one in told["conflicts"]] == kinds
    sentences = [one["sentence"] for one in told["consequences"]]
    assert [text[: len(first or "")] for text in sentences[:1]] == ([first] if first else [])
    assert await agenda.event(event) == before


async def test_a_program_hears_what_cannot_stand(visitor: httpx.AsyncClient) -> None:
    event = await planned()
    await use_token(visitor, "plan")
    asked = {"changes": {"ends_at": (SATURDAY - HOUR).isoformat()}}
    answer = await visitor.post(f"/api/v1/events/{event}/preview", json=asked)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "ends_at")
