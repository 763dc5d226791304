"""Who is told that an event moved."""

import msgspec

from events.planning.domain import planning
from notifications.domain import upstairs
from notifications.domain.office import Office
from server.foundation.identity import SYSTEM
from tests.support import libical
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned
from tests.support.mailbox import calendar_of, text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import (
    DAY,
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

MOVED = "Cambio: ahora sábado 5 de diciembre, 10:00"


async def test_who_was_told_the_old_time_is_told_the_new_one_once(
    office: Office, post: PostOffice
) -> None:
    event = await planned()
    await invited("Ana Ayuda", event=event)
    await accepted("Beto Ayuda", event=event)
    await told(office, TODAY)
    await moved(event, by=HOUR)
    await told(office, TODAY + HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert post.subjects.count(MOVED) == 2
    assert "Antes: sábado 5 de diciembre de 2026, 09:00–12:00" in text_of(post.letters[-1])


async def test_a_change_raises_the_sequence_and_keeps_the_identity(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await invitations.answer(assignment, "accepted", at=TODAY + HOUR)
    await moved(await event_of(assignment), by=HOUR)
    await told(office, TODAY + HOUR)
    first, second = map(calendar_of, post.letters)
    assert (first["UID"], first["SEQUENCE"], first["STATUS"]) == (second["UID"], "0", "TENTATIVE")
    assert (second["SEQUENCE"], second["STATUS"]) == ("1", "CONFIRMED")
    assert libical.complaints(second.raw) == []
    assert libical.events(second.raw)[0].starts_at == SATURDAY + HOUR


async def test_an_invitation_that_waits_says_how_things_stand(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    post.to_letter = ["451 later"]
    await told(office, TODAY)
    await moved(await event_of(assignment), by=HOUR)
    await told(office, TODAY + HOUR)
    assert post.subjects == ["Invitación: sábado 5 de diciembre, 10:00"]


async def test_an_event_that_moved_back_needs_no_word(office: Office, post: PostOffice) -> None:
    assignment = await invited()
    await told(office, TODAY)
    event = await event_of(assignment)
    await moved(event, by=HOUR)
    post.to_letter = ["451 later"]
    await told(office, TODAY)
    await moved(event, by=0 * HOUR)
    await told(office, TODAY + HOUR)
    assert len(post.letters) == 1
    assert await notices() == {("invitation", "sent"): 1, ("change", "superseded"): 1}


async def test_a_change_of_place_does_not_speak_of_the_time(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    meeting = "https://reunion.convoca.test/1"
    event = await event_of(assignment)
    await moved(event, by=0 * HOUR, modality="virtual", meeting_url=meeting)
    await told(office, TODAY + HOUR)
    text = text_of(post.letters[-1])
    assert "Reunión en línea: https://reunion.convoca.test/1" in text
    assert ("Antes" in text, "Dónde" in text) == (False, False)


async def test_a_change_of_title_is_no_news(office: Office, post: PostOffice) -> None:
    assignment = await invited()
    await told(office, TODAY)
    renamed = msgspec.structs.replace(WORKSHOP, title="Otro nombre", notes="Llevar carteles")
    await planning.change(await event_of(assignment), renamed, by=SYSTEM, at=TODAY, above=upstairs)
    await told(office, TODAY + HOUR)
    assert len(post.letters) == 1


async def test_publishing_what_people_know_of_is_no_news(office: Office, post: PostOffice) -> None:
    event = await planned(published=False)
    await invited(event=event)
    await told(office, TODAY)
    await planning.publish(event, by=SYSTEM, at=TODAY, above=upstairs)
    await told(office, TODAY + HOUR)
    assert post.subjects == ["Invitación: sábado 5 de diciembre, 09:00"]


async def test_who_declined_is_not_told_of_changes(office: Office, post: PostOffice) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await invitations.answer(assignment, "declined", at=TODAY)
    await moved(await event_of(assignment), by=HOUR)
    await told(office, TODAY + HOUR)
    assert len(post.to("ana@convoca.test")) == 1


async def test_who_changed_their_mind_is_told_what_they_missed(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await invitations.answer(assignment, "declined", at=TODAY)
    await moved(await event_of(assignment), by=HOUR)
    await told(office, TODAY + HOUR)
    await invitations.answer(assignment, "accepted", at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert post.subjects[-1] == MOVED


async def test_a_change_that_was_dropped_is_owed_again_when_its_reason_returns(
    office: Office, post: PostOffice
) -> None:
    assignment = await accepted()
    await told(office, TODAY)
    await moved(await event_of(assignment), by=HOUR)
    post.to_letter = ["451 later"]
    await told(office, TODAY)
    await invitations.answer(assignment, "declined", at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    assert (await notices())["change", "superseded"] == 1
    await invitations.answer(assignment, "accepted", at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert post.subjects[-1] == MOVED


async def test_who_is_asked_again_after_a_move_is_told_once(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await invitations.answer(assignment, "declined", at=TODAY)
    await moved(await event_of(assignment), by=HOUR)
    await asked_again(assignment, at=TODAY + HOUR)
    await told(office, TODAY + DAY)
    assert [str(letter["Subject"]) for letter in post.to("ana@convoca.test")[1:]] == [
        "Invitación: sábado 5 de diciembre, 10:00"
    ]
