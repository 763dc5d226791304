"""Helpers say that they came and went; a coordinator puts it right."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from events.attendance.domain.doors import door_of
from events.planning.domain import planning
from server.accounts.domain import accounts
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from server.foundation.identity import SYSTEM, Actor
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations, presence

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
END = SATURDAY + 3 * HOUR
MIXCO = Actor(
    account=None, name="Mario", role="coordinator", municipalities=frozenset({"0108"})
)  # fmt: skip


async def expected(said: str = "accepted") -> tuple[str, Actor, UUID]:
    """Ana is expected at the workshop: the code of its door, herself and her place."""
    ana, event = await helper(), await planned()
    place = await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY)
    if said != "invited":
        await invitations.answer(place, said, at=TODAY)
    found = await accounts.by_email("ana@convoca.test")
    assert found is not None
    who = await accounts.actor(found[0])
    assert who is not None
    return (await door_of(event)).code, who, place


async def row(place: UUID) -> tuple[object, ...]:
    (found,) = await fetch("SELECT status, arrived_at, left_at FROM assignment")
    return tuple(found)


async def test_an_arrival_is_taken_down_once(db: None) -> None:
    code, ana, _place = await expected()
    first = await presence.arrive(code.lower(), by=ana, at=SATURDAY)
    second = await presence.arrive(code, by=ana, at=SATURDAY + HOUR)
    assert (first.arrived_at, second.arrived_at, second.status) == (SATURDAY, SATURDAY, "attended")
    acts = await fetch("SELECT FROM audit_entry WHERE act = 'assignment.arrived'")
    lines = await fetch("SELECT FROM check_in")
    assert (len(acts), len(lines)) == (1, 0)


async def test_two_presses_at_once_are_one_arrival(db: None) -> None:
    code, ana, _place = await expected()
    presses = [presence.arrive(code, by=ana, at=SATURDAY + n * MINUTE) for n in range(5)]
    found = await asyncio.gather(*presses)
    assert len({one.arrived_at for one in found}) == 1


async def test_a_leaving_may_be_moved_later_only(db: None) -> None:
    code, ana, place = await expected()
    with pytest.raises(Conflict, match="la llegada"):
        await presence.leave(code, by=ana, at=SATURDAY)
    await presence.arrive(code, by=ana, at=SATURDAY)
    for minutes in (60, 90, 70):
        await presence.leave(code, by=ana, at=SATURDAY + minutes * MINUTE)
    assert await row(place) == ("attended", SATURDAY, SATURDAY + 90 * MINUTE)


@pytest.mark.parametrize("at", [SATURDAY - 2 * HOUR - MINUTE, END + 6 * HOUR + MINUTE])
async def test_outside_the_hours_of_the_event_nothing_is_taken_down(db: None, at: object) -> None:
    code, ana, _place = await expected()
    with pytest.raises(Conflict, match="dos horas antes"):
        await presence.arrive(code, by=ana, at=at)  # type: ignore[arg-type]  # a moment


async def test_who_is_not_of_the_team_is_not_taken_down(db: None) -> None:
    code, ana, _place = await expected("declined")
    for who in (ana, Actor(account=uuid4(), name="Otra", role="facilitator")):
        with pytest.raises(NotAllowed):
            await presence.arrive(code, by=who, at=SATURDAY)
    for nowhere in ("ABCD2345", "no"):
        with pytest.raises(NotFound):
            await presence.arrive(nowhere, by=ana, at=SATURDAY)


async def test_codes_are_not_tried_one_after_the_other(db: None) -> None:
    ana = Actor(account=uuid4(), name="Ana", role="facilitator")
    for _ in range(presence.TRIES):
        with pytest.raises(NotFound):
            await presence.at_door("no", by=ana, at=SATURDAY)
    with pytest.raises(TooMany):
        await presence.at_door("no", by=ana, at=SATURDAY)


async def test_at_what_was_called_off_nobody_arrives(db: None) -> None:
    code, ana, place = await expected()
    (event,) = await fetch("SELECT id FROM event")
    await planning.cancel(event["id"], "rain", by=SYSTEM, at=TODAY)
    with pytest.raises(Conflict, match="no está en pie"):
        await presence.arrive(code, by=ana, at=SATURDAY)
    with pytest.raises(Conflict):
        await presence.confirm(place, SATURDAY, None, by=SYSTEM, at=END)


async def test_a_coordinator_says_when_somebody_came_and_went(db: None) -> None:
    _code, _ana, place = await expected("invited")
    await presence.confirm(place, SATURDAY - HOUR, END, by=SYSTEM, at=END + HOUR)
    assert await row(place) == ("attended", SATURDAY - HOUR, END)
    await presence.miss(place, by=SYSTEM, at=END)
    assert await row(place) == ("absent", None, None)
    await presence.confirm(place, SATURDAY, None, by=SYSTEM, at=END)
    assert await row(place) == ("attended", SATURDAY, None)
    acts = await fetch("SELECT act FROM audit_entry ORDER BY id DESC LIMIT 3")
    said = ["assignment.confirmed", "assignment.missed", "assignment.confirmed"]
    assert [one["act"] for one in acts] == said


async def test_hours_that_cannot_be_are_refused(db: None) -> None:
    _code, _ana, place = await expected()
    for arrived, left, field in (
        (SATURDAY - 3 * HOUR, None, "arrived"),
        (END + HOUR, None, "arrived"),  # it is not yet then
        (SATURDAY, SATURDAY, "left"),
        (SATURDAY, END + HOUR, "left"),
    ):
        with pytest.raises(Invalid) as refusal:
            await presence.confirm(place, arrived, left, by=SYSTEM, at=END)
        assert list(refusal.value.fields) == [field]


async def test_nothing_is_put_right_too_soon_or_by_others(db: None) -> None:
    _code, _ana, place = await expected()
    with pytest.raises(Conflict, match="Todavía no es la hora"):
        await presence.confirm(place, SATURDAY, None, by=SYSTEM, at=TODAY)
    with pytest.raises(Conflict, match="no empieza"):
        await presence.miss(place, by=SYSTEM, at=SATURDAY - MINUTE)
    with pytest.raises(NotAllowed):
        await presence.miss(place, by=MIXCO, at=END)
    with pytest.raises(NotFound):
        await presence.miss(uuid4(), by=SYSTEM, at=END)


async def test_who_was_withdrawn_is_not_of_the_team(db: None) -> None:
    _code, _ana, place = await expected()
    await invitations.withdraw(place, by=SYSTEM, at=TODAY)
    with pytest.raises(Conflict, match="ya no está en el equipo"):
        await presence.confirm(place, SATURDAY, None, by=SYSTEM, at=END)
