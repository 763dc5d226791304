"""No clock that a phone ever showed keeps a register from being read."""

from datetime import UTC, datetime

import httpx
import pytest
from asyncpg import CheckViolationError

from events.attendance.domain import headcounts, register
from events.attendance.domain.clocks import MOST
from events.attendance.domain.headcounts import Counter
from server.foundation.clock import now
from tests.events.attendance.arriving import line, under_way
from tests.events.attendance.aside import phone_at, set_aside
from tests.events.attendance.domain.test_headcounts import tally
from tests.support.cast import Cast, sign_in_as
from tests.support.events import planned

LAST = datetime(9999, 12, 30, tzinfo=UTC)
FIRST = datetime(1, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(("at", "skew"), [(now(), -MOST), (LAST, MOST), (FIRST, -MOST)])
async def test_whatever_a_clock_showed_every_page_about_it_can_be_read(
    at: datetime, skew: int, visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await under_way()
    phone = await phone_at(event)
    wrong = {"at": at, "clock_skew": skew, "phone": phone}
    await register.write([line(event, source="door", **wrong), line(event, source="door", **wrong)])
    hand = Counter(way="door", phone=phone, clock_skew=skew)
    await headcounts.write(event, [tally(at=at, count=5), tally(at=at, count=5)], hand)
    await set_aside(event, **wrong)
    await sign_in_as(visitor, cast.pinula)
    shown = ("registro", "registro/cifras", "registro/pantalla", "revision")
    for address in (*(f"/eventos/{event}/{page}" for page in shown), "/revision"):
        assert (await visitor.get(address)).status_code == 200, address


async def test_no_register_keeps_what_is_no_clock(db: None) -> None:
    event = await planned()
    with pytest.raises(CheckViolationError):
        await register.write([line(event, clock_skew=MOST + 1)])
