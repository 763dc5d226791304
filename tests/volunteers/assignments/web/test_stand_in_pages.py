"""A coordinator takes somebody into the team who came without being asked."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx

from server.foundation.clock import now
from server.foundation.database import fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper
from tests.support.events import planned

ZONE = ZoneInfo("America/Guatemala")
START = now().replace(second=0, microsecond=0) - timedelta(hours=1)
OFFERED = "Agregar a quien llegó a ayudar"


async def going_on() -> tuple[UUID, UUID]:
    """A workshop that began an hour ago, and Ana, whom nobody asked."""
    long_ago = START - timedelta(days=7)
    cleared = (now() + timedelta(days=90)).date()
    ana = await helper("Ana Ayuda", cleared_until=cleared, at=long_ago)
    return await planned(starts_at=START, ends_at=START + timedelta(hours=2), at=long_ago), ana


def clock(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%H:%M}"


async def test_who_came_is_added_with_their_arrival(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event, ana = await going_on()
    await sign_in_as(visitor, cast.pinula)
    address = f"/eventos/{event}/equipo"
    page = (await visitor.get(address)).text
    assert (OFFERED in page, "Ana Ayuda (" in page) == (True, True)
    came = START + timedelta(minutes=5)
    form: dict[str, str | list[str]] = {
        "volunteer": str(ana), "role": "assistant", "came": clock(came),
    }  # fmt: skip
    assert (await submit(visitor, f"{address}/llegadas", form)).headers["location"] == address
    page = (await visitor.get(address)).text
    assert f"Está aquí desde {clock(came)}" in page
    (row,) = await fetch("SELECT role, status, arrived_at FROM assignment")
    assert tuple(row) == ("assistant", "attended", came)
    again = await submit(visitor, f"{address}/llegadas", form)
    assert (again.status_code, "Ya está en el equipo de esta" in again.text) == (409, True)


async def test_what_cannot_be_stays_in_the_form(visitor: httpx.AsyncClient, cast: Cast) -> None:
    event, ana = await going_on()
    await sign_in_as(visitor, cast.pinula)
    good = {"volunteer": str(ana), "role": "lead", "came": clock(START)}
    later = clock(now() + timedelta(minutes=30))
    for wrong in ({"volunteer": ""}, {"role": "x"}, {"came": ""}, {"came": later}):
        form: dict[str, str | list[str]] = {**good, **wrong}
        refused = await submit(visitor, f"/eventos/{event}/equipo/llegadas", form)
        assert (refused.status_code, 'class="error-summary"' in refused.text) == (422, True)
    assert f'value="{later}"' in refused.text
    assert await fetch("SELECT FROM assignment") == []


async def test_nobody_is_added_before_it_begins_or_long_after(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    _event, ana = await going_on()
    await sign_in_as(visitor, cast.pinula)
    for hours in (-72, 72):
        start = now() + timedelta(hours=hours)
        other = await planned(starts_at=start, ends_at=start + timedelta(hours=2), at=now())
        address = f"/eventos/{other}/equipo"
        assert OFFERED not in (await visitor.get(address)).text
        came = clock(start + timedelta(minutes=5))
        form: dict[str, str | list[str]] = {"volunteer": str(ana), "role": "lead", "came": came}
        assert (await submit(visitor, f"{address}/llegadas", form)).status_code == 409
    await sign_in_as(visitor, cast.mixco)
    assert (await submit(visitor, f"{address}/llegadas", form)).status_code == 403
