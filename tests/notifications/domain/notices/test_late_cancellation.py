"""Who is alarmed when somebody calls off at the last moment."""

from notifications.domain.office import Office
from server.foundation.database import execute
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, event_of, invited, moved, notices, told
from tests.support.turns import crowd, says, searched
from volunteers.assignments.domain import covering, invitations

WHEN = "sábado 5 de diciembre, 09:00"
URGENT = f"Urgente, falta una persona: {WHEN}"
LATE = SATURDAY - 2 * DAY


async def test_coordinators_and_organiser_hear_of_it_at_once_and_once(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    event = await planned()
    await execute("UPDATE event SET organiser = $2 WHERE id = $1", event, cast.admin.account)
    await accepted(event=event)
    await crowd("Beto")
    await told(office, TODAY)
    await says("Ana", "declined", at=LATE)
    await searched(office, LATE)
    await searched(office, LATE + HOUR)
    for person in (cast.admin, cast.pinula):
        letters = post.to(person.email)
        assert [str(one["Subject"]) for one in letters] == [URGENT]
        assert "Ana Ayuda había aceptado, y avisó que ya no podrá asistir." in text_of(letters[0])
        assert "El lugar: Convoca ya busca a alguien más." in text_of(letters[0])
        assert f"/eventos/{event}/equipo" in text_of(letters[0])
    assert post.to(cast.mixco.email) == []


async def test_when_nobody_is_looked_for_it_says_so(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await accepted()
    await says("Ana", "declined", at=LATE)
    await covering.advance(at=LATE)
    await told(office, LATE)
    letter = text_of(post.to(cast.pinula.email)[0])
    assert "Nadie más está invitado: conviene buscar a alguien" in letter


async def test_who_only_says_no_to_an_invitation_alarms_nobody(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await invited()
    await says("Ana", "declined", at=LATE)
    await told(office, LATE)
    assert [str(one["Subject"]) for one in post.to(cast.pinula.email)] == [
        f"Falta una persona: {WHEN}"
    ]


async def test_who_comes_after_all_alarms_nobody(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    assignment = await accepted()
    await told(office, TODAY)
    await invitations.answer(assignment, "declined", at=LATE)
    post.to_letter = ["451 later"]
    await told(office, LATE)
    await invitations.answer(assignment, "accepted", at=LATE + HOUR)
    await told(office, LATE + HOUR)
    assert post.to(cast.pinula.email) == []


async def test_nobody_hears_twice_of_one_no_that_was_late_only_until_the_event_was_put_off(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    event = await event_of(await accepted())
    await says("Ana", "declined", at=LATE)
    post.to_letter = ["451 later"]
    await told(office, LATE)
    await moved(event, by=4 * DAY, at=LATE)
    for hours in (1, 2):
        await told(office, LATE + hours * HOUR)
    assert len(post.to(cast.pinula.email)) == 1
    assert (await notices())["answer_received", "sent"] == 1
    await moved(event, by=DAY, at=LATE + 3 * HOUR)
    await told(office, LATE + 3 * HOUR)
    assert len(post.to(cast.pinula.email)) == 1
