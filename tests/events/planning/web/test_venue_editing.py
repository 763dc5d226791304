"""Writing a venue down anew, and seeing what is planned there."""

from uuid import UUID, uuid4

import httpx

from events.planning.domain import venues
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import TODAY, planned

CHANGED: dict[str, str | list[str]] = {
    "name": "Salón del centro",
    "address": "2a. calle 3-40",
    "capacity": "90",
    "step_free": "on",
}


async def hall(name: str = "Salón") -> UUID:
    new = venues.NewVenue(name=name, municipality="0103", latitude=14.5, longitude=-90.4)
    return await venues.add(new, by=SYSTEM, at=TODAY)


async def test_a_venue_is_written_down_anew_and_stays_on_the_map(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    room = await hall()
    await sign_in_as(visitor, cast.pinula)
    assert f'href="/lugares/{room}"' in (await visitor.get("/lugares")).text
    form = await visitor.get(f"/lugares/{room}")
    assert ('value="Salón"' in form.text, 'name="municipality"' in form.text) == (True, False)
    saved = await submit(visitor, f"/lugares/{room}", {**CHANGED, "municipality": "0108"})
    assert (saved.status_code, saved.headers["location"]) == (303, "/lugares")
    assert await venues.place(room) == venues.Place(
        id=room, name="Salón del centro", address="2a. calle 3-40", municipality="0103",
        municipality_name="San José Pinula", capacity=90, step_free=True, confidential=False,
        latitude=14.5, longitude=-90.4,
    )  # fmt: skip
    noted = await fetch("SELECT act FROM audit_entry WHERE subject = $1", f"venue:{room}")
    assert {row["act"] for row in noted} == {"venue.added", "venue.changed"}


async def test_what_cannot_stand_keeps_what_was_typed(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    room, _other = await hall(), await hall("Otro")
    await sign_in_as(visitor, cast.pinula)
    taken = await submit(visitor, f"/lugares/{room}", {**CHANGED, "name": "Otro"})
    assert (taken.status_code, "Ya hay un lugar con ese nombre" in taken.text) == (422, True)
    wrong = await submit(visitor, f"/lugares/{room}", {**CHANGED, "capacity": "0"})
    assert (wrong.status_code, 'value="2a. calle 3-40"' in wrong.text) == (422, True)


async def test_a_venue_shows_what_comes_there(visitor: httpx.AsyncClient, cast: Cast) -> None:
    room = await hall()
    event = await planned(venue=room)
    await sign_in_as(visitor, cast.pinula)
    seen = (await visitor.get(f"/lugares/{room}")).text
    assert ("Lo que viene aquí" in seen, f'href="/eventos/{event}"' in seen) == (True, True)


async def test_only_who_plans_there_writes_a_venue_down(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    room = await hall()
    await sign_in_as(visitor, cast.mixco)
    answers = [
        (await visitor.get(f"/lugares/{room}")).status_code,
        (await submit(visitor, f"/lugares/{room}", CHANGED)).status_code,
        (await visitor.get(f"/lugares/{uuid4()}")).status_code,
    ]
    assert answers == [403, 403, 404]
