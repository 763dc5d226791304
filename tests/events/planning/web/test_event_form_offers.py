"""A taken venue is refused with what is free, and choosing that fills the form in."""

import re
from typing import Any
from uuid import UUID

import httpx
import pytest

from events.planning.domain import agenda, event_templates, venues
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import TODAY, planned
from tests.support.programmes import programme

WRITTEN: dict[str, Any] = {
    "title": "Otra",
    "kind": "workshop",
    "municipality": "0103",
    "audiences": ["adolescents"],
    "day": "2026-12-05",
    "starts": "09:00",
    "ends": "12:00",
    "modality": "in_person",
    "project": "general",
}


@pytest.fixture
async def venue(visitor: httpx.AsyncClient, cast: Cast) -> UUID:
    """A hall that is taken on Saturday morning."""
    await sign_in_as(visitor, cast.pinula)
    new = venues.NewVenue(name="Salón", municipality="0103")
    hall = await venues.add(new, by=SYSTEM, at=TODAY)
    await planned(venue=hall)
    return hall


def offers(page: str) -> list[str]:
    return re.findall(r'name="alternativa" value="([^"]+)"', page)


async def test_what_is_free_instead_stands_beside_the_refusal(
    visitor: httpx.AsyncClient, venue: UUID
) -> None:
    taken = await submit(visitor, "/eventos/nuevo", {**WRITTEN, "venue": str(venue)})
    assert taken.status_code == 422
    assert 'href="#f-venue"' in taken.text
    chosen = offers(taken.text)[0]
    again = {**WRITTEN, "venue": str(venue), "alternativa": chosen}
    filled = await submit(visitor, "/eventos/nuevo", again)
    assert (filled.status_code, 'class="error-summary"' in filled.text) == (200, False)
    assert 'value="Otra"' in filled.text
    assert len(await fetch("SELECT FROM event")) == 1
    day, starts, _rest = chosen.split("|", 2)
    assert f'type="date" value="{day}"' in filled.text
    assert f'name="starts" type="time" value="{starts}"' in filled.text


async def test_an_event_that_is_edited_is_offered_the_same(
    visitor: httpx.AsyncClient, venue: UUID
) -> None:
    event = await planned()
    address, moved = f"/eventos/{event}/editar", {**WRITTEN, "venue": str(venue)}
    taken = await submit(visitor, address, moved)
    chosen = offers(taken.text)[0]
    filled = await submit(visitor, address, {**moved, "alternativa": chosen})
    assert (filled.status_code, "Editar la actividad" in filled.text) == (200, True)
    assert (await agenda.event(event)).sequence == 0


async def test_an_event_can_be_begun_from_a_template(
    visitor: httpx.AsyncClient, venue: UUID
) -> None:
    event = await planned(title="Cine", kind="film-forum", details={"film": "Ixcanul"}, capacity=9)
    template = await event_templates.save(event, "Cine de barrio", by=SYSTEM, at=TODAY)
    page = (await visitor.get(f"/eventos/nuevo?plantilla={template}&cupo=12")).text
    values = dict(re.findall(r'name="([\w-]+)" type="\w+" value="([^"]*)"', page))
    assert [values[name] for name in ("title", "day", "starts", "capacity")] == [
        *("Cine", "", "09:00", "12")
    ]
    assert values["detail-film-forum-film"] == "Ixcanul"


async def test_the_consequences_can_be_seen_before_saving(
    visitor: httpx.AsyncClient, venue: UUID
) -> None:
    event = await planned()
    form = (await visitor.get(f"/eventos/{event}/editar")).text
    assert f'formaction="/eventos/{event}/consecuencias"' in form
    seen = await submit(visitor, f"/eventos/{event}/consecuencias", {**WRITTEN, "starts": "10:00"})
    assert (seen.status_code, 'value="Otra"' in seen.text) == (200, True)
    page = (await visitor.get(f"/eventos/{event}")).text
    assert f'href="/eventos/{event}/consecuencias"' in page


async def test_an_event_keeps_its_kind_and_programme_that_others_are_not_offered(
    visitor: httpx.AsyncClient, venue: UUID
) -> None:
    school = await programme(municipality="0108")
    event = await planned(kind="vigil", programme=school, programme_position=1)
    await execute("UPDATE kind SET retired = true WHERE slug = 'vigil'")
    try:
        form = (await visitor.get(f"/eventos/{event}/editar")).text
        new = (await visitor.get("/eventos/nuevo")).text
    finally:
        await execute("UPDATE kind SET retired = false WHERE slug = 'vigil'")
    chosen = re.findall(r'name="kind" value="([\w-]+)" checked', form)
    assert (chosen, f'value="{school}" selected' in form) == (["vigil"], True)
    assert [f'value="{it}"' in new for it in ("vigil", school)] == [False, False]
