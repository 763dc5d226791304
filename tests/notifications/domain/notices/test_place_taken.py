"""Who hears that somebody else was faster."""

from events.planning.domain import planning
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, invited, told
from tests.support.turns import crowd, says, searched
from volunteers.assignments.domain import covering

WHEN = "sábado 5 de diciembre, 09:00"


async def test_somebody_who_found_the_place_taken_is_thanked(
    office: Office, post: PostOffice
) -> None:
    event = await planned()
    await invited("Ana Ayuda", event=event)
    await invited("Beto Ayuda", event=event)
    await told(office, TODAY)
    await says("Ana", "accepted", at=TODAY + HOUR)
    assert await says("Beto", "accepted", at=TODAY + HOUR) == "expired"
    await told(office, TODAY + HOUR)
    assert [str(one["Subject"]) for one in post.to("beto@convoca.test")][1:] == [
        f"Ya se cubrió: {WHEN}"
    ]


async def test_nobody_is_told_of_a_place_that_was_taken_before_they_heard_of_it(
    office: Office, post: PostOffice
) -> None:
    await accepted("Ana Ayuda", event=await planned())
    await crowd("Beto", "Caro")
    await told(office, TODAY)
    await says("Ana", "declined")
    post.to_letter = ["451 later"]
    await searched(office, TODAY)
    await says("Ana", "accepted")
    await searched(office, TODAY + HOUR)
    assert post.to("beto@convoca.test") == []


async def test_once_it_is_looked_for_again_a_place_is_not_called_taken(
    office: Office, post: PostOffice
) -> None:
    await accepted("Ana Ayuda", event=await planned())
    await crowd("Beto")
    await says("Ana", "declined")
    await searched(office, TODAY)
    await says("Ana", "accepted", at=TODAY + HOUR)
    await says("Ana", "declined", at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    assert [str(one["Subject"]) for one in post.to("beto@convoca.test")] == [
        f"Invitación: {WHEN}", f"Invitación vencida: {WHEN}"
    ]  # fmt: skip


async def test_a_search_that_is_called_off_took_nobodys_place(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await accepted("Ana Ayuda", event=await planned())
    await crowd("Beto")
    await says("Ana", "declined")
    await searched(office, TODAY)
    search = (await fetch("SELECT id FROM cover_search"))[0]["id"]
    await covering.call_off(search, by=SYSTEM, at=TODAY + HOUR)
    await searched(office, TODAY + HOUR)
    assert str(post.to("beto@convoca.test")[1]["Subject"]) == f"Invitación vencida: {WHEN}"
    assert await says("Beto", "accepted", at=TODAY + 2 * HOUR) == "accepted"


async def test_whose_place_was_taken_is_not_told_besides_that_the_event_is_off(
    office: Office, post: PostOffice
) -> None:
    event = await planned()
    for name in ("Ana Ayuda", "Beto Ayuda"):
        await invited(name, event=event)
    await told(office, TODAY)
    for name in ("Ana", "Beto"):
        await says(name, "accepted", at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert len(post.to("beto@convoca.test")) == 2


async def test_an_invitation_that_expired_is_called_off_with_its_event(
    office: Office, post: PostOffice
) -> None:
    event = await planned()
    await invited("Ana Ayuda", event=event)
    await told(office, TODAY)
    await covering.advance(at=SATURDAY - DAY)
    await planning.cancel(event, "rain", by=SYSTEM, at=SATURDAY - DAY)
    await told(office, SATURDAY - DAY)
    assert post.subjects == [f"Invitación: {WHEN}", f"Cancelada: {WHEN}"]
