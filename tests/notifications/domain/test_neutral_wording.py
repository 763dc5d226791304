"""No letter gives away, on a locked screen or in a log, what an event is about."""

import os
from collections.abc import Iterator
from email.message import EmailMessage
from uuid import UUID

import pytest

from events.planning.domain import planning
from notifications.domain.kinds import KINDS
from notifications.domain.office import Office
from server.accounts.domain import sign_in
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.lexicon import sensitive_words
from tests.support.mailbox import html_of, text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, invited, moved, told
from tests.support.seats import asked, given_back, taking
from tests.support.turns import searched, takes_over
from volunteers.assignments.domain import invitations, releases, searches, substitutes

TOPICS = ("gender-violence", "social-network-risks")
TITLE = "Denuncia y violencia de género"


async def one_of_every_kind(office: Office, cast: Cast, language: str) -> None:
    """An event about what must not be named, through its whole life."""
    assert cast.pinula.account is not None
    event = await planned(title=TITLE, topics=TOPICS)
    people = [await invited(f"{name} Ayuda", event=event) for name in ("Ana", "Beto", "Cora")]
    await accepted("Dora Ayuda", event=event)
    seats = await people_who_registered(event, language)
    await execute("UPDATE account SET language = $1", language)
    await sign_in.make_link(cast.pinula.account, at=TODAY, by_mail=True)
    await told(office, TODAY)
    await invitations.answer(people[0], "declined", "Recibí amenazas", at=TODAY)
    await invitations.withdraw(people[1], by=SYSTEM, at=TODAY)
    await given_back(seats, at=TODAY)
    await told(office, TODAY)
    await told(office, SATURDAY - DAY)
    await moved(event, by=HOUR, title=TITLE, topics=TOPICS, at=SATURDAY - DAY)
    await told(office, SATURDAY - DAY)
    await planning.cancel(event, "security", by=SYSTEM, at=SATURDAY - HOUR)
    await told(office, SATURDAY - HOUR)
    await every_turn(office, language)


async def every_turn(office: Office, language: str) -> None:
    """Teams of such events: taken, handed over, released, in vain, too late and not at all."""
    first, second, third = [
        await planned(title=TITLE, topics=TOPICS, starts_at=start, ends_at=start + HOUR)
        for start in (SATURDAY + 2 * DAY, SATURDAY + 3 * DAY, SATURDAY + 4 * DAY)
    ]
    fina, gil = [await invited(f"{name} Ayuda", event=first) for name in ("Fina", "Gil")]
    irma = await accepted("Irma Ayuda", event=second)
    await invited("Juan Ayuda", event=third)
    await helper("Hugo Ayuda")
    await execute("UPDATE account SET language = $1", language)
    await told(office, TODAY)
    for one in (fina, gil):
        await invitations.answer(one, "accepted", at=TODAY)
    hugo = await takes_over("Hugo", await substitutes.ask(fina, "Por la denuncia", at=TODAY))
    await searches.end(await substitutes.ask(irma, at=TODAY), "nobody", at=TODAY)
    await told(office, TODAY)
    await releases.release(hugo, "rule", at=TODAY)
    await told(office, TODAY)
    await invitations.answer(irma, "declined", "Recibí amenazas", at=SATURDAY + HOUR)
    await searched(office, SATURDAY + HOUR)
    await told(office, SATURDAY + 10 * DAY)


async def people_who_registered(event: UUID, language: str) -> str:
    """Two of them, and a third who waits; the link of one."""
    await taking(2, event=event)
    codes = [
        await asked(event, contact=f"{name}@correo.test", language=language)
        for name in ("ana", "beto", "cora")
    ]
    return codes[0]


def everything(letter: EmailMessage) -> Iterator[str]:
    """Every header and every part, as people and programs read them."""
    yield from (f"{name}: {value}" for name, value in letter.items())
    for part in letter.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content.decode().replace("\r\n ", "")


@pytest.mark.parametrize("language", ["es", "en"])
async def test_no_letter_of_any_kind_holds_a_sensitive_word(
    office: Office, post: PostOffice, cast: Cast, language: str
) -> None:
    await one_of_every_kind(office, cast, language)
    sent = {row["kind"] for row in await fetch("SELECT kind FROM notice WHERE state = 'sent'")}
    assert sent == set(KINDS)
    found = {
        word
        for letter in post.letters
        for text in everything(letter)
        for word in sensitive_words(text)
    }
    assert found == set()


async def test_no_file_name_holds_a_sensitive_word(offline_office: Office, cast: Cast) -> None:
    await one_of_every_kind(offline_office, cast, "es")
    names = os.listdir(offline_office.folder)  # noqa: PTH208 (a coroutine may not use Path)
    assert len(names) > len(KINDS)
    assert [word for name in names for word in sensitive_words(name)] == []


async def test_text_and_html_say_the_same(office: Office, post: PostOffice, cast: Cast) -> None:
    await one_of_every_kind(office, cast, "es")
    for letter in post.letters:
        html = html_of(letter)
        lirma = [
            line
            for line in text_of(letter).splitlines()
            if line and not line.startswith(("--", "Convoca"))
        ]
        for line in lirma:
            label, _colon, value = line.partition(": ")
            assert [piece for piece in (label, value) if piece.rstrip(":") not in html] == []


async def test_every_letter_is_in_the_language_of_its_reader(
    office: Office, post: PostOffice, cast: Cast
) -> None:
    await one_of_every_kind(office, cast, "en")
    assert {letter["Content-Language"] for letter in post.letters} == {"en"}
    assert {
        line for letter in post.letters for line in html_of(letter).splitlines() if "<html" in line
    } == {'<html lang="en" dir="ltr">'}


@pytest.mark.parametrize(
    "text",
    [
        "Taller sobre la TRATA de personas",
        "Denuncias",
        "género",
        "X-Note: víctimas",
        "Human trafficking",
        "hiv",
    ],
)
def test_a_planted_word_is_found(text: str) -> None:
    assert sensitive_words(text) != []


@pytest.mark.parametrize("text", ["tratar con cariño", "sextante", "generosa", "Villa Canales"])
def test_an_innocent_word_is_let_through(text: str) -> None:
    assert sensitive_words(text) == []
