"""Who hears that a document lapses, and how often."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from notifications.domain.office import Office
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.late_news import holding
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, told
from volunteers.people.domain import credentials
from volunteers.people.domain.credentials import NewClearance, NewQualification

UNTIL = date(2027, 1, 31)
SUBJECT = "Por vencer el domingo 31 de enero"
DATED = re.compile(r"^(Un documento|Otro documento): vale hasta el (.*)$", re.MULTILINE)


def on(days: int) -> datetime:
    """Noon so many days before."""
    return datetime.combine(UNTIL - timedelta(days=days), time(12), UTC)


async def heard(office: Office, post: PostOffice, *days: int, to: str = "ana@convoca.test") -> int:
    for one in days:
        await told(office, on(one))
    return [str(one["Subject"]) for one in post.to(to)].count(SUBJECT)


async def test_a_helper_hears_it_a_month_before_and_again_in_the_last_week(
    office: Office, post: PostOffice
) -> None:
    await helper("Ana Ayuda", cleared_until=UNTIL)
    counts = [await heard(office, post, days) for days in (31, 30, 29, 8, 7, 6, 0, -1)]
    assert counts == [0, 1, 1, 1, 2, 2, 2, 2]
    text = text_of(next(one for one in post.letters if one["Subject"] == SUBJECT))
    assert "Un documento que hace falta para acompañar actividades vence pronto." in text
    assert "Un documento: vale hasta el domingo 31 de enero" in text


async def test_what_ends_on_one_day_is_one_letter(office: Office, post: PostOffice) -> None:
    ana = await helper("Ana Ayuda", cleared_until=UNTIL)
    await execute("UPDATE qualification SET valid_until = $1", UNTIL)
    held = NewQualification(topic="social-network-risks", role="assistant", valid_until=UNTIL)
    await credentials.qualify(ana, held, by=SYSTEM, at=on(60))
    assert await heard(office, post, 30, 29) == 1
    text = text_of(post.letters[-1])
    assert "2 documentos" in text
    assert [label for label, until in DATED.findall(text) if until == "domingo 31 de enero"] == [
        "Un documento", "Otro documento",
    ]  # fmt: skip


async def test_each_document_is_told_with_its_own_day(office: Office, post: PostOffice) -> None:
    ana = await helper("Ana Ayuda", cleared_until=UNTIL)
    sooner = UNTIL - timedelta(days=6)
    held = NewQualification(topic="social-network-risks", role="lead", valid_until=sooner)
    await execute("DELETE FROM qualification")
    await credentials.qualify(ana, held, by=SYSTEM, at=on(60))
    assert await heard(office, post, 30) == 1
    letter = next(one for one in post.letters if one["Subject"] == SUBJECT)
    assert DATED.findall(text_of(letter)) == [
        ("Un documento", "lunes 25 de enero"), ("Otro documento", "domingo 31 de enero"),
    ]  # fmt: skip


async def test_what_was_renewed_before_the_letter_left_is_not_told(
    office: Office, post: PostOffice
) -> None:
    ana = await helper("Ana Ayuda", cleared_until=UNTIL)
    post.to_letter = ["451 later"]
    assert await heard(office, post, 30) == 0
    renewed = NewClearance(
        kind="renas", verified_on=on(30).date(), valid_until=UNTIL + 180 * timedelta(days=1)
    )
    await credentials.clear(ana, renewed, by=SYSTEM, at=on(30))
    assert await heard(office, post, 29, 7, 1) == 0


async def test_whose_account_is_closed_hears_nothing(office: Office, post: PostOffice) -> None:
    await helper("Ana Ayuda", cleared_until=UNTIL)
    await execute("UPDATE account SET disabled_at = $1", on(60))
    assert await heard(office, post, 30) == 0


async def test_those_who_coordinate_hear_of_the_places_that_break_once(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    await holding("Ana Ayuda", until=UNTIL, starts_in=70 * DAY)
    assert await heard(office, post, 31, to=cast.pinula.email) == 0
    assert await heard(office, post, 30, 29, 7, 0, to=cast.pinula.email) == 1
    letter = next(one for one in post.to(cast.pinula.email) if one["Subject"] == SUBJECT)
    assert "Ana Ayuda tiene un lugar en 1 actividad," in text_of(letter)
    assert await heard(office, post, to=cast.mixco.email) == 0


@pytest.mark.parametrize("starts_in", [64, 63])
async def test_a_place_on_a_day_that_is_still_covered_is_no_news(
    cast: Cast, office: Office, post: PostOffice, starts_in: int
) -> None:
    await holding("Ana Ayuda", until=UNTIL, starts_in=starts_in * DAY - 12 * HOUR)
    assert await heard(office, post, 30, 2, to=cast.pinula.email) == 0
