"""The order of what is ahead."""

from datetime import timedelta
from uuid import UUID

import pytest

from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations, shifts
from volunteers.assignments.domain.own_order import in_order, kind
from volunteers.assignments.domain.shifts import Shift

HOUR = timedelta(hours=1)


async def place(status: str) -> Shift:
    event = await planned()
    assignment: UUID = await invitations.invite(
        event, await helper("Ana"), "lead", by=SYSTEM, at=TODAY
    )
    await execute("UPDATE assignment SET status = $1", status)
    return await shifts.shift(assignment)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("accepted", ["coming", "today", "today"]),
        ("attended", ["coming", "today", "today"]),
        ("invited", ["waiting", "waiting", "coming"]),
        ("expired", ["coming", "coming", "coming"]),
        ("declined", ["without", "without", "without"]),
        ("substituted", ["without", "without", "without"]),
    ],
)
async def test_a_place_stands_where_its_holder_looks_for_it(
    db: None, status: str, told: list[str]
) -> None:
    one = await place(status)
    # The workshop begins at nine: the evening before, at midnight of the place, and during it.
    moments = (SATURDAY - 10 * HOUR, SATURDAY - 9 * HOUR, SATURDAY + HOUR)
    assert [kind(one, at) for at in moments] == told


async def test_what_begins_soon_after_midnight_is_of_today_before(db: None) -> None:
    one = await place("accepted")
    await execute("UPDATE event SET starts_at = $1", SATURDAY - 8.5 * HOUR)
    one = await shifts.shift(one.id)
    assert [one.today(SATURDAY - hours * HOUR) for hours in (11, 10)] == [False, True]


async def test_everything_ahead_stands_somewhere_and_once(db: None) -> None:
    one = await place("accepted")
    order = in_order([one, one], at=TODAY)
    assert (order.today, order.waiting, order.coming, order.without) == ([], [], [one, one], [])


async def test_who_was_substituted_reads_so_until_the_day_is_over(db: None) -> None:
    await place("substituted")
    account = (await fetch("SELECT account FROM volunteer"))[0]["account"]
    assert [one.status for one in await shifts.ahead(account, at=TODAY)] == ["substituted"]
