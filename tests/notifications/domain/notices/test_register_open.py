"""Who hears that a register waits to be closed."""

from events.planning.domain import planning
from notifications.domain.office import Office
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import WORKSHOP, planned
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, told

SUBJECT = "Registro sin cerrar: sábado 5 de diciembre, 09:00"
ENDS = WORKSHOP.ends_at


def heard(post: PostOffice, address: str) -> int:
    return [str(one["Subject"]) for one in post.to(address)].count(SUBJECT)


async def test_those_who_coordinate_hear_it_after_a_day_and_again_after_a_week(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    event = await planned()
    counts = []
    for days in (0, 1, 2, 7, 8, 9, 21, 22, 40):
        await told(office, ENDS + days * DAY)
        counts.append(heard(post, cast.pinula.email))
    assert counts == [0, 1, 1, 1, 2, 2, 2, 2, 2]
    assert heard(post, cast.mixco.email) == 0
    (letter, _again) = [one for one in post.letters if one["Subject"] == SUBJECT]
    assert f"/eventos/{event}/registro" in text_of(letter)


async def test_the_organiser_hears_it_alone(cast: Cast, office: Office, post: PostOffice) -> None:
    event = await planned()
    await execute("UPDATE event SET organiser = $2 WHERE id = $1", event, cast.mixco.account)
    await told(office, ENDS + DAY)
    assert (heard(post, cast.mixco.email), heard(post, cast.pinula.email)) == (1, 0)


async def test_whoever_closes_it_meanwhile_hears_nothing(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    event = await planned()
    post.to_letter = ["451 later"]
    await told(office, ENDS + DAY)
    await planning.close(event, by=SYSTEM, at=ENDS + DAY)
    await told(office, ENDS + DAY + HOUR)
    await told(office, ENDS + 8 * DAY)
    assert heard(post, cast.pinula.email) == 0


async def test_an_event_long_ago_is_nobodys_news(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await planned()
    await told(office, ENDS + 22 * DAY)
    assert heard(post, cast.pinula.email) == 0
