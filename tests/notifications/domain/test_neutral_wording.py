"""Nothing that leaves gives away, on a locked screen or in a log, what an event is about."""

import os

import pytest

from events.planning.domain import agenda
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.texts.previews import preview
from notifications.domain.webhooks import facts
from server.foundation.database import fetch
from server.foundation.identity import new_id
from server.foundation.translation import LANGUAGES, speaking
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from tests.support.every_kind import TITLE, TOPICS, heard, one_of_every_kind
from tests.support.everything_said import LETTER, everything, rendered
from tests.support.lexicon import sensitive_words
from tests.support.mailbox import html_of, text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import invited, told


async def test_no_message_of_any_kind_holds_a_sensitive_word(
    office: Office, post: PostOffice, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = heard(monkeypatch)
    await one_of_every_kind(office, cast)
    people = {name for name, kind in KINDS.items() if kind.to != "webhook"}
    assert set(said) == {(kind, language) for kind in people for language in LANGUAGES}
    assert [of for of, texts in said.items() if sensitive_words("\n".join(texts))] == []
    sent = [text for letter in post.letters for text in everything(letter)]
    assert sensitive_words("\n".join(sent)) == []
    looks = [preview(KINDS[one], office, by=cast.admin, at=TODAY) for one in people - {"test_send"}]
    shown = [await look for look in looks]
    assert sensitive_words("\n".join(map(str, shown))) == []
    entries = await fetch("SELECT subject, opening, facts, leads_to FROM inbox_entry")
    assert len(entries) > len(KINDS)
    assert sensitive_words("\n".join(str(tuple(entry)) for entry in entries)) == []


async def test_programs_hear_no_sensitive_word(office: Office) -> None:
    event = await agenda.event(await planned(title=TITLE, topics=TOPICS))
    told_them = [facts.about_event(fact, event, at=TODAY) for fact in facts.FACTS]
    told_them.append(facts.about_answer(new_id(), event.id, "declined", at=TODAY))
    assert sensitive_words(b"\n".join(told_them).decode()) == []


async def test_no_file_name_holds_a_sensitive_word(offline_office: Office) -> None:
    await invited(event=await planned(title=TITLE, topics=TOPICS))
    await told(offline_office, TODAY)
    names = os.listdir(offline_office.folder)  # noqa: PTH208 (a coroutine may not use Path)
    assert len(names) == 1
    assert sensitive_words(names[0]) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_text_and_html_say_the_same(office: Office, language: str) -> None:
    with speaking(language):
        letter = rendered(LETTER, office)
    html = html_of(letter)
    for line in text_of(letter).splitlines():
        if line and not line.startswith(("--", "Convoca")):
            label, _colon, value = line.partition(": ")
            assert [piece for piece in (label, value) if piece.rstrip(":") not in html] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_letter_says_in_which_language_it_is(office: Office, language: str) -> None:
    with speaking(language):
        letter = rendered(LETTER, office)
    assert letter["Content-Language"] == language
    assert f'<html lang="{language}" dir="ltr">' in html_of(letter)


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
