"""What waits is found where it is, for whoever looks after it, and nowhere else."""

from datetime import timedelta

import pytest

from events.attendance.domain import register, room_counts
from events.attendance.domain.review import inbox, inbox_strays
from events.attendance.domain.review.doubts_numbers import Crowd, Early, Skewed, Untrue
from events.attendance.domain.review.doubts_twice import SameRoom, Twins
from events.attendance.domain.room_counts import RoomCount
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.errors import Conflict, Invalid, NotAllowed
from server.foundation.identity import SYSTEM, new_id
from tests.events.attendance.arriving import line, moment, under_way
from tests.events.attendance.aside import A_PASS, phone_at, set_aside, sheet
from tests.support.cast import Cast
from tests.support.events import SATURDAY, planned

pytestmark = pytest.mark.usefixtures("db")


async def test_every_kind_of_doubt_is_found_in_a_register() -> None:
    event = await planned(capacity=20)
    phone = await phone_at(event)
    far = SATURDAY - timedelta(hours=4)
    await register.write(
        [
            line(event),
            line(event, at=SATURDAY + timedelta(seconds=9)),
            line(event, pseudonym=A_PASS, source="door", phone=phone, clock_skew=-600_000),
            line(event, pseudonym=b"q" * 32, source="door", phone=phone, at=far),
            line(event, pseudonym=b"r" * 32, source="door", phone=phone),
        ]
    )
    await sheet(event, 12)
    await sheet(event, 12, at=moment(9), way="paper")
    await room_counts.note(
        event, RoomCount(id=new_id(), at=SATURDAY, people=4), by=SYSTEM, at=SATURDAY
    )
    found = await inbox.doubts_about(event)
    assert [type(doubt) for doubt in found] == [
        Twins, SameRoom, Skewed, Crowd, Untrue, Untrue, Untrue, Early,
    ]  # fmt: skip
    assert await inbox.open_at(event) == 8


async def test_voided_lines_and_repeats_raise_no_doubt() -> None:
    event = await planned()
    await register.write([line(event, pseudonym=A_PASS, at=moment(n)) for n in range(3)])
    await register.write([line(event)])
    assert await inbox.doubts_about(event) == []


async def test_the_list_names_the_events_of_a_coordinator_newest_first(cast: Cast) -> None:
    older, newer = await under_way(since=200), await under_way(title="Foro")
    elsewhere = await under_way(municipality="0108")
    for event in (older, elsewhere):
        start = now() - timedelta(minutes=9)
        await register.write([line(event, at=start), line(event, at=start)])
    await set_aside(newer)
    await set_aside(newer, pseudonym=None, people=4)
    await under_way(title="Sin dudas")
    waiting = await inbox.waiting(by=cast.pinula, at=now())
    assert [(event.id, event.counts) for event in waiting] == [
        (newer, {"aside": 2}), (older, {"double": 1}),
    ]  # fmt: skip
    assert len(await inbox.waiting(by=cast.admin, at=now())) == 3
    with pytest.raises(NotAllowed):
        await inbox.waiting(by=cast.evaluator, at=now())


async def test_what_was_set_aside_waits_however_old_and_closed_the_event_is(cast: Cast) -> None:
    event = await planned()
    await planning.close(event, by=SYSTEM, at=SATURDAY + timedelta(hours=4))
    await set_aside(event, why="closed")
    (waiting,) = await inbox.waiting(by=cast.pinula, at=SATURDAY + timedelta(days=200))
    assert (waiting.id, waiting.status, waiting.counts) == (event, "closed", {"aside": 1})


async def test_strays_are_grouped_by_phone_and_reason_and_say_who_is_there_already() -> None:
    event = await planned()
    phone = await phone_at(event, name="Entrada norte")
    await register.write([line(event, pseudonym=A_PASS)])
    await set_aside(event, phone=phone)
    await set_aside(event, phone=phone, pseudonym=None, people=4, at=SATURDAY)
    await set_aside(event, phone=phone, pseudonym=b"q" * 32, why="late", at=moment(600))
    await set_aside(event, fate="dropped", reason="x", decided_at=SATURDAY)
    groups = await inbox_strays.of_event(event)
    assert [(group.why, group.people, group.phone_name) for group in groups] == [
        ("early", 5, "Entrada norte"), ("late", 1, "Entrada norte"),
    ]  # fmt: skip
    assert [stray.there for stray in groups[0].lines] == [True, False]


async def test_a_count_of_the_room_is_kept_once_and_checked(cast: Cast) -> None:
    event = await under_way()
    count = RoomCount(id=new_id(), at=now(), people=30)
    assert await room_counts.note(event, count, by=cast.pinula, at=now())
    assert not await room_counts.note(event, count, by=cast.pinula, at=now())
    latest = await room_counts.latest(event)
    assert latest is not None
    assert latest.people == 30
    many = RoomCount(id=new_id(), at=now(), people=10_001)
    with pytest.raises(Invalid):
        await room_counts.note(event, many, by=cast.pinula, at=now())
    with pytest.raises(NotAllowed):
        await room_counts.note(event, count, by=cast.mixco, at=now())
    await planning.close(event, by=SYSTEM, at=now())
    with pytest.raises(Conflict):
        await room_counts.note(event, count, by=cast.pinula, at=now())
