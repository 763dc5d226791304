"""Copying a part of the agenda, on the pages."""

import httpx
import pytest

from events.planning.domain import agenda, planning, venues
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import SATURDAY, TODAY, planned

ADDRESS = "/calendario/copiar"
WEEK: dict[str, str | list[str]] = {
    "what": "week", "municipality": "0103", "first": "2026-12-01", "to": "0103",
    "onto": "2026-12-08",
}  # fmt: skip


async def copies() -> list[agenda.Event]:
    rows = await fetch("SELECT id FROM event WHERE starts_at > $1", SATURDAY)
    return await agenda.events([row["id"] for row in rows])


@pytest.mark.parametrize("what", ["", "programme", "project", "nothing"])
async def test_the_form_asks_what_it_needs(
    visitor: httpx.AsyncClient, cast: Cast, what: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    text = (await visitor.get(ADDRESS, params={"what": what})).text
    asked = [f'name="{name}"' in text for name in ("first", "last", "project", "cohort")]
    assert asked == [what != "programme", what == "project", what == "project", what == "programme"]


async def test_a_week_is_seen_before_it_is_copied(visitor: httpx.AsyncClient, cast: Cast) -> None:
    new = venues.NewVenue(name="Salón comunal", municipality="0103")
    venue = await venues.add(new, by=SYSTEM, at=TODAY)
    event = await planned(venue=venue)
    await sign_in_as(visitor, cast.pinula)
    seen = (await visitor.get(ADDRESS, params=WEEK)).text
    span = 'sábado 12 de diciembre de 2026, <span class="nowrap">09:00–12:00</span>'
    assert ("1 copia<" in seen, span in seen) == (True, True)
    assert f'<option value="{venue}" selected>' in seen
    rooms: dict[str, str | list[str]] = {"room": str(venue), f"venue-{venue}": ""}
    sent = {**WEEK, **rooms, "event": str(event)}
    looked = await submit(visitor, ADDRESS, {**sent, "step": "look"})
    assert (looked.status_code, await copies()) == (200, [])
    assert f'<option value="{venue}" selected>' not in looked.text
    answer = await submit(visitor, ADDRESS, {**sent, "step": "copy"})
    assert answer.headers["location"] == "/calendario?municipio=0103&mes=2026-12"
    assert [(copy.venue, copy.status) for copy in await copies()] == [(None, "draft")]
    again = (await visitor.get(ADDRESS, params=WEEK)).text
    assert ("Ya hay una igual" in again, f'value="{event}" checked' in again) == (True, False)


async def test_nothing_ticked_copies_nothing(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await planned()
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, ADDRESS, {**WEEK, "step": "copy", "event": "x"})
    assert (answer.status_code, "No se eligió ninguna" in answer.text) == (422, True)
    assert await copies() == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"to": "0108"}, "Elegir una de las opciones."),
        ({"municipality": "0108"}, "Elegir una de las opciones."),
        ({"first": "nunca"}, "Falta una fecha válida"),
        ({"what": "programme", "programme": "x", "cohort": "2"}, "Elegir una de las opciones."),
        ({"what": "programme", "cohort": ""}, "Falta este dato."),
        ({"what": "project", "project": "general", "last": "2026-11-01"}, "El último día va"),
        ({"what": "everything"}, "Elegir una de las opciones."),
    ],
)
async def test_a_wrong_form_says_what_is_wrong(
    visitor: httpx.AsyncClient, cast: Cast, changes: dict[str, str], said: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await visitor.get(ADDRESS, params={**WEEK, **changes})
    assert (answer.status_code, said in answer.text) == (422, True)
    posted = await submit(visitor, ADDRESS, {**WEEK, **changes, "step": "copy"})
    assert (posted.status_code, said in posted.text) == (422, True)


async def test_an_empty_week_says_so(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await planning.cancel(await planned(), "rain", by=SYSTEM, at=TODAY)
    await sign_in_as(visitor, cast.pinula)
    assert "No hay nada que copiar" in (await visitor.get(ADDRESS, params=WEEK)).text
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get(ADDRESS)).status_code == 403
