"""At the desk: a full room is recorded quickly, once each, and the door's word is honoured."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.attendance.domain import doors, pseudonyms
from events.attendance.domain.entrance import self_check_in
from events.attendance.domain.entrance.admission import Admission
from events.attendance.domain.entrance.self_check_in import Answers, Desk
from events.attendance.domain.opening import DoorShut
from events.attendance.domain.register import Outcome
from events.planning.domain import agenda, planning
from server.foundation import database
from server.foundation.errors import Conflict, Invalid, NotFound, TooMany
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import PASS, SIGNER, moment, recorded
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import helping

pytestmark = pytest.mark.usefixtures("db")
HERE = "192.0.2.7"
ADMITTED = Admission(until=SATURDAY + timedelta(days=1))


def answers(**changes: Any) -> Answers:
    usual: dict[str, Any] = {
        "id": uuid4(), "sex": "male", "age_band": "15-17", "audience": None, "pass_code": None,
    }  # fmt: skip
    return Answers(**{**usual, **changes})


async def come(desk: Desk, event: UUID, given: Answers, *, at: datetime = SATURDAY) -> Outcome:
    code = (await doors.door_of(event)).code
    doorway = await desk.doorway(code, origin=HERE, at=at)
    return await desk.check_in(doorway, given, ADMITTED, at=at)


async def test_somebody_is_recorded_once_with_their_answers() -> None:
    event, desk = await planned(), Desk(SIGNER, helping)
    given = answers(audience="adolescents", pass_code=PASS)
    assert await come(desk, event, given) == "recorded"
    assert await come(desk, event, given) == "resent"
    assert await come(desk, event, answers(pass_code=PASS)) == "already"
    (kept,) = await recorded(event)
    assert (kept["source"], kept["sex"], kept["age_band"], kept["audience"]) == (
        "self", "male", "15-17", "adolescents",
    )  # fmt: skip
    assert kept["at"] == kept["received_at"] == SATURDAY
    assert kept["entered_by"] is None


async def test_a_borrowed_phone_counts_one_more_person() -> None:
    event, desk = await planned(), Desk(SIGNER, helping)
    await come(desk, event, answers(pass_code=PASS))
    assert await come(desk, event, answers()) == "recorded"
    assert await come(desk, event, answers()) == "recorded"
    assert len(await recorded(event)) == 3


async def test_the_desk_knows_a_phone_that_was_here() -> None:
    event, desk = await planned(), Desk(SIGNER, helping)
    await come(desk, event, answers(pass_code=PASS))
    doorway = await desk.doorway((await doors.door_of(event)).code, origin=HERE, at=SATURDAY)
    assert await desk.has_come(doorway, PASS)
    assert not await desk.has_come(doorway, "WXYZ6789ABCD")
    assert not await desk.has_come(doorway, None)


async def test_a_full_room_is_recorded_whole() -> None:
    event, desk = await planned(), Desk(SIGNER, helping)
    room = [answers(pass_code=f"ABCD2345WX{a}{b}") for a in "ABCDEFGHJK" for b in "ABCDEFGHJK"]
    said = await asyncio.gather(*(come(desk, event, given) for given in room))
    assert Counter(said) == {"recorded": 100}
    await desk.drained()
    assert {kept["id"] for kept in await recorded(event)} == {given.id for given in room}


async def test_a_check_in_at_a_known_door_is_one_statement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event, desk = await planned(), Desk(SIGNER, helping)
    doorway = await desk.doorway((await doors.door_of(event)).code, origin=HERE, at=SATURDAY)
    asked = _statements(monkeypatch)
    assert await desk.doorway(doorway.code or "", origin=HERE, at=SATURDAY) == doorway
    await desk.check_in(doorway, answers(pass_code=PASS), ADMITTED, at=SATURDAY)
    assert [query.split()[0] for query in asked] == ["INSERT"]


async def test_a_check_in_at_an_unknown_door_is_four(monkeypatch: pytest.MonkeyPatch) -> None:
    event = await planned()
    await come(Desk(SIGNER, helping), event, answers(pass_code=PASS))
    code = (await doors.door_of(event)).code
    asked = _statements(monkeypatch)
    desk = Desk(SIGNER, helping)
    doorway = await desk.doorway(code, origin=HERE, at=SATURDAY)
    await desk.check_in(doorway, answers(), ADMITTED, at=SATURDAY)
    assert [query.split()[0] for query in asked] == ["SELECT", "SELECT", "SELECT", "INSERT"]


async def test_a_cancellation_is_honoured_after_two_seconds_at_most() -> None:
    event, desk = await planned(), Desk(SIGNER, helping)
    await come(desk, event, answers())
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    await come(desk, event, answers(), at=SATURDAY + timedelta(seconds=1.9))
    with pytest.raises(DoorShut):
        await come(desk, event, answers(), at=SATURDAY + timedelta(seconds=2))
    assert len(await recorded(event)) == 2


async def test_an_admission_that_has_run_out_admits_nobody() -> None:
    event, desk = await planned(), Desk(SIGNER, helping)
    doorway = await desk.doorway((await doors.door_of(event)).code, origin=HERE, at=SATURDAY)
    late = Admission(until=SATURDAY - timedelta(seconds=1))
    with pytest.raises(Invalid):
        await desk.check_in(doorway, answers(), late, at=SATURDAY)
    assert await recorded(event) == []


def test_answers_do_not_tell_a_log_the_pass() -> None:
    assert PASS not in repr(answers(pass_code=PASS))


@pytest.mark.parametrize("minutes", [-31, 211])
async def test_nobody_is_recorded_outside_the_hours(minutes: int) -> None:
    event = await planned()
    with pytest.raises(DoorShut):
        await come(Desk(SIGNER, helping), event, answers(), at=moment(minutes))
    assert await recorded(event) == []


async def test_nobody_tries_door_after_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check_in, "GUESSES", 3)
    event, desk = await planned(), Desk(SIGNER, helping)
    await come(desk, event, answers())
    for code in ("ZZZZZZZ2", "ZZZZZZZ3", "ZZZZZZZ4"):
        with pytest.raises(NotFound):
            await desk.doorway(code, origin=HERE, at=SATURDAY)
    with pytest.raises(TooMany):
        await desk.doorway("ZZZZZZZ5", origin=HERE, at=SATURDAY)
    later = SATURDAY + timedelta(seconds=9)
    assert await come(desk, event, answers(), at=later) == "recorded"


@pytest.mark.parametrize("typed", ["", "ABCD", "0OIL1U00", "ABCD2345ABCD2345"])
async def test_what_can_be_no_code_leads_nowhere(typed: str) -> None:
    with pytest.raises(NotFound):
        await Desk(SIGNER, helping).doorway(typed, origin=HERE, at=SATURDAY)


async def test_a_code_may_be_typed_as_the_poster_prints_it() -> None:
    event, desk = await planned(), Desk(SIGNER, helping)
    code = (await doors.door_of(event)).code
    typed = f"{code[:4]}-{code[4:]}".lower()
    assert (await desk.doorway(typed, origin=HERE, at=SATURDAY)).event == event


async def test_a_page_of_another_event_is_not_believed() -> None:
    event, next_event = await planned(), await planned(title="Otro taller")
    desk, given = Desk(SIGNER, helping), answers()
    await come(desk, event, given)
    with pytest.raises(Conflict):
        await come(desk, next_event, given)
    assert await recorded(next_event) == []


async def test_once_the_key_is_destroyed_phones_count_without_a_trail() -> None:
    event = await planned()
    await pseudonyms.destroy((await agenda.event(event)).period, by=SYSTEM, at=TODAY)
    assert await come(Desk(SIGNER, helping), event, answers(pass_code=PASS)) == "recorded"
    assert [kept["pseudonym"] for kept in await recorded(event)] == [None]


async def test_a_desk_remembers_only_so_many_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check_in, "MOST_REMEMBERED", 1)
    desk = Desk(SIGNER, helping)
    for title in ("Uno", "Dos", "Uno más"):
        assert await come(desk, await planned(title=title), answers()) == "recorded"
    assert len(desk._doorways) == 1


def _statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that is sent from now on."""
    sent: list[str] = []
    connection = database.connection

    class Noted:
        def __init__(self, lent: Any) -> None:
            self.lent = lent

        async def fetch(self, query: str, *arguments: Any) -> Any:
            sent.append(query)
            return await self.lent.fetch(query, *arguments)

        async def execute(self, query: str, *arguments: Any) -> Any:
            sent.append(query)
            return await self.lent.execute(query, *arguments)

    @asynccontextmanager
    async def noted() -> AsyncIterator[Noted]:
        async with connection() as lent:
            yield Noted(lent)

    monkeypatch.setattr(database, "connection", noted)
    return sent
