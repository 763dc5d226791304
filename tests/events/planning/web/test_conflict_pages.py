"""What a form hears about conflicts while it is being filled in."""

from uuid import UUID

import httpx
import pytest

from events.planning.domain import venues
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.rounds import HOUR, accepted

FORM: dict[str, str | list[str]] = {
    "day": "2026-12-05",
    "starts": "10:00",
    "ends": "12:00",
    "municipality": "0103",
    "modality": "in_person",
}


async def hall(name: str = "Salón municipal", capacity: int = 80) -> UUID:
    venue = venues.NewVenue(name=name, municipality="0103", capacity=capacity)
    return await venues.add(venue, by=SYSTEM, at=TODAY)


async def look(visitor: httpx.AsyncClient, **fields: str) -> str:
    answer = await submit(visitor, "/eventos/conflictos", {**FORM, **fields})
    assert answer.status_code == 200
    return answer.text


async def test_a_planner_hears_who_has_the_venue_and_what_is_free(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    room, other = await hall(), await hall("Casa de la cultura")
    await planned(venue=room)
    await sign_in_as(visitor, cast.pinula)
    told = await look(visitor, venue=str(room))
    assert "En «Salón municipal» ya está «Navegar con cuidado»" in told
    assert f'value="2026-12-05|12:00|14:00|{room}"' in told
    assert f'value="2026-12-05|10:00|12:00|{other}"' in told
    assert (await look(visitor, venue=str(other))).strip() == ""


async def test_the_venues_of_others_are_told_to_nobody(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    theirs = await hall()
    await planned(venue=theirs)
    mine = await planned(municipality="0108")
    await sign_in_as(visitor, cast.mixco)
    told = await look(visitor, venue=str(theirs), municipality="0108")
    assert "Navegar con cuidado" not in told
    form: dict[str, str | list[str]] = {**FORM, "venue": str(theirs), "municipality": "0108"}
    ahead = await submit(visitor, f"/eventos/{mine}/consecuencias", form)
    assert (ahead.status_code, "Salón municipal" in ahead.text) == (200, False)


async def test_a_planner_hears_who_would_be_told_of_a_move(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned(starts_at=SATURDAY, ends_at=SATURDAY + 2 * HOUR)
    await accepted(event=event)
    await sign_in_as(visitor, cast.pinula)
    told = await look(visitor, event=str(event))
    assert "El recordatorio a 1 persona pasa del vie 4 dic, 09:00 al vie 4 dic, 10:00." in told


@pytest.mark.parametrize(
    "fields",
    [
        {"day": "mañana"},
        {"starts": ""},
        {"ends": "10:00"},
        {"ends": "09:00"},
        {"venue": "aquí"},
        {"day": "0001-01-01"},
        {"day": "2099-12-31"},
        {"last_day": "2026-12-04"},
        {"municipality": "0108"},
        {"municipality": ""},
    ],
)
async def test_what_cannot_be_read_yet_has_no_conflicts(
    visitor: httpx.AsyncClient, cast: Cast, fields: dict[str, str]
) -> None:
    room = await hall()
    await planned(venue=room)
    await sign_in_as(visitor, cast.pinula)
    assert (await look(visitor, **{"venue": str(room), **fields})).strip() == ""


async def test_the_clocks_of_the_form_count(visitor: httpx.AsyncClient, cast: Cast) -> None:
    room = await hall()
    await planned(venue=room)
    await sign_in_as(visitor, cast.pinula)
    there = {"venue": str(room), "starts": "16:00", "ends": "17:00"}
    assert "ya está" in await look(visitor, **there, zone="Europe/Madrid")
    assert "ya está" not in await look(visitor, **there, zone="Luna/Mar")


async def test_nobody_hears_of_events_that_they_do_not_plan(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.mixco)
    refused = await submit(visitor, "/eventos/conflictos", {**FORM, "event": str(event)})
    assert refused.status_code == 403
