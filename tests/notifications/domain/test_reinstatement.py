"""Who was told that an event is off is told when it is on again."""

import pytest

from events.planning.domain import planning
from notifications.domain.office import Office
from server.foundation.identity import SYSTEM
from tests.support import libical
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.mailbox import calendar_of, text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import (
    HOUR,
    accepted,
    asked_again,
    event_of,
    invited,
    reinstated,
    told,
)
from volunteers.assignments.domain import invitations

ON_AGAIN = "Sí se hará: sábado 5 de diciembre, 09:00"


async def test_who_was_asked_by_letter_is_told_that_it_is_on_again(
    office: Office, post: PostOffice
) -> None:
    event = await event_of(await invited())
    await told(office, TODAY)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    await reinstated(event, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    await told(office, TODAY + 3 * HOUR)
    assert post.subjects[2:] == [ON_AGAIN]
    assert "se había cancelado" in text_of(post.letters[2])
    calendars = [calendar_of(letter) for letter in post.letters]
    assert [(one["METHOD"], one["SEQUENCE"]) for one in calendars] == [
        ("REQUEST", "0"),
        ("CANCEL", "1"),
        ("REQUEST", "3"),
    ]
    assert len({one["UID"] for one in calendars}) == 1
    assert libical.complaints(calendars[2].raw) == []
    assert libical.events(calendars[2].raw)[0].starts_at == SATURDAY


async def test_who_said_yes_on_a_page_is_told_too(office: Office, post: PostOffice) -> None:
    event = await event_of(await accepted())
    await told(office, TODAY)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    await reinstated(event, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert post.subjects[2:] == [ON_AGAIN]
    assert calendar_of(post.letters[2])["STATUS"] == "CONFIRMED"


async def test_who_never_heard_that_it_was_off_hears_nothing(
    office: Office, post: PostOffice
) -> None:
    event = await event_of(await invited())
    await told(office, TODAY)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + HOUR)
    post.to_letter = ["451 later"]
    await told(office, TODAY + HOUR)
    await reinstated(event, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert len(post.letters) == 1


@pytest.mark.parametrize("meanwhile", ["withdrawn", "declined"])
async def test_who_is_not_expected_any_more_is_not_told(
    office: Office, post: PostOffice, meanwhile: str
) -> None:
    assignment = await invited()
    event = await event_of(assignment)
    await told(office, TODAY)
    if meanwhile == "withdrawn":
        await invitations.withdraw(assignment, by=SYSTEM, at=TODAY)
    else:
        await invitations.answer(assignment, "declined", at=TODAY)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    before = post.subjects[:]
    await reinstated(event, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert post.subjects == before


async def test_who_is_asked_again_gets_an_invitation_and_nothing_besides(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await invitations.withdraw(assignment, by=SYSTEM, at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    await asked_again(assignment, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert post.subjects[2:] == ["Invitación: sábado 5 de diciembre, 09:00"]


async def test_who_answers_before_the_letter_leaves_gets_one_letter(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    event = await event_of(assignment)
    await told(office, TODAY)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    await reinstated(event, at=TODAY + 2 * HOUR)
    await invitations.answer(assignment, "accepted", at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    mine = [str(letter["Subject"]) for letter in post.to("ana@convoca.test")]
    assert mine[2:] == ["Confirmación: sábado 5 de diciembre, 09:00"]


async def test_an_event_that_is_called_off_again_is_called_off_once_more(
    office: Office, post: PostOffice
) -> None:
    event = await planned()
    await invited(event=event)
    for hour in range(0, 8, 4):
        await told(office, TODAY + hour * HOUR)
        await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + (hour + 1) * HOUR)
        await told(office, TODAY + (hour + 1) * HOUR)
        await reinstated(event, at=TODAY + (hour + 2) * HOUR)
        await told(office, TODAY + (hour + 3) * HOUR)
    assert [calendar_of(letter)["METHOD"] for letter in post.letters] == [
        "REQUEST", "CANCEL", "REQUEST", "CANCEL", "REQUEST",
    ]  # fmt: skip
