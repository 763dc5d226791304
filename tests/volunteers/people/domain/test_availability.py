"""Saying when one has time."""

from datetime import time
from uuid import uuid4

import pytest

from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from volunteers.people.domain import availability, volunteers
from volunteers.people.domain.week import Window

EVENING = Window(0, time(17), time(20))
NIGHT = Window(0, time(20), time(0))
SATURDAY = Window(5, time(8), time(12))


async def test_somebody_says_when_they_have_time_and_changes_their_mind(cast: Cast) -> None:
    ana = await helper()
    me = await volunteers.actor_of(ana)
    assert await availability.windows_of(ana, by=me) == []
    await availability.say(ana, [SATURDAY, NIGHT, EVENING], by=me, at=LONG_AGO)
    assert await availability.windows_of(ana, by=cast.pinula) == [
        Window(0, time(17), time(0)),
        SATURDAY,
    ]
    await availability.say(ana, [EVENING], by=cast.pinula, at=LONG_AGO)
    await availability.say_also(ana, [SATURDAY, EVENING], by=me, at=LONG_AGO)
    assert await availability.windows_of(ana, by=me) == [EVENING, SATURDAY]
    await availability.say(ana, [], by=me, at=LONG_AGO)
    assert await fetch("SELECT FROM availability") == []
    told = await fetch("SELECT actor FROM audit_entry WHERE act = 'availability.said' ORDER BY id")
    assert [row["actor"] for row in told] == ["Ana Ayuda", "Paula Pinula", "Ana Ayuda", "Ana Ayuda"]


async def test_what_cannot_be_is_refused_and_nothing_is_lost(cast: Cast) -> None:
    ana = await helper()
    await availability.say(ana, [EVENING], by=cast.pinula, at=LONG_AGO)
    many = [Window(1, time(2 * n), time(2 * n + 1)) for n in range(7)]
    for said in ([Window(9, time(8), time(9))], many):
        with pytest.raises(Invalid) as refused:
            await availability.say(ana, said, by=cast.pinula, at=LONG_AGO)
        assert list(refused.value.fields) == ["windows"]
    assert await availability.windows_of(ana, by=cast.pinula) == [EVENING]


async def test_others_neither_see_nor_say_it(cast: Cast) -> None:
    ana, beto = await helper(), await volunteers.actor_of(await helper("Beto"))
    for by in (cast.mixco, cast.evaluator, beto):
        with pytest.raises(NotAllowed):
            await availability.windows_of(ana, by=by)
        with pytest.raises(NotAllowed):
            await availability.say(ana, [], by=by, at=LONG_AGO)
    with pytest.raises(NotFound):
        await availability.say(uuid4(), [], by=cast.admin, at=LONG_AGO)
