"""Who is asked once more for the answer to an invitation, and when."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, asked_again, event_of, invited, moved, told
from volunteers.assignments.domain import invitations

MINUTE = timedelta(minutes=1)
NUDGE = "Falta su respuesta: sábado 5 de diciembre, 09:00"
# The workshop is in a week: there are six days to answer.
DUE = TODAY + 5 * DAY


def nudges(post: PostOffice) -> int:
    return post.subjects.count(NUDGE)


async def test_who_has_not_answered_is_asked_once_more_on_the_last_day(
    office: Office, post: PostOffice
) -> None:
    await invited()
    for at in (TODAY, DUE - MINUTE):
        await told(office, at)
    assert nudges(post) == 0
    for at in (DUE, DUE + HOUR, DUE + DAY - MINUTE):
        await told(office, at)
    assert nudges(post) == 1
    text = text_of(post.letters[-1])
    assert ("?r=si" in text, "?r=no" in text) == (True, True)
    assert "Responder: a más tardar el viernes 4 de diciembre a las 09:00" in text


@pytest.mark.parametrize("answer", ["accepted", "declined"])
async def test_who_answered_is_left_in_peace(office: Office, post: PostOffice, answer: str) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await invitations.answer(assignment, answer, at=TODAY + DAY)
    await told(office, DUE)
    assert nudges(post) == 0


async def test_who_answers_while_the_letter_waits_does_not_get_it(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    post.to_letter = ["451 later"]
    await told(office, DUE)
    await invitations.answer(assignment, "accepted", at=DUE + HOUR)
    await told(office, DUE + HOUR)
    assert nudges(post) == 0


async def test_with_little_time_half_of_it_is_left_in_peace(
    office: Office, post: PostOffice
) -> None:
    asked_at, event = SATURDAY - 20 * HOUR, await planned()
    assignment = await invited(event=event, at=asked_at)
    await told(office, asked_at)
    half = asked_at + (await _until(assignment) - asked_at) / 2
    await told(office, half - MINUTE)
    assert nudges(post) == 0
    await told(office, half)
    assert nudges(post) == 1


async def test_who_has_just_heard_of_it_is_not_pressed(office: Office, post: PostOffice) -> None:
    asked_at, event = SATURDAY - 5 * HOUR, await planned()
    await invitations.invite(
        event, await helper(), "lead", by=SYSTEM, at=asked_at, answer_by=asked_at + 4 * HOUR
    )
    await told(office, asked_at)
    await told(office, asked_at + 3 * HOUR - MINUTE)
    assert nudges(post) == 0
    await told(office, asked_at + 3 * HOUR)
    assert nudges(post) == 1


async def test_who_hears_late_of_the_invitation_hears_of_it_alone(
    office: Office, post: PostOffice
) -> None:
    await invited()
    await told(office, DUE)
    await told(office, DUE + HOUR)
    assert [subject.partition(":")[0] for subject in post.subjects] == ["Invitación"]


async def test_a_reminder_is_nudge_enough(office: Office, post: PostOffice) -> None:
    asked_at = SATURDAY - DAY - HOUR
    await invited(event=await planned(), at=asked_at)
    for hours in (0, 1, 14, 20):
        await told(office, asked_at + hours * HOUR)
    assert [subject.partition(":")[0] for subject in post.subjects] == [
        "Invitación",
        "Recordatorio",
    ]


async def test_who_is_invited_anew_is_asked_for_that_answer_too(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    for at in (TODAY, DUE):
        await told(office, at)
    await invitations.answer(assignment, "declined", at=DUE)
    await moved(await event_of(assignment), by=7 * DAY, at=DUE)
    await asked_again(assignment, at=DUE)
    again = await _until(assignment) - DAY
    for at in (DUE, again - MINUTE, again, again + HOUR):
        await told(office, at)
    assert [subject.partition(":")[0] for subject in post.subjects] == [
        "Invitación",
        "Falta su respuesta",
    ] * 2


async def _until(assignment: UUID) -> datetime:
    rows = await fetch("SELECT answer_by FROM assignment WHERE id = $1", assignment)
    until: datetime = rows[0]["answer_by"]
    return until
