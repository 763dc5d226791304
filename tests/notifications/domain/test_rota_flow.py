"""What everybody reads while a place is given back, looked for and taken."""

from notifications.domain.office import Office
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.late_news import news
from tests.support.mailbox import calendar_of, text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted
from tests.support.turns import crowd, says, searched

WHEN = "sábado 5 de diciembre, 09:00"


def subjects(post: PostOffice, name: str) -> list[str]:
    return [str(letter["Subject"]) for letter in post.to(f"{name}@convoca.test")]


async def test_a_place_given_back_is_offered_taken_and_everybody_knows(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await accepted("Ana Ayuda", event=await planned())
    await crowd("Beto", "Caro", "Dani")
    await searched(office, TODAY)
    await says("Ana", "declined", at=TODAY + HOUR)
    await searched(office, TODAY + HOUR)
    await searched(office, TODAY + 2 * DAY)
    assert await says("Caro", "accepted", at=TODAY + 2 * DAY) == "accepted"
    for hours in (0, 1, 2):
        await searched(office, TODAY + 2 * DAY + hours * HOUR)
    assert subjects(post, "ana") == [f"Confirmación: {WHEN}"]
    assert subjects(post, "beto") == [f"Invitación: {WHEN}", f"Ya se cubrió: {WHEN}"]
    assert subjects(post, "caro") == [f"Invitación: {WHEN}"]
    assert subjects(post, "dani") == [f"Invitación: {WHEN}", f"Ya se cubrió: {WHEN}"]
    assert [str(one["Subject"]) for one in news(post, cast.pinula.email)] == [
        f"Falta una persona: {WHEN}"
    ]
    offer, taken = post.to("beto@convoca.test")
    assert "Responder: a más tardar el viernes 4 de diciembre a las 09:00" in text_of(offer)
    assert "el lugar es de quien acepte primero" in text_of(offer)
    assert "Tarea: Facilitación principal" in text_of(offer)
    assert "Gracias: el lugar ya se cubrió." in text_of(taken)
    request, cancel = calendar_of(offer), calendar_of(taken)
    assert (request["METHOD"], cancel["METHOD"]) == ("REQUEST", "CANCEL")
    assert request["UID"] == cancel["UID"]
    assert int(cancel["SEQUENCE"]) > int(request["SEQUENCE"])


async def test_who_was_not_fast_enough_is_asked_anew_when_the_place_is_free_again(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await accepted("Ana Ayuda", event=await planned())
    await crowd("Beto", "Caro")
    await says("Ana", "declined")
    await searched(office, TODAY)
    await searched(office, TODAY + DAY)
    await says("Caro", "accepted", at=TODAY + DAY)
    await searched(office, TODAY + DAY)
    await says("Caro", "declined", at=TODAY + 2 * DAY)
    await searched(office, TODAY + 2 * DAY)
    assert subjects(post, "beto") == [
        f"Invitación: {WHEN}", f"Ya se cubrió: {WHEN}", f"Invitación: {WHEN}",
    ]  # fmt: skip
    assert len(news(post, cast.pinula.email)) == 2


async def test_after_the_start_nothing_of_all_this_is_said(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await accepted("Ana Ayuda", event=await planned())
    await says("Ana", "declined", at=SATURDAY - HOUR)
    await searched(office, SATURDAY)
    assert post.letters == []
