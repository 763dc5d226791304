"""Who hears that an invitation of theirs expired."""

from events.planning.domain import planning
from notifications.domain.office import Office
from server.foundation.identity import SYSTEM
from tests.support import libical
from tests.support.events import TODAY, planned
from tests.support.mailbox import calendar_of, text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, asked_again, invited, told
from tests.support.turns import says, searched
from volunteers.assignments.domain import expiry

WHEN = "sábado 5 de diciembre, 09:00"
EARLY = TODAY - 3 * DAY
LATE = EARLY + 7 * DAY


async def test_an_invitation_that_expired_leaves_the_calendar_once(
    office: Office, post: PostOffice
) -> None:
    await invited(at=EARLY)
    await told(office, EARLY)
    await expiry.expire(at=LATE)
    for hour in range(3):
        await told(office, LATE + hour * HOUR)
    assert post.subjects == [f"Invitación: {WHEN}", f"Invitación vencida: {WHEN}"]
    asked, off = map(calendar_of, post.letters)
    assert (off["METHOD"], off["STATUS"], off["SEQUENCE"]) == ("CANCEL", "CANCELLED", "1")
    assert (asked["UID"], asked["ATTENDEE"]) == (off["UID"], off["ATTENDEE"])
    assert libical.complaints(off.raw) == []


async def test_who_accepts_late_has_it_in_the_calendar_again(
    office: Office, post: PostOffice
) -> None:
    await invited(at=EARLY)
    await told(office, EARLY)
    await expiry.expire(at=LATE)
    await told(office, LATE)
    letter = text_of(post.letters[-1])
    assert ("puede seguir libre" in letter, "?r=si" in letter) == (True, True)
    assert await says("Ana", "accepted", at=LATE + HOUR) == "accepted"
    await told(office, LATE + HOUR)
    assert post.subjects[2:] == [f"Confirmación: {WHEN}"]
    assert calendar_of(post.letters[-1])["METHOD"] == "REQUEST"


async def test_who_cannot_accept_any_more_is_not_asked_to(office: Office, post: PostOffice) -> None:
    event = await planned()
    await invited("Ana Ayuda", event=event, at=EARLY)
    await told(office, EARLY)
    await expiry.expire(at=LATE)
    await invited("Beto Ayuda", event=event, at=LATE)
    await says("Beto", "accepted", at=LATE)
    await told(office, LATE)
    letter = text_of(post.to("ana@convoca.test")[-1])
    assert ("El lugar ya se cubrió" in letter, "/r/" in letter) == (False, False)
    assert "el lugar ya se cubrió" in letter


async def test_who_never_heard_of_it_need_not_hear_that_it_expired(
    office: Office, post: PostOffice
) -> None:
    await invited(at=EARLY)
    await expiry.expire(at=LATE)
    await told(office, LATE)
    assert post.letters == []


async def test_who_is_asked_again_meanwhile_hears_only_that(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited(at=EARLY)
    await told(office, EARLY)
    await expiry.expire(at=LATE)
    await asked_again(assignment, at=LATE)
    await told(office, LATE)
    assert post.subjects[1:] == [f"Invitación: {WHEN}"]


async def test_an_expired_invitation_is_not_called_off_twice(
    office: Office, post: PostOffice
) -> None:
    event = await planned()
    await invited(event=event, at=EARLY)
    await told(office, EARLY)
    await searched(office, LATE)
    await planning.cancel(event, "rain", by=SYSTEM, at=LATE + HOUR)
    await told(office, LATE + HOUR)
    assert post.subjects[1:] == [f"Invitación vencida: {WHEN}"]
