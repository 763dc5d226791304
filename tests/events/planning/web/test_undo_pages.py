"""Taking back what one did, on the page for it."""

from datetime import timedelta

import httpx

from events.planning.domain import acts, agenda, planning
from notifications.domain import upstairs
from server.foundation.clock import now
from server.foundation.database import fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import WORKSHOP, planned

ADDRESS = "/calendario/deshacer"


async def last_act() -> str:
    return str((await fetch("SELECT id FROM planning_act ORDER BY id DESC LIMIT 1"))[0]["id"])


async def test_what_one_did_is_told_and_undone(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planned()
    await planning.cancel(event, "rain", by=cast.pinula, at=now())
    await sign_in_as(visitor, cast.pinula)
    assert "canceló la actividad: Lluvia" in (await visitor.get(ADDRESS)).text
    answer = await submit(visitor, ADDRESS, {"act": await last_act()})
    assert (answer.status_code, answer.headers["location"]) == (303, ADDRESS)
    assert "Deshecho: 1 actividad está como antes." in (await visitor.get(ADDRESS)).text
    assert (await agenda.event(event)).status == "published"


async def test_what_stands_in_the_way_is_said(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event = await planning.plan(WORKSHOP, by=cast.pinula, at=now() - timedelta(minutes=2))
    act = await last_act()
    await planning.publish(event, by=cast.pinula, at=now(), above=upstairs)
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, ADDRESS, {"act": act})
    said = "«Navegar con cuidado» cambió después: eso habría que deshacerlo antes."
    assert (answer.status_code, answer.text.count(said)) == (409, 2)
    assert (await agenda.event(event)).status == "published"


async def test_a_large_act_is_told_in_short(visitor: httpx.AsyncClient, cast: Cast) -> None:
    events = [await planned(title=f"Taller {number}") for number in range(6)]
    async with acts.doing("cluster.cancelled", by=cast.pinula, at=now()):
        for event in events:
            await planning.cancel(event, "rain", by=cast.pinula, at=now())
    await sign_in_as(visitor, cast.pinula)
    text = (await visitor.get(ADDRESS)).text
    assert ("una cancelación por zona (6 actividades)" in text, "y 2 más" in text) == (True, True)
    assert text.count("canceló la actividad") == 4


async def test_nobody_undoes_what_others_did(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await planning.plan(WORKSHOP, by=cast.pinula, at=now())
    await sign_in_as(visitor, cast.admin)
    assert "Nada que deshacer" in (await visitor.get(ADDRESS)).text
    assert (await submit(visitor, ADDRESS, {"act": await last_act()})).status_code == 404
    assert (await submit(visitor, ADDRESS, {"act": "x"})).status_code == 422
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get(ADDRESS)).status_code == 403


async def test_what_one_just_did_is_offered_on_the_event(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned(at=now() - timedelta(hours=1))
    await sign_in_as(visitor, cast.pinula)
    address = f"/eventos/{event}"
    assert "Hace un momento" not in (await visitor.get(address)).text
    await submit(visitor, f"{address}/cancelacion", {"reason": "rain"})
    offered = (await visitor.get(address)).text
    assert "Hace un momento, Paula Pinula canceló la actividad: Lluvia." in offered
    await sign_in_as(visitor, cast.admin)
    assert "Hace un momento" not in (await visitor.get(address)).text
    await sign_in_as(visitor, cast.pinula)
    act = offered.split('name="act" value="')[1].split('"')[0]
    assert (await submit(visitor, ADDRESS, {"act": act})).status_code == 303
    assert "Hace un momento" not in (await visitor.get(address)).text
