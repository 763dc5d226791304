"""Who is told that they need not come."""

from datetime import timedelta

from events.planning.domain import planning
from notifications.domain.office import Office
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support import libical
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.mailbox import calendar_of
from tests.support.post_office import PostOffice
from tests.support.rounds import (
    HOUR,
    accepted,
    asked_again,
    event_of,
    invited,
    moved,
    notices,
    told,
)
from volunteers.assignments.domain import invitations

OFF = "Cancelada: sábado 5 de diciembre, 09:00"


async def test_everyone_who_expects_to_come_is_told_once_that_it_is_off(
    office: Office, post: PostOffice
) -> None:
    event = await planned()
    await invited("Ana Ayuda", event=event)
    await accepted("Beto Ayuda", event=event)
    await told(office, TODAY)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    await told(office, TODAY + HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert post.subjects.count(OFF) == 2


async def test_who_arrived_before_it_was_called_off_is_told_too(
    office: Office, post: PostOffice
) -> None:
    assignment = await accepted()
    early = SATURDAY - timedelta(minutes=20)
    await told(office, TODAY)
    await execute("UPDATE assignment SET status = 'attended', arrived_at = $1", early)
    await planning.cancel(await event_of(assignment), "rain", by=SYSTEM, at=early)
    for minutes in (1, 2):
        await told(office, early + timedelta(minutes=minutes))
    assert post.subjects.count(OFF) == 1


async def test_a_cancellation_takes_the_event_out_of_the_calendar(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await planning.cancel(await event_of(assignment), "security", by=SYSTEM, at=TODAY)
    await told(office, TODAY + HOUR)
    asked, off = map(calendar_of, post.letters)
    assert (off["METHOD"], off["STATUS"], off["SEQUENCE"]) == ("CANCEL", "CANCELLED", "1")
    assert (asked["UID"], asked["ATTENDEE"]) == (off["UID"], off["ATTENDEE"])
    assert libical.complaints(off.raw) == []


async def test_who_never_heard_of_it_need_not_hear_that_it_is_off(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await planning.cancel(await event_of(assignment), "rain", by=SYSTEM, at=TODAY)
    await told(office, TODAY)
    assert (post.letters, await notices()) == ([], {})


async def test_an_invitation_is_not_sent_any_more_when_it_is_off(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    post.to_letter = ["451 later"]
    await told(office, TODAY)
    await planning.cancel(await event_of(assignment), "rain", by=SYSTEM, at=TODAY)
    await told(office, TODAY + HOUR)
    assert (post.letters, await notices()) == ([], {("invitation", "superseded"): 1})


async def test_who_may_have_been_invited_is_told_that_it_is_off(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    post.drops = 1
    await told(office, TODAY)
    await planning.cancel(await event_of(assignment), "rain", by=SYSTEM, at=TODAY)
    await told(office, TODAY + HOUR)
    assert post.subjects == [OFF]


async def test_a_cancellation_in_doubt_is_sent_again(office: Office, post: PostOffice) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await planning.cancel(await event_of(assignment), "rain", by=SYSTEM, at=TODAY)
    post.drops = 1
    await told(office, TODAY)
    await told(office, TODAY + HOUR)
    assert post.subjects[1:] == [OFF]


async def test_who_is_withdrawn_is_told_and_the_event_stays(
    office: Office, post: PostOffice
) -> None:
    assignment = await accepted()
    await moved(await event_of(assignment), by=HOUR)
    await told(office, TODAY)
    await invitations.withdraw(assignment, by=SYSTEM, at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    assert post.subjects[-1] == "Ya no hace falta asistir: sábado 5 de diciembre, 10:00"
    assert calendar_of(post.letters[-1])["METHOD"] == "CANCEL"


async def test_the_sequence_never_falls_for_who_is_withdrawn_and_asked_again(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await invitations.withdraw(assignment, by=SYSTEM, at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    await asked_again(assignment, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    await planning.cancel(await event_of(assignment), "rain", by=SYSTEM, at=TODAY + 3 * HOUR)
    await told(office, TODAY + 3 * HOUR)
    read = [calendar_of(letter) for letter in post.letters]
    assert [(one["METHOD"], one["SEQUENCE"]) for one in read] == [
        ("REQUEST", "0"), ("CANCEL", "1"), ("REQUEST", "1"), ("CANCEL", "2")
    ]  # fmt: skip
    stamps = [one["DTSTAMP"] for one in read]
    assert stamps == sorted(set(stamps))
