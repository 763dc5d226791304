"""Who hears that somebody cannot come."""

from uuid import UUID

from notifications.domain.office import Office
from server.foundation.database import execute
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, asked_again, invited, told
from volunteers.assignments.domain import invitations

MISSING = "Falta una persona: sábado 5 de diciembre, 09:00"


async def test_the_coordinators_of_the_place_hear_of_it_where_nobody_organises(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await declined()
    await told(office, TODAY)
    await told(office, TODAY + HOUR)
    assert [
        (letter["To"].addresses[0].addr_spec, letter["Subject"]) for letter in post.letters
    ] == [(cast.pinula.email, MISSING)]


async def test_the_organiser_alone_hears_of_it(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    event = await planned()
    await execute("UPDATE event SET organiser = $2 WHERE id = $1", event, cast.admin.account)
    await invitations.answer(await invited(event=event), "declined", at=TODAY)
    await told(office, TODAY)
    assert [letter["To"].addresses[0].addr_spec for letter in post.letters] == [cast.admin.email]


async def test_the_letter_names_the_person_but_not_the_reason(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await declined(reason="Por una denuncia")
    await told(office, TODAY)
    text = text_of(post.letters[0])
    assert "Ana Ayuda no podrá acompañar esta actividad." in text
    assert "Dejó un motivo, que se lee en la página del equipo." in text
    assert "denuncia" not in text


async def test_who_accepts_after_all_is_not_reported(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    assignment = await declined()
    post.to_letter = ["451 later"]
    await told(office, TODAY)
    await invitations.answer(assignment, "accepted", at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    assert post.to(cast.pinula.email) == []


async def test_declining_a_second_time_is_news_again(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    assignment = await declined()
    await told(office, TODAY)
    await asked_again(assignment, at=TODAY + HOUR)
    await invitations.answer(assignment, "declined", at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert post.subjects == [MISSING, MISSING]


async def test_old_stories_are_not_told(cast: Cast, office: Office, post: PostOffice) -> None:
    event = await planned(at=TODAY - 30 * DAY)
    assignment = await invited(event=event, at=TODAY - 30 * DAY)
    await invitations.answer(assignment, "declined", at=TODAY - 10 * DAY)
    await told(office, TODAY)
    assert post.letters == []


async def test_what_has_begun_needs_nobody_any_more(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await declined()
    await told(office, SATURDAY)
    assert post.letters == []


async def declined(reason: str = "") -> UUID:
    assignment = await invited()
    await invitations.answer(assignment, "declined", reason, at=TODAY)
    return assignment
