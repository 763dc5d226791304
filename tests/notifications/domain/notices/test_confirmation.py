"""Who said yes before a letter asked them has it confirmed."""

from events.planning.domain import planning
from notifications.domain.office import Office
from server.foundation.identity import SYSTEM
from tests.support import libical
from tests.support.events import TODAY
from tests.support.mailbox import calendar_of
from tests.support.post_office import PostOffice
from tests.support.rounds import HOUR, accepted, asked_again, event_of, invited, moved, told
from volunteers.assignments.domain import invitations

CONFIRMED = "Confirmación: sábado 5 de diciembre, 09:00"


async def test_who_said_yes_on_a_page_gets_it_for_the_calendar(
    office: Office, post: PostOffice
) -> None:
    await accepted()
    await told(office, TODAY)
    await told(office, TODAY + HOUR)
    assert post.subjects == [CONFIRMED]
    calendar = calendar_of(post.letters[0])
    assert (calendar["METHOD"], calendar["STATUS"]) == ("REQUEST", "CONFIRMED")
    assert libical.complaints(calendar.raw) == []


async def test_who_was_asked_by_letter_needs_no_confirmation(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await invitations.answer(assignment, "accepted", at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    assert post.subjects == ["Invitación: sábado 5 de diciembre, 09:00"]


async def test_who_was_called_off_and_says_yes_again_has_it_confirmed(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await invitations.withdraw(assignment, by=SYSTEM, at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    await asked_again(assignment, at=TODAY + 2 * HOUR)
    await invitations.answer(assignment, "accepted", at=TODAY + 3 * HOUR)
    await told(office, TODAY + 3 * HOUR)
    assert post.subjects[2:] == [CONFIRMED]


async def test_who_has_it_confirmed_is_told_of_changes(office: Office, post: PostOffice) -> None:
    assignment = await accepted()
    await told(office, TODAY)
    await moved(await event_of(assignment), by=HOUR)
    await told(office, TODAY + HOUR)
    assert post.subjects == [CONFIRMED, "Cambio: ahora sábado 5 de diciembre, 10:00"]


async def test_who_said_yes_to_what_was_called_off_before_any_letter_is_told(
    office: Office, post: PostOffice
) -> None:
    assignment = await accepted()
    await planning.cancel(await event_of(assignment), "rain", by=SYSTEM, at=TODAY)
    await told(office, TODAY)
    assert post.subjects == ["Cancelada: sábado 5 de diciembre, 09:00"]
