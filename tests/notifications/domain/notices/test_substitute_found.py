"""Who hears that a substitute was found, or that none was."""

from events.planning.domain import planning
from notifications.domain.office import Office
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from tests.support.mailbox import calendar_of, text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, told
from tests.support.turns import crowd, says, searched, takes_over
from volunteers.assignments.domain import invitations, substitutes

WHEN = "sábado 5 de diciembre, 09:00"


async def test_who_asked_is_free_and_the_one_who_came_is_expected(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    place = await accepted()
    await crowd("Beto")
    await told(office, TODAY)
    search = await substitutes.ask(place, "Un viaje", at=TODAY + HOUR)
    await takes_over("Beto", search, at=TODAY + HOUR)
    for hours in (1, 2):
        await searched(office, TODAY + hours * HOUR)
    mine = post.to("ana@convoca.test")
    assert [str(one["Subject"]) for one in mine[1:]] == [f"Reemplazo encontrado: {WHEN}"]
    assert "Beto" not in text_of(mine[1])
    assert calendar_of(mine[1])["METHOD"] == "CANCEL"
    other = post.to("beto@convoca.test")
    assert [str(one["Subject"]) for one in other] == [f"Confirmación: {WHEN}"]
    letters = post.to(cast.pinula.email)
    assert [str(one["Subject"]) for one in letters] == [f"Cambio en el equipo: {WHEN}"]
    assert "Ana Ayuda ya no asistirá: Beto tomó su lugar." in text_of(letters[0])
    assert "viaje" not in text_of(letters[0])


async def test_whose_substitute_is_gone_again_is_named_alone(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    search = await substitutes.ask(await accepted(), at=TODAY)
    await crowd("Beto")
    await takes_over("Beto", search)
    await says("Beto", "declined", at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    texts = [text_of(one) for one in post.to(cast.pinula.email)]
    assert sum("Ana Ayuda pidió un reemplazo y ya no asistirá." in text for text in texts) == 1
    assert sum("Beto no podrá acompañar esta actividad." in text for text in texts) == 1


async def test_who_hears_that_it_is_off_need_not_hear_of_a_substitute(
    office: Office, post: PostOffice
) -> None:
    event = await planned()
    search = await substitutes.ask(await accepted(event=event), at=TODAY)
    await crowd("Beto")
    await told(office, TODAY)
    await takes_over("Beto", search, at=TODAY)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    mine = [str(one["Subject"]) for one in post.to("ana@convoca.test")]
    assert mine == [f"Confirmación: {WHEN}", f"Cancelada: {WHEN}"]


async def test_who_gave_the_place_back_meanwhile_is_not_told_to_come(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    place = await accepted()
    await substitutes.ask(place, at=TODAY)
    await told(office, TODAY)
    post.to_letter = ["451 later"] * 2
    await searched(office, TODAY + HOUR)
    await invitations.answer(place, "declined", at=TODAY + 2 * HOUR)
    await told(office, TODAY + DAY)
    assert [str(one["Subject"]) for one in post.to("ana@convoca.test")] == [f"Confirmación: {WHEN}"]
    texts = [text_of(one) for one in post.to(cast.pinula.email)]
    assert ["no podrá acompañar" in text for text in texts] == [True]
