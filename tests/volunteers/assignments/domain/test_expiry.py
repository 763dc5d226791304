"""Invitations that nobody answered."""

import asyncio
from datetime import timedelta

from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import expiry, invitations, shifts

HOUR = timedelta(hours=1)
DUE = SATURDAY - 24 * HOUR


async def test_what_nobody_answered_expires_once_and_somebody_is_looked_for(cast: Cast) -> None:
    event = await planned()
    place = await invitations.invite(event, await helper(), "lead", by=SYSTEM, at=TODAY)
    assert (await shifts.shift(place)).answer_by == DUE
    assert await expiry.expire(at=DUE - HOUR) == 0
    expired = await asyncio.gather(*(expiry.expire(at=DUE) for _process in range(4)))
    assert sorted(expired) == [0, 0, 0, 1]
    assert (await shifts.shift(place)).status == "expired"
    rows = await fetch("SELECT cause FROM cover_search")
    assert [row["cause"] for row in rows] == ["expired"]
    acts = await fetch("SELECT FROM audit_entry WHERE act = 'assignment.expired'")
    assert len(acts) == 1


async def test_an_expired_one_may_still_say_yes_while_the_place_is_free(cast: Cast) -> None:
    event = await planned()
    ana, beto = [
        await invitations.invite(event, await helper(name), "lead", by=SYSTEM, at=TODAY)
        for name in ("Ana", "Beto")
    ]
    await expiry.expire(at=DUE)
    assert (await shifts.shift(ana)).answerable(DUE)
    assert await invitations.answer(ana, "accepted", at=DUE) == "accepted"
    assert await invitations.answer(beto, "accepted", at=DUE) == "expired"
    rows = await fetch("SELECT outcome FROM cover_search")
    assert [row["outcome"] for row in rows] == ["filled"]
    assert not (await shifts.shift(beto)).answerable(DUE)


async def test_what_was_answered_or_has_no_deadline_does_not_expire(cast: Cast) -> None:
    event = await planned()
    ana = await invitations.invite(event, await helper("Ana"), "lead", by=SYSTEM, at=TODAY)
    beto = await invitations.invite(event, await helper("Beto"), "lead", by=SYSTEM, at=TODAY)
    await invitations.answer(ana, "declined", at=TODAY)
    await execute("UPDATE assignment SET answer_by = NULL WHERE id = $1", beto)
    assert await expiry.expire(at=SATURDAY - HOUR) == 0
    await execute("UPDATE assignment SET answer_by = $2 WHERE id = $1", beto, DUE)
    assert await expiry.expire(at=SATURDAY) == 0
    assert not await expiry._expire(ana, SATURDAY - HOUR)
