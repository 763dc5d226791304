"""Who is asked to help, how, and how often."""

from notifications.domain.office import Office
from tests.support import libical
from tests.support.events import SATURDAY, TODAY
from tests.support.post_office import PostOffice
from tests.support.rounds import HOUR, asked_again, invited, notices, told
from volunteers.assignments.domain import invitations


async def test_an_invited_person_is_asked_once(office: Office, post: PostOffice) -> None:
    await invited()
    await told(office, TODAY)
    await told(office, TODAY + HOUR)
    assert post.subjects == ["Invitación: sábado 5 de diciembre, 09:00"]
    assert await notices() == {("invitation", "sent"): 1}


async def test_an_invitation_is_text_html_and_a_calendar_request(
    office: Office, post: PostOffice
) -> None:
    await invited()
    await told(office, TODAY)
    letter = post.letters[0]
    parts = [part.get_content_type() for part in letter.iter_parts()]
    assert (letter.get_content_type(), parts) == (
        "multipart/alternative", ["text/plain", "text/html", "text/calendar"]
    )  # fmt: skip
    assert letter["From"] == "Convoca <convoca@convoca.test>"
    assert letter["To"] == "Ana Ayuda <ana@convoca.test>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@convoca.test>")


async def test_the_calendar_request_is_lawful_and_at_the_right_instant(
    office: Office, post: PostOffice
) -> None:
    await invited()
    await told(office, TODAY)
    part = list(post.letters[0].iter_parts())[2]
    parameters = dict(part["Content-Type"].params)
    assert parameters == {"method": "REQUEST", "charset": "UTF-8", "component": "vevent"}
    calendar = part.get_payload(decode=True)
    assert isinstance(calendar, bytes)
    assert libical.complaints(calendar) == []
    assert [event.starts_at for event in libical.events(calendar)] == [SATURDAY]
    lines = calendar.decode().replace("\r\n ", "").split("\r\n")
    assert "METHOD:REQUEST" in lines
    assert "STATUS:TENTATIVE" in lines
    assert sum("ATTENDEE" in line for line in lines) == 1


async def test_who_was_invited_again_after_declining_is_asked_again(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    await invitations.answer(assignment, "declined", at=TODAY + HOUR)
    await told(office, TODAY + HOUR)
    await asked_again(assignment, at=TODAY + 2 * HOUR)
    await told(office, TODAY + 2 * HOUR)
    assert len(post.to("ana@convoca.test")) == 2
