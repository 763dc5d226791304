"""What the calendar page asks for while it is open."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import msgspec
from litestar import Litestar

from events.planning.domain import agenda, planning, venues
from events.planning.domain.draft import as_draft
from notifications.domain import upstairs
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast, person, sign_in_as
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations

DECEMBER = "fecha=2026-12-05"


async def sheet(visitor: httpx.AsyncClient, query: str = DECEMBER) -> dict[str, Any]:
    """The view that the question describes."""
    answer = await visitor.get(f"/calendario/eventos?{query}")
    assert answer.status_code == 200
    return dict(answer.json())


async def test_an_event_is_drawn_at_the_time_on_the_wall(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    seen = (await agenda.event(event)).changed_at
    await sign_in_as(visitor, cast.pinula)
    (drawn,) = (await sheet(visitor))["events"]
    assert drawn == {
        "id": str(event),
        "title": "Navegar con cuidado",
        "start": "2026-12-05T09:00:00",
        "end": "2026-12-05T12:00:00",
        "time": "09:00–12:00",
        "kind": "Taller",
        "icon": "workshop",
        "status": "published",
        "municipality": "0103",
        "place": "San José Pinula",
        "where": "San José Pinula",
        "venue": None,
        "locked": False,
        "movable": True,
        "rows": [],
        "label": "Navegar con cuidado, Taller, sábado 5 de diciembre de 2026, 09:00–12:00,"
        " San José Pinula, Publicada",
        "span": "sábado 5 de diciembre de 2026, 09:00–12:00",
        "abroad": "",
        "seen": seen.isoformat(),
    }


async def test_a_month_says_what_it_is_and_what_lies_beside_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await planned()
    await planned(published=False)
    await sign_in_as(visitor, cast.pinula)
    december = await sheet(visitor)
    told = {name: december[name] for name in ("title", "lead", "day", "first", "before", "after")}
    assert told == {
        "title": "Diciembre de 2026",
        "lead": "2 actividades, 1 en borrador",
        "day": "2026-12-05",
        "first": "2026-12-01",
        "before": "2026-11-30",
        "after": "2027-01-01",
    }
    assert list(december["notes"]) == ["2026-12-25", "2027-01-01"]
    week = await sheet(visitor, f"vista=semana&{DECEMBER}")
    assert (week["title"], week["first"]) == ("30 nov – 6 dic 2026", "2026-11-30")
    assert (await sheet(visitor, "vista=semana&fecha=2026-12-16"))["title"] == "14–20 dic 2026"


async def test_an_event_on_other_clocks_is_drawn_on_ours_and_says_so(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await planned(zone="Europe/Madrid")
    await sign_in_as(visitor, cast.pinula)
    (drawn,) = (await sheet(visitor))["events"]
    assert (drawn["start"], drawn["abroad"]) == (
        "2026-12-05T09:00:00",
        "16:00–19:00 en Europe/Madrid",
    )


async def test_only_what_somebody_coordinates_is_told(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await planned()
    await planned(municipality="0108")
    await sign_in_as(visitor, cast.pinula)
    for query in (DECEMBER, f"{DECEMBER}&municipio=0108"):
        shown = (await sheet(visitor, query))["events"]
        assert [event["municipality"] for event in shown] == ["0103"]
    await sign_in_as(visitor, cast.admin)
    assert len((await sheet(visitor))["events"]) == 2


async def test_the_timelines_are_municipalities_venues_or_people(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    new = venues.NewVenue(name="Salón", municipality="0103", confidential=True)
    venue = await venues.add(new, by=SYSTEM, at=TODAY)
    inside, outside = await planned(venue=venue), await planned(municipality="0108")
    ana = await helper()
    await invitations.invite(inside, ana, "lead", by=SYSTEM, at=TODAY)
    both = await person("dos@convoca.test", "Dora Dos", "coordinator", "0103", "0108")
    await sign_in_as(visitor, both)
    found = {}
    for view in ("municipios", "lugares", "personas"):
        shown = await sheet(visitor, f"vista={view}&{DECEMBER}")
        rows = {event["id"]: event["rows"] for event in shown["events"]}
        titles = [row["title"] for row in shown["rows"]]
        found[view] = (titles, rows[str(inside)], rows[str(outside)])
    assert found == {
        "municipios": (["Mixco", "San José Pinula"], ["0103"], ["0108"]),
        "lugares": (
            ["Mixco, sin lugar", "San José Pinula, sin lugar", "Salón · San José Pinula"],
            [str(venue)],
            ["sin-0108"],
        ),
        "personas": (["Sin nadie todavía", "Ana Ayuda"], [str(ana)], ["nadie"]),
    }
    (drawn,) = (await sheet(visitor, f"{DECEMBER}&municipio=0103"))["events"]
    assert (drawn["locked"], drawn["where"]) == (
        True,
        "Salón, San José Pinula, lugar confidencial",
    )


async def test_what_the_page_already_has_is_not_sent_again(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)
    address = f"/calendario/eventos?{DECEMBER}"
    first = await visitor.get(address)
    assert first.headers["cache-control"] == "no-store"
    known = {"If-None-Match": first.headers["etag"]}
    again = await visitor.get(address, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    assert (await visitor.get(address, headers=known)).status_code == 200


async def test_a_closed_or_cancelled_event_is_not_movable(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    await sign_in_as(visitor, cast.pinula)
    (drawn,) = (await sheet(visitor))["events"]
    assert (drawn["status"], drawn["movable"]) == ("cancelled", False)


async def test_nobody_without_a_plan_to_make_is_told_anything(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    for address in ("/calendario/eventos", "/calendario/cambios", "/calendario/lista"):
        visitor.cookies.clear()
        assert (await visitor.get(address)).headers["location"].startswith("/entrar")
        await sign_in_as(visitor, cast.evaluator)
        assert (await visitor.get(address)).status_code == 403


async def test_whoever_looks_is_told_of_a_change_at_once(
    app: Litestar, visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned()
    await sign_in_as(visitor, cast.pinula)

    async def change_and_stop() -> None:
        async with app.state.pulse.on("agenda") as subscriber:
            await subscriber.heard(within=5)
            draft = as_draft(await agenda.event(event))
            later = msgspec.structs.replace(draft, ends_at=SATURDAY + timedelta(hours=4))
            await planning.change(event, later, by=SYSTEM, at=TODAY, above=upstairs)
            assert await subscriber.heard(within=5) == {""}
            # The stream first asks whether the session still holds.
            await asyncio.sleep(0.5)
            app.state.pulse.hush()

    # httpx gives what an application sends only once it is complete.
    answer, _done = await asyncio.gather(visitor.get("/calendario/cambios"), change_and_stop())
    await app.state.pulse.end()
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.text == "retry: 3000\n\n" + 2 * "event: changed\ndata: \n\n"
