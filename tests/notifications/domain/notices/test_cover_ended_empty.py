"""Who hears that somebody was looked for in vain."""

from notifications.domain.office import Office
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import TODAY, planned
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, told
from tests.support.turns import crowd, says, searched
from volunteers.assignments.domain import covering, invitations, substitutes

WHEN = "sábado 5 de diciembre, 09:00"
MISSING = f"Falta una persona: {WHEN}"


async def test_of_a_search_who_plans_hears_only_that_it_was_in_vain(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await accepted()
    await crowd("Beto")
    await says("Ana", "declined")
    await searched(office, TODAY)
    await says("Beto", "declined", at=TODAY + HOUR)
    for hours in (1, 2):
        await searched(office, TODAY + hours * HOUR)
    letters = post.to(cast.pinula.email)
    assert [str(one["Subject"]) for one in letters] == [MISSING, MISSING]
    assert "se pidió a 1 persona, y no pudo" in text_of(letters[1])
    assert "Nadie más está invitado" in text_of(letters[1])


async def test_nobody_who_could_be_asked_is_said_as_it_is_and_a_place_that_is_taken_is_not_missed(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    event = await planned()
    await accepted(event=event)
    await says("Ana", "declined")
    await told(office, TODAY)
    await covering.advance(at=TODAY + HOUR)
    post.to_letter = ["451 later"]
    await told(office, TODAY + HOUR)
    beto = await invitations.invite(event, await helper("Beto"), "lead", by=SYSTEM, at=TODAY + DAY)
    await told(office, TODAY + DAY)
    letter = text_of(post.to(cast.pinula.email)[1])
    assert "Se buscó a alguien, y no hay a quién más pedirlo." in letter
    assert "El lugar: Ya se invitó a alguien más, y falta su respuesta." in letter
    await invitations.answer(beto, "accepted", at=TODAY + DAY)
    await told(office, TODAY + DAY + HOUR)
    assert len(post.to(cast.pinula.email)) == 2


async def test_an_offer_is_told_as_one_and_in_vain_everybody_hears_so(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await substitutes.ask(await accepted(), at=TODAY)
    await crowd("Beto")
    await searched(office, TODAY)
    assert "el lugar es de quien acepte primero" in text_of(post.to("beto@convoca.test")[0])
    await says("Beto", "declined", at=TODAY + HOUR)
    for hours in (1, 2):
        await searched(office, TODAY + hours * HOUR)
    letter = post.to("ana@convoca.test")[-1]
    assert str(letter["Subject"]) == f"Sin reemplazo: {WHEN}"
    assert "Ya no puedo asistir:" in text_of(letter)
    letters = post.to(cast.pinula.email)
    assert [str(one["Subject"]) for one in letters] == [f"Sin reemplazo: {WHEN}"]
    assert "Ana Ayuda pidió un reemplazo, y nadie pudo." in text_of(letters[0])
    assert "Ana Ayuda sigue en el equipo." in text_of(letters[0])
