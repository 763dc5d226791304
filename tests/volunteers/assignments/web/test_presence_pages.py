"""Coming and going as a helper, and what the coordinator sees and puts right."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
import pytest

from events.attendance.domain.doors import door_of
from server.accounts.domain import accounts
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast, person, sign_in_as, submit
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import invitations

ZONE = ZoneInfo("America/Guatemala")
# A workshop that began an hour ago, at the full minute.
START = now().replace(second=0, microsecond=0) - timedelta(hours=1)


async def ana_at_work() -> tuple[Actor, UUID, str, UUID]:
    """Ana is expected: herself, the event, the code of its door, her place."""
    long_ago = START - timedelta(days=7)
    cleared = (now() + timedelta(days=90)).date()
    ana = await helper("Ana Ayuda", cleared_until=cleared, at=long_ago)
    event = await planned(starts_at=START, ends_at=START + timedelta(hours=2), at=long_ago)
    place = await invitations.invite(event, ana, "lead", by=SYSTEM, at=long_ago)
    await invitations.answer(place, "accepted", at=long_ago)
    found = await accounts.by_email("ana@convoca.test")
    assert found is not None
    who = await accounts.actor(found[0])
    assert who is not None
    return who, event, (await door_of(event)).code, place


async def earlier(by: timedelta) -> None:
    await execute(
        "UPDATE event SET starts_at = starts_at - $1::interval, ends_at = ends_at - $1", by
    )


def clock(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%H:%M}"


async def test_a_helper_comes_and_goes_by_their_own_scan(
    visitor: httpx.AsyncClient, db: None
) -> None:
    who, event, code, _place = await ana_at_work()
    address = f"/mis-turnos/aqui/{code}"
    turned_away = await visitor.get(address)
    assert turned_away.headers["location"] == f"/entrar?next={address}"
    await sign_in_as(visitor, who)
    assert "escanear el cartel" in (await visitor.get("/mis-turnos")).text
    asked = (await visitor.get(address)).text
    assert ("Registrar mi llegada" in asked, "Registrar mi salida" in asked) == (True, False)
    for said in ("Llegada registrada.", "La llegada ya estaba registrada."):
        answer = await submit(visitor, f"{address}/llegada")
        assert answer.headers["location"] == address
        assert said in (await visitor.get(address)).text
    own = (await visitor.get("/mis-turnos")).text
    for leads_to in (address, f"/eventos/{event}/puerta/aqui", f"/eventos/{event}/puerta/codigo"):
        assert leads_to in own
    here = (await visitor.get(address)).text
    for next_step in (f'action="/eventos/{event}/puerta/aqui"', f'href="/eventos/{event}/conteo"'):
        assert next_step in here
    await submit(visitor, f"{address}/salida")
    assert "Registrar mi salida otra vez" in (await visitor.get(address)).text
    assert await fetch("SELECT FROM check_in") == []


async def test_past_shifts_say_how_long_one_was_there(visitor: httpx.AsyncClient, db: None) -> None:
    who, _event, code, _place = await ana_at_work()
    await earlier(timedelta(hours=2))
    arrived = START - timedelta(hours=2, minutes=15)
    await execute("UPDATE assignment SET status = 'attended', arrived_at = $1", arrived)
    await sign_in_as(visitor, who)
    page = (await visitor.get("/mis-turnos")).text
    assert (clock(arrived) in page, "2 h 15 min" in page) == (True, True)
    assert f'href="/mis-turnos/aqui/{code}"' in page


async def test_nobody_says_anything_outside_the_hours(visitor: httpx.AsyncClient, db: None) -> None:
    who, _event, code, _place = await ana_at_work()
    await earlier(timedelta(days=1))
    await sign_in_as(visitor, who)
    assert "desde dos horas antes" in (await visitor.get(f"/mis-turnos/aqui/{code}")).text
    for act in ("llegada", "salida"):
        refused = await submit(visitor, f"/mis-turnos/aqui/{code}/{act}")
        assert (refused.status_code, "desde dos horas antes" in refused.text) == (409, True)


async def test_who_does_not_help_there_is_shown_where_everybody_registers(
    visitor: httpx.AsyncClient, db: None
) -> None:
    _who, _event, code, _place = await ana_at_work()
    await sign_in_as(visitor, await person("otro@convoca.test", "Otro", "facilitator"))
    answer = await visitor.get(f"/mis-turnos/aqui/{code}")
    assert (answer.status_code, f'href="/c/{code}"' in answer.text) == (403, True)
    for act in ("llegada", "salida"):
        refused = await submit(visitor, f"/mis-turnos/aqui/{code}/{act}")
        assert (refused.status_code, "no está en el equipo" in refused.text) == (403, True)


async def test_a_coordinator_sees_who_came_and_puts_it_right(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    _who, event, _code, place = await ana_at_work()
    await sign_in_as(visitor, cast.pinula)
    address = f"/eventos/{event}/equipo"
    assert "Ya llegaron 0 de 1." in (await visitor.get(address)).text
    arrived = START - timedelta(minutes=10)
    await submit(
        visitor, f"{address}/presencias", {"assignment": str(place), "arrived": clock(arrived)}
    )
    page = (await visitor.get(address)).text
    assert (f"Está aquí desde {clock(arrived)}" in page, " min</p>" in page) == (True, False)
    times = {"arrived": clock(arrived), "left": clock(START + timedelta(minutes=50))}
    saved = await submit(visitor, f"{address}/presencias", {"assignment": str(place), **times})
    assert saved.headers["location"] == address
    page = (await visitor.get(address)).text
    assert ("Ya llegaron 1 de 1." in page, "· 1 h</p>" in page) == (True, True)
    (row,) = await fetch("SELECT status, arrived_at FROM assignment")
    assert tuple(row) == ("attended", arrived)
    missed = await submit(visitor, f"{address}/ausencias", {"assignment": str(place)})
    assert missed.status_code == 303
    assert "No llegó" in (await visitor.get(address)).text


async def test_who_is_not_of_the_team_any_more_is_not_put_right(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    _who, event, _code, place = await ana_at_work()
    await execute("UPDATE assignment SET status = 'withdrawn'")
    await sign_in_as(visitor, cast.pinula)
    data: dict[str, str | list[str]] = {"assignment": str(place), "arrived": clock(START)}
    for path in ("presencias", "ausencias"):
        refused = await submit(visitor, f"/eventos/{event}/equipo/{path}", data)
        assert (refused.status_code, "ya no está en el equipo" in refused.text) == (409, True)


async def test_hours_that_cannot_be_stay_in_the_form(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    _who, event, _code, place = await ana_at_work()
    await sign_in_as(visitor, cast.pinula)
    address = f"/eventos/{event}/equipo/presencias"
    wrong = clock(START - timedelta(hours=5))
    for times in ({"arrived": wrong}, {"arrived": clock(START), "left": "x"}, {"arrived": ""}):
        answer = await submit(visitor, address, {"assignment": str(place), **times})
        assert (answer.status_code, 'class="error-summary"' in answer.text) == (422, True)
        assert f'value="{times["arrived"]}"' in answer.text
    (row,) = await fetch("SELECT status FROM assignment")
    assert row["status"] == "accepted"


@pytest.mark.parametrize("path", ["presencias", "ausencias"])
async def test_what_speaks_of_nobody_is_refused(
    visitor: httpx.AsyncClient, cast: Cast, path: str
) -> None:
    _who, event, _code, _place = await ana_at_work()
    await sign_in_as(visitor, cast.pinula)
    data: dict[str, str | list[str]] = {"assignment": "7", "arrived": clock(START)}
    assert (await submit(visitor, f"/eventos/{event}/equipo/{path}", data)).status_code == 422
    await sign_in_as(visitor, cast.mixco)
    assert (await submit(visitor, f"/eventos/{event}/equipo/{path}", data)).status_code == 403
