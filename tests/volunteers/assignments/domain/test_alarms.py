"""Calling off at the last moment, and the load people bear."""

from datetime import timedelta
from uuid import UUID

from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import alarms, invitations
from volunteers.assignments.domain.team import team

HOUR = timedelta(hours=1)


async def declined(name: str, *, before: timedelta, after_yes: bool = True) -> UUID:
    place = await invitations.invite(
        await planned(), await helper(name), "lead", by=SYSTEM, at=TODAY
    )
    if after_yes:
        await invitations.answer(place, "accepted", at=TODAY)
    await invitations.answer(place, "declined", usual="transport", at=SATURDAY - before)
    return place


async def test_who_takes_a_yes_back_in_the_last_three_days_alarms_whoever_plans(
    cast: Cast,
) -> None:
    late = await declined("Ana", before=71 * HOUR)
    await declined("Beto", before=73 * HOUR)
    await declined("Caro", before=20 * HOUR, after_yes=False)
    found = await alarms.late_cancellations(at=SATURDAY - 10 * HOUR)
    assert [(one.assignment, one.name, one.role) for one in found] == [(late, "Ana", "lead")]
    assert await alarms.late_cancellations(at=SATURDAY) == []
    members = (await team(found[0].event, by=cast.pinula)).members
    assert [(one.late, one.reason) for one in members] == [(True, "No tengo cómo llegar")]
    entry = await fetch(
        "SELECT count(*) FROM audit_entry WHERE act = 'assignment.declined'"
        " AND detail::jsonb ? 'late'"
    )
    assert entry[0][0] == 1


async def test_who_comes_after_all_alarms_nobody(cast: Cast) -> None:
    late = await declined("Ana", before=71 * HOUR)
    await invitations.answer(late, "accepted", at=SATURDAY - 70 * HOUR)
    assert await alarms.late_cancellations(at=SATURDAY - 60 * HOUR) == []
    assert await alarms.called_off_late((await fetch("SELECT id FROM event"))[0]["id"]) == set()
