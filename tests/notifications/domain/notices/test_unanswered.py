"""Who hears that an invitation expired, or that nobody was found."""

from datetime import timedelta

from notifications.domain.office import Office
from tests.support.cast import Cast
from tests.support.events import TODAY
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, asked_again, invited, told
from tests.support.turns import searched
from volunteers.assignments.domain import covering, invitations

WHEN = "sábado 5 de diciembre, 09:00"
EXPIRES = TODAY + 6 * DAY


async def test_who_plans_hears_that_nobody_answered_and_who_was_asked_is_left_in_peace(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await invited()
    await told(office, TODAY)
    await searched(office, EXPIRES - timedelta(minutes=1))
    assert post.to(cast.pinula.email) == []
    for minutes in (0, 1):
        await searched(office, EXPIRES + timedelta(minutes=minutes))
    texts = [text_of(one) for one in post.to(cast.pinula.email)]
    assert sum("Ana Ayuda no respondió a tiempo a la invitación." in text for text in texts) == 1
    assert [str(one["Subject"]) for one in post.to("ana@convoca.test")] == [
        f"Invitación: {WHEN}",
        f"Falta su respuesta: {WHEN}",
        f"Invitación vencida: {WHEN}",
    ]


async def test_who_accepts_after_all_was_not_too_late(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await covering.advance(at=EXPIRES)
    await invitations.answer(assignment, "accepted", at=EXPIRES)
    await told(office, EXPIRES)
    assert post.to(cast.pinula.email) == []


async def test_who_is_invited_again_after_it_expired_is_told_anew(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await searched(office, EXPIRES)
    await asked_again(assignment, at=EXPIRES + HOUR)
    await told(office, EXPIRES + HOUR)
    assert [str(one["Subject"]) for one in post.to("ana@convoca.test")] == [
        f"Invitación: {WHEN}",
        f"Invitación vencida: {WHEN}",
        f"Invitación: {WHEN}",
    ]


async def test_an_invitation_that_is_over_is_not_sent_any_more(
    office: Office, post: PostOffice
) -> None:
    await invited()
    await told(office, EXPIRES)
    assert post.letters == []
