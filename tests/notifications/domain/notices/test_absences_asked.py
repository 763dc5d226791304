"""Who is asked when they are away, and how often."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from notifications.domain.office import Office
from notifications.domain.outbox import kept_mail
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import told
from volunteers.people.domain import absences
from volunteers.people.domain.absence_links import question_of

THIRD_WEEK = datetime(2026, 12, 15, 14, tzinfo=UTC)
DAY = timedelta(days=1)


async def test_whoever_did_not_say_is_asked_once_a_month_with_a_link_of_their_own(
    office: Office, post: PostOffice
) -> None:
    ana = await helper("Ana")
    for days in range(-2, 10):
        await told(office, THIRD_WEEK + days * DAY)
    (letter,) = post.letters
    assert letter["Subject"] == "¿Cuándo no se puede contar con usted?"
    text = text_of(letter)
    token = text.partition("/d/")[2].split()[0]
    question = question_of(token, office.signer)
    assert (question.volunteer, question.through) == (ana, date(2027, 2, 14))
    assert "Hasta el: domingo 14 de febrero" in text


@pytest.mark.parametrize(
    ("until", "asked"), [(date(2027, 1, 11), 1), (date(2027, 1, 12), 0), (date(2027, 6, 1), 0)]
)
async def test_who_said_enough_is_left_in_peace(
    office: Office, post: PostOffice, until: date, asked: int
) -> None:
    await said(await helper("Ana"), until)
    await told(office, THIRD_WEEK)
    assert len(post.letters) == asked


async def test_who_answers_before_the_letter_leaves_is_not_asked(
    office: Office, post: PostOffice
) -> None:
    ana = await helper("Ana")
    post.to_letter = ["451 later"]
    await told(office, THIRD_WEEK)
    await said(ana, date(2027, 2, 14))
    await told(office, THIRD_WEEK + timedelta(hours=1))
    assert post.letters == []


async def test_four_weeks_lie_between_two_questions(office: Office, post: PostOffice) -> None:
    await helper("Ana", cleared_until=None)
    last = datetime(2027, 1, 21, 14, tzinfo=UTC)
    for day in (last, last + 25 * DAY, last + 27 * DAY, last + 28 * DAY, last + 29 * DAY):
        await told(office, day)
    assert len(post.letters) == 2


async def test_whose_account_is_closed_is_not_asked(office: Office, post: PostOffice) -> None:
    await helper("Ana")
    await execute("UPDATE account SET disabled_at = $1", THIRD_WEEK)
    await told(office, THIRD_WEEK)
    assert post.letters == []


async def test_whoever_reads_the_outbox_cannot_answer_for_others(offline_office: Office) -> None:
    await helper("Ana")
    await told(offline_office, THIRD_WEEK)
    notice = (await fetch("SELECT id FROM notice"))[0]["id"]
    kept = await kept_mail.kept_mail(notice, offline_office)
    assert kept is not None
    lines = [line for part in kept.paragraphs for line in part]
    assert [line for line in lines if "/d/" in line] == [f"{offline_office.settings.base_url}/d/…"]


async def said(volunteer: UUID, until: date) -> None:
    today = THIRD_WEEK.date()
    await absences.none_through(volunteer, until, by=SYSTEM, at=THIRD_WEEK, today=today)
