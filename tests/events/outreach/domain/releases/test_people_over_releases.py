"""Whoever came in two months, or to two places, cannot be found by subtracting people."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from events.outreach.domain.releases import reading, releasing
from events.outreach.domain.releases.released import Released
from events.outreach.domain.releases.wish import Wish
from server.foundation.identity import SYSTEM
from tests.support.registers import AFTER, arrived, held

pytestmark = pytest.mark.usefixtures("db")
MARCH, APRIL = datetime(2026, 3, 5, 15, tzinfo=UTC), datetime(2026, 4, 5, 15, tzinfo=UTC)


async def come(event: UUID, at: datetime, people: Iterable[int], *, sex: str = "female") -> None:
    for number in people:
        await arrived(event, at=at, pseudonym=str(number).encode().rjust(32, b"0"), sex=sex,
                      age_band="25-34", audience="teachers")  # fmt: skip


async def told(first: date, last: date) -> Released:
    wish = Wish(title="x", readers="public", first=first, last=last, zone="America/Guatemala")
    return await reading.release(await releasing.publish(wish, by=SYSTEM, at=AFTER))


async def test_two_months_do_not_tell_together_of_the_few_who_came_in_both() -> None:
    march, april = await held(MARCH), await held(APRIL)
    await come(march, MARCH, range(20))
    await come(april, APRIL, range(17, 40))
    apart = [await told(date(2026, 3, 1), date(2026, 3, 31)),
             await told(date(2026, 4, 1), date(2026, 4, 30))]  # fmt: skip
    assert [one.total.at_most for one in apart] == [20, 23]
    both = await told(date(2026, 3, 1), date(2026, 4, 30))
    assert (both.total.contacts, both.total.at_most) == (43, None)
    assert both.told_before == apart[0].id


async def test_places_do_not_tell_of_the_few_who_came_to_two() -> None:
    here, there = await held(MARCH), await held(MARCH.replace(day=9), municipality="0108")
    await come(here, MARCH, range(16))
    await come(there, MARCH, range(14, 30))
    await come(here, MARCH, range(50, 65), sex="male")
    await come(there, MARCH, range(64, 80), sex="male")
    release = await told(date(2026, 3, 1), date(2026, 3, 31))
    places = release.table(("municipality",))
    assert [cell.contacts for cell in places.values()] == [31, 32]
    assert [cell.at_most for cell in places.values()] == [None, None]
    assert release.total.at_most == 60
