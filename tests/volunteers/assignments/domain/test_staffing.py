"""How well events are staffed."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from events.planning.domain import agenda, planning
from server.foundation.database import execute
from server.foundation.errors import NotAllowed
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import NEW_YEAR, helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import invitations, needs, safeguarding
from volunteers.assignments.domain.board import board
from volunteers.assignments.domain.staffing import Filled, Staffing, staffing
from volunteers.assignments.domain.team import team
from volunteers.assignments.domain.vacancies import vacancies

DAY = timedelta(days=1)
MINORS: dict[str, Any] = {"audiences": ("adolescents",), "published": False}
EMPTY = Staffing(lead=Filled(role="lead", needed=1), assistant=Filled(role="assistant", needed=1))


async def asked(
    event: UUID, name: str, role: str, said: str = "", *, cleared_until: date = NEW_YEAR
) -> UUID:
    someone = await helper(name, cleared_until=cleared_until)
    assignment = await invitations.invite(event, someone, role, by=SYSTEM, at=TODAY)
    if said:
        await invitations.answer(assignment, said, f"dijo {name}", at=TODAY + DAY)
    return assignment


async def test_an_event_counts_who_said_yes_and_who_said_nothing(db: None) -> None:
    event = await planned(**MINORS)
    await asked(event, "Ana", "lead", "accepted")
    await asked(event, "Beto", "assistant")
    await asked(event, "Caro", "assistant", "declined")
    found = await staffing(await agenda.event(event))
    assert found == Staffing(
        lead=Filled(role="lead", needed=1, accepted=1),
        assistant=Filled(role="assistant", needed=1, invited=1),
        missing_adults=1,
    )
    assert (found.missing, found.unanswered) == (1, 1)
    assert found.warning == "Falta una persona adulta con constancia vigente."


async def test_an_event_for_minors_wants_two_cleared_adults(db: None) -> None:
    minors, teachers = await planned(**MINORS), await planned()
    events = [await agenda.event(event) for event in (minors, teachers)]
    assert [(await staffing(event)).warning for event in events] == [
        "Faltan dos personas adultas con constancia vigente.",
        "",
    ]
    await needs.state(minors, needs.Needed(assistant=2), by=SYSTEM, at=TODAY)
    await asked(minors, "Ana", "lead", "accepted")
    await asked(minors, "Beto", "assistant", "accepted", cleared_until=SATURDAY.date())
    await asked(minors, "Caro", "assistant")
    assert await safeguarding.cleared_adults(minors) == 2
    assert await safeguarding.missing_adults(minors, minors=True) == 0
    await execute("UPDATE event SET ends_at = ends_at + interval '1 day' WHERE id = $1", minors)
    assert await safeguarding.cleared_adults(minors) == 1
    assert await safeguarding.missing_adults(minors, minors=True) == 1
    assert await safeguarding.missing_adults(teachers, minors=False) == 0


def test_only_roles_that_are_needed_or_held_are_told() -> None:
    assert [one.role for one in EMPTY.roles] == ["lead", "assistant"]
    lead_only = Staffing(lead=EMPTY.lead, assistant=Filled(role="assistant", needed=0))
    assert [one.role for one in lead_only.roles] == ["lead"]


async def test_a_team_tells_who_said_what_and_what_speaks_against_them_now(cast: Cast) -> None:
    event = await planned(**MINORS)
    await asked(event, "Ana", "lead", "accepted")
    await asked(event, "Beto", "assistant", "declined")
    withdrawn = await asked(event, "Caro", "assistant")
    await invitations.withdraw(withdrawn, by=cast.pinula, at=TODAY)
    await execute("UPDATE clearance SET valid_until = '2026-12-04'")
    found = await team(event, by=cast.pinula)
    told = [
        (one.name, one.status, one.reason, [reason.rule for reason in one.against])
        for one in found.members
    ]
    assert told == [
        ("Ana", "accepted", "dijo Ana", ["not_cleared"]),
        ("Beto", "declined", "dijo Beto", []),
        ("Caro", "withdrawn", "", []),
    ]
    with pytest.raises(NotAllowed):
        await team(event, by=cast.mixco)


async def test_a_team_still_shows_whose_account_was_disabled(cast: Cast) -> None:
    event = await planned()
    await asked(event, "Ana", "lead", "accepted")
    await execute("UPDATE account SET disabled_at = now() WHERE email = 'ana@convoca.test'")
    assert [one.name for one in (await team(event, by=cast.pinula)).members] == ["Ana"]


async def test_a_board_shows_what_can_still_be_staffed_by_week(cast: Cast) -> None:
    sunday, monday = SATURDAY + DAY, SATURDAY + 2 * DAY
    one = await planned()
    two = await planned(starts_at=sunday, ends_at=sunday + DAY / 24, published=False)
    three = await planned(starts_at=monday, ends_at=monday + DAY / 24)
    await planning.cancel(await planned(title="Cancelada"), "rain", by=SYSTEM, at=TODAY)
    await planned(municipality="0108")
    await needs.state(one, needs.Needed(lead=2, assistant=0), by=SYSTEM, at=TODAY)
    weeks = await board(TODAY, TODAY + 30 * DAY, by=cast.pinula)
    told = [(week.monday, [staffed.event.id for staffed in week.events]) for week in weeks]
    assert told == [(date(2026, 11, 30), [one, two]), (date(2026, 12, 7), [three])]
    assert weeks[0].events[0].staffing.lead.needed == 2
    everywhere = await board(TODAY, TODAY + 30 * DAY, by=cast.admin)
    assert [len(week.events) for week in everywhere] == [3, 1]
    mixco = await board(TODAY, TODAY + 30 * DAY, by=cast.admin, municipality="0108")
    assert [len(week.events) for week in mixco] == [1]
    with pytest.raises(NotAllowed):
        await board(TODAY, TODAY + 30 * DAY, by=cast.evaluator)


async def test_whose_account_was_disabled_fills_no_place(db: None) -> None:
    event = await planned(**MINORS)
    await asked(event, "Ana", "lead", "accepted")
    await asked(event, "Beto", "assistant")
    await execute("UPDATE account SET disabled_at = now() WHERE role = 'facilitator'")
    found = await staffing(await agenda.event(event))
    assert (found.missing, found.unanswered) == (2, 0)
    assert (await vacancies(event, "lead")).free == 1
    assert (await vacancies(event, "assistant")).unasked == 1
    await execute("UPDATE assignment SET status = 'attended' WHERE status = 'accepted'")
    assert (await staffing(await agenda.event(event))).lead.missing == 0
    assert (await vacancies(event, "lead")).free == 0
