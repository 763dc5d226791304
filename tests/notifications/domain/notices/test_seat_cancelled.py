"""Who hears that their seats were taken back."""

from events.planning.domain import planning
from notifications.domain.office import Office
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY, planned
from tests.support.forgetting import forgotten
from tests.support.late_news import taken_back
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, told
from tests.support.seats import asked, contacts, given_back, taking

ZOE = "zoe@correo.test"
SUBJECT = "Reserva cancelada: sábado 5 de diciembre, 09:00"


async def test_whose_seats_are_taken_back_is_told_once_and_then_forgotten(
    office: Office, post: PostOffice
) -> None:
    event = await taking()
    await asked(event, contact=ZOE)
    await taken_back(event)
    for hours in (0, 1, 30):
        await told(office, TODAY + hours * HOUR)
    assert post.subjects == [SUBJECT]
    assert "Otro grupo" not in text_of(post.letters[0])
    await forgotten("attendance.contacts", before=TODAY)
    assert await contacts() == [ZOE]
    await forgotten("attendance.contacts", before=TODAY + HOUR)
    assert await contacts() == [None]


async def test_who_gives_seats_back_knows_it(office: Office, post: PostOffice) -> None:
    code = await asked(await taking(), contact="ana@correo.test")
    await told(office, TODAY)
    await given_back(code)
    await told(office, TODAY + HOUR)
    assert len(post.letters) == 1


async def test_who_heard_that_the_event_is_off_does_not_hear_it_twice(
    office: Office, post: PostOffice
) -> None:
    event = await planned()
    await asked(await taking(event=event), contact=ZOE)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    await told(office, TODAY)
    await taken_back(event)
    await told(office, TODAY + HOUR)
    assert [subject.partition(":")[0] for subject in post.subjects] == ["Cancelada"]


async def test_nobody_is_told_once_it_began(office: Office, post: PostOffice) -> None:
    event = await taking()
    await asked(event, contact=ZOE)
    await taken_back(event)
    await told(office, TODAY + 7 * DAY)
    assert post.letters == []
