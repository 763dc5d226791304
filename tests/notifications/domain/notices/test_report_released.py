"""Whoever is on a donor's list is told once of each release, and may leave the list at any time."""

import re

import httpx

from events.outreach.domain import ledgers
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import issuing
from events.outreach.domain.releases import readers
from notifications.domain.notices.report_released import report_released
from notifications.domain.office import Office
from notifications.domain.outbox import overview
from notifications.domain.outbox.sought import Sought
from notifications.web.shown import shown_line
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import TODAY
from tests.support.figures_out import figures_out, reader
from tests.support.lexicon import sensitive_words
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.registers import march
from tests.support.rounds import DAY, HOUR, notices, told

DORA = "dora@donor.test"


async def test_each_reader_is_told_once_where_the_figures_are(
    office: Office, post: PostOffice
) -> None:
    await reader(at=TODAY)
    await reader("edith@donor.test", at=TODAY, language="en")
    release = await figures_out(at=TODAY)
    for later in (HOUR, 2 * HOUR):
        await told(office, TODAY + later)
    assert len(post.letters) == 2
    (letter,) = post.to(DORA)
    text = text_of(letter)
    assert letter["Subject"] == "Nuevas cifras de Convoca"
    assert text.startswith("Hola, Dora Donante:\n\nSe publicaron nuevas cifras")
    assert sensitive_words(text) == []
    assert re.findall(r"http://convoca\.test/cifras/d/[\w-]+", text) != []
    assert str(release) not in text


async def test_a_public_release_is_read_where_everybody_reads_it(
    office: Office, post: PostOffice
) -> None:
    await reader(at=TODAY)
    release = await figures_out(at=TODAY, readers="public")
    await told(office, TODAY)
    assert f"http://convoca.test/cifras/{release}" in text_of(post.letters[0])


async def test_registers_that_were_still_open_are_said(office: Office, post: PostOffice) -> None:
    await march()
    await reader(at=TODAY)
    release = await figures_out(at=TODAY)
    asked = Question(zone="America/Guatemala")
    figures = await ledgers.figures(asked, by=SYSTEM, at=TODAY)
    await issuing.issue("Cifras", asked, figures, by=SYSTEM, at=TODAY, release=release)
    await told(office, TODAY)
    assert "Registros todavía abiertos: 1" in text_of(post.letters[0])


async def test_what_was_withdrawn_meanwhile_is_not_told(office: Office, post: PostOffice) -> None:
    await reader(at=TODAY)
    await figures_out(at=TODAY)
    assert await report_released.owe(TODAY) == 1
    await execute("UPDATE release SET withdrawn_at = $1, withdrawn_why = 'Error'", TODAY)
    await told(office, TODAY + HOUR)
    assert post.letters == []
    assert await notices() == {("report_released", "superseded"): 1}


async def test_nobody_is_told_old_news_nor_of_other_projects(
    office: Office, post: PostOffice
) -> None:
    await figures_out(at=TODAY - DAY)
    await figures_out(at=TODAY, project=None)
    await reader(at=TODAY)
    await told(office, TODAY)
    assert post.letters == []


async def test_one_click_takes_somebody_off_the_list_and_one_puts_them_back(
    office: Office, post: PostOffice, visitor: httpx.AsyncClient
) -> None:
    listed = await reader(at=TODAY)
    await figures_out(at=TODAY)
    await told(office, TODAY)
    stop = re.findall(r"<([^>]+)>", post.letters[0]["List-Unsubscribe"])[0]
    page = await visitor.get(stop)
    assert "Los correos que avisan de nuevas cifras." in page.text
    answer = await visitor.post(stop, data={"List-Unsubscribe": "One-Click"})
    assert "Hecho: ya no llegan más" in answer.text
    assert (await readers.reader(listed)).left_by == "self"
    await figures_out(at=TODAY + DAY)
    await told(office, TODAY + DAY)
    assert len(post.letters) == 1
    await visitor.post(f"{stop}/vuelta")
    assert (await readers.reader(listed)).left_at is None


async def test_the_outbox_says_that_it_goes_to_a_list(
    office: Office, post: PostOffice, cast: Cast
) -> None:
    await reader(at=TODAY)
    await figures_out(at=TODAY)
    await told(office, TODAY)
    (line,) = await overview.lines(cast.admin, Sought())
    shown = shown_line(line, "America/Guatemala", cast.admin)
    assert (shown.kind, shown.who, shown.named) == (
        "Nuevas cifras",
        "Lista de un donante",
        False,
    )
    assert await overview.lines(cast.pinula, Sought()) == []
