"""Who hears that a place is not theirs any more, and that it is open again."""

from datetime import date

from events.planning.domain import planning
from notifications.domain.office import Office
from server.foundation.identity import SYSTEM
from tests.support import libical
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.mailbox import calendar_of, text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, event_of, invited, notices, told
from tests.support.turns import away, searched
from volunteers.assignments.domain import releases

WHEN = "sábado 5 de diciembre, 09:00"
FREE, MISSING = f"Ya no hace falta asistir: {WHEN}", f"Falta una persona: {WHEN}"


async def test_an_absence_told_later_frees_who_accepted_and_reopens_the_place(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await accepted()
    await told(office, TODAY)
    await away("Ana", date(2026, 12, 5))
    await searched(office, TODAY + HOUR)
    await searched(office, TODAY + 2 * HOUR)
    mine = post.to("ana@convoca.test")
    assert [str(one["Subject"]) for one in mine[1:]] == [FREE]
    assert "coincide con los días en que se avisó una ausencia" in text_of(mine[1])
    assert calendar_of(mine[1])["METHOD"] == "CANCEL"
    assert libical.complaints(calendar_of(mine[1]).raw) == []
    letters = post.to(cast.pinula.email)
    assert [str(one["Subject"]) for one in letters] == [MISSING]
    assert "El lugar: Nadie más está invitado" in text_of(letters[0])
    assert "Ana Ayuda había aceptado, pero avisó una ausencia" in text_of(letters[0])
    found = await notices()
    assert (found["place_reopened", "sent"], found["released", "sent"]) == (1, 1)


async def test_an_event_that_changed_frees_who_cannot_be_there(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    assignment = await accepted()
    await told(office, TODAY)
    await releases.release(assignment, "rule", because="away", at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    assert "la actividad o los datos del equipo cambiaron" in text_of(
        post.to("ana@convoca.test")[1]
    )
    text = text_of(post.to(cast.pinula.email)[0])
    assert "pero ya no puede ocupar el lugar" in text
    assert "El lugar: Convoca ya busca a alguien más." in text


async def test_who_did_not_hear_of_the_invitation_hears_of_nothing(
    office: Office, post: PostOffice
) -> None:
    await releases.release(await invited(), "absence", at=TODAY)
    await told(office, TODAY)
    assert post.letters == []


async def test_who_said_yes_before_any_letter_hears_that_it_is_off(
    office: Office, post: PostOffice
) -> None:
    await releases.release(await accepted(), "absence", at=TODAY)
    await told(office, TODAY)
    assert post.subjects == [FREE]


async def test_an_invitation_taken_back_is_told_to_its_holder_alone(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await releases.release(assignment, "absence", at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    assert post.subjects[1:] == [FREE]


async def test_of_an_event_that_is_off_by_now_only_that_is_said(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    assignment = await accepted()
    await told(office, TODAY)
    await releases.release(assignment, "rule", at=TODAY + HOUR)
    post.to_letter = ["451 later"] * 2
    await told(office, TODAY + HOUR)
    await planning.cancel(await event_of(assignment), "rain", by=SYSTEM, at=TODAY + 2 * HOUR)
    for hours in (2, 3, 4):
        await told(office, TODAY + hours * HOUR)
    assert post.subjects[1:] == [f"Cancelada: {WHEN}"]


async def test_who_was_freed_is_not_told_again_that_the_event_is_off(
    office: Office, post: PostOffice
) -> None:
    assignment = await accepted()
    await told(office, TODAY)
    await releases.release(assignment, "rule", at=TODAY)
    await told(office, TODAY + HOUR)
    await planning.cancel(await event_of(assignment), "rain", by=SYSTEM, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    await told(office, SATURDAY - DAY)
    assert post.subjects[1:] == [FREE]


async def test_after_the_start_nobody_is_freed_by_letter(office: Office, post: PostOffice) -> None:
    assignment = await accepted(event=await planned())
    await releases.release(assignment, "rule", at=TODAY)
    await told(office, SATURDAY)
    assert post.letters == []
