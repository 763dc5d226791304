"""Pencilling people in before anybody is told."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import held_places, invitations

HOUR = timedelta(hours=1)


async def status(assignment: UUID) -> list[str]:
    rows = await fetch("SELECT status FROM assignment WHERE id = $1", assignment)
    return [row["status"] for row in rows]


async def test_who_is_pencilled_in_is_proposed_again_invited_or_forgotten(cast: Cast) -> None:
    event, ana = await planned(), await helper()
    place = await invitations.propose(event, ana, "lead", by=cast.pinula, at=TODAY)
    assert await status(place) == ["proposed"]
    again = await invitations.propose(event, ana, "assistant", by=cast.pinula, at=TODAY + HOUR)
    await invitations.withdraw(again, by=cast.pinula, at=TODAY + 2 * HOUR)
    assert await status(place) == []
    place = await invitations.propose(event, ana, "lead", by=cast.pinula, at=TODAY)
    assert await invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY + HOUR) == place
    with pytest.raises(Conflict, match="Ya tiene una invitación"):
        await invitations.propose(event, ana, "lead", by=cast.pinula, at=TODAY + HOUR)
    await invitations.withdraw(place, by=cast.pinula, at=TODAY + 2 * HOUR)
    assert await status(place) == ["withdrawn"]


async def test_what_somebody_said_before_is_not_forgotten_with_a_proposal(cast: Cast) -> None:
    event, ana = await planned(), await helper()
    place = await invitations.invite(event, ana, "lead", by=cast.pinula, at=TODAY)
    await invitations.answer(place, "declined", at=TODAY)
    await invitations.propose(event, ana, "lead", by=cast.pinula, at=TODAY + HOUR)
    with pytest.raises(Conflict, match="se retiró"):
        await invitations.answer(place, "accepted", at=TODAY + HOUR)
    await invitations.withdraw(place, by=cast.pinula, at=TODAY + HOUR)
    assert (await status(place), len(await fetch("SELECT FROM answer"))) == (["withdrawn"], 1)


async def test_only_those_who_staff_there_propose_whom_nothing_hard_speaks_against(
    cast: Cast,
) -> None:
    event = await planned(audiences=("adolescents",), published=False)
    with pytest.raises(NotAllowed):
        await invitations.propose(event, await helper(), "lead", by=cast.mixco, at=TODAY)
    uncleared = await helper("Beto", cleared_until=None)
    with pytest.raises(Conflict, match="Falta la constancia"):
        await invitations.propose(event, uncleared, "lead", by=cast.pinula, at=TODAY)
    with pytest.raises(Invalid):
        await invitations.propose(event, uncleared, "boss", by=cast.pinula, at=TODAY)


@pytest.mark.parametrize("wrong", [TODAY, SATURDAY + HOUR])
async def test_a_deadline_lies_between_now_and_the_start(db: None, wrong: datetime) -> None:
    event, ana = await planned(), await helper()
    with pytest.raises(Invalid):
        await invitations.invite(event, ana, "lead", by=SYSTEM, at=TODAY, answer_by=wrong)
    place = await invitations.invite(
        event, ana, "lead", by=SYSTEM, at=TODAY, answer_by=TODAY + HOUR
    )
    assert (await held_places._read(place)).answer_by == TODAY + HOUR
