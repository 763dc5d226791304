"""The lexicon finds a sensitive word wherever somebody may write one into a message."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from jinja2 import FileSystemLoader
from msgspec.structs import replace

from notifications.channels.message import CalendarPart
from notifications.domain.letter import Fact, Link
from notifications.domain.office import Office
from notifications.domain.outbox import rendering
from notifications.domain.texts import phrases as texts
from notifications.domain.texts import writing
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from server.foundation.translation import LANGUAGES, catalogue, speaking
from tests.support import everything_said as saying
from tests.support.everything_said import LETTER, everything_said, shortly
from tests.support.lexicon import sensitive_words
from tests.support.message_sources import sentences, sources, told

WORD: Final = "denuncia"
FILES: Final = sources()
MAIL: Final = sorted(Path(rendering.__file__).parents[3].glob("templates/mail/*"))
PLANTED: Final = {
    "subject": replace(LETTER, subject=WORD),
    "opening": replace(LETTER, opening=WORD),
    "fact's label": replace(LETTER, facts=(Fact(WORD, ""),)),
    "fact": replace(LETTER, facts=(Fact("", WORD),)),
    "link's label": replace(LETTER, links=(Link(WORD, "https://convoca.test"),)),
    "address": replace(LETTER, links=(Link("", f"https://convoca.test/{WORD}"),)),
    "closing": replace(LETTER, closing=(WORD,)),
    "calendar": replace(LETTER, calendar=CalendarPart("REQUEST", f"SUMMARY:{WORD}".encode())),
    "moment": replace(LETTER, when=WORD),
    "page": replace(LETTER, leads_to=f"/{WORD}"),
}


@pytest.fixture
def office(settings: Settings) -> Office:
    """An installation without a database."""
    return Office(settings, Signer(settings.secret_key))


def found(words: Iterator[str]) -> set[str]:
    return {word for text in words for word in sensitive_words(text)}


def test_no_sentence_anywhere_holds_a_sensitive_word() -> None:
    guilty = {name: words for name in FILES if (words := found(told({name: FILES[name]})))}
    assert guilty == {}


@pytest.mark.parametrize("name", FILES)
def test_a_word_in_any_file_is_found(name: str) -> None:
    for planted in planted_in(name, FILES[name]):
        assert found(told({name: planted})) == {WORD}


def planted_in(name: str, content: str) -> Iterator[str]:
    """The file with the word in one sentence after the other."""
    if not name.endswith(".py"):
        yield f"{WORD} {content}"
        yield f"{content} {WORD}"
        return
    for sentence in set(sentences(name, content)):
        beginning = sentence[:20]
        yield content.replace(f'"{beginning}', f'"{WORD} {beginning}')


def test_a_word_in_any_translation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue("en"), "gettext", lambda said: f"{said} {WORD}")
    assert found(told(FILES)) == {WORD}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PLANTED)
def test_a_word_in_any_part_of_a_letter_is_found(office: Office, part: str, language: str) -> None:
    with speaking(language):
        assert found(everything_said("invitation", LETTER, office)) == set()
        assert found(everything_said("invitation", PLANTED[part], office)) == {WORD}


@pytest.mark.parametrize("file", [file.name for file in MAIL])
def test_a_word_in_any_mail_template_is_found(
    office: Office, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for template in MAIL:
        words = template.read_text()
        planted = words.replace("{{ letter.opening }}", f"{{{{ letter.opening }}}} {WORD}")
        (tmp_path / template.name).write_text(planted if template.name == file else words)
    changed = rendering.TEMPLATES.overlay(loader=FileSystemLoader(tmp_path))
    monkeypatch.setattr(rendering, "TEMPLATES", changed)
    assert found(everything_said("invitation", LETTER, office)) == {WORD}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", texts.CHANNELS)
def test_a_word_in_any_short_text_is_found(
    office: Office, channel: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = texts.phrases()
    for kind, phrase in said[channel, language].items():
        for planted in (
            replace(phrase, text=f"{phrase.text} {WORD}"),
            replace(phrase, template=f"convoca {WORD}"),
        ):
            sentences = {**said[channel, language], kind: planted}
            changed = {**said, (channel, language): sentences}
            monkeypatch.setattr(writing, "phrases", lambda known=changed: known)
            with speaking(language):
                assert found(shortly(kind, LETTER, office)) == {WORD}


def test_a_word_in_the_name_of_the_sender_is_found(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "SENDER", WORD)
    assert found(everything_said("invitation", LETTER, office)) == {WORD}


def test_a_word_in_the_name_of_a_file_is_found(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        saying, "render", lambda *told: replace(rendering.render(*told), key=WORD)
    )  # fmt: skip
    assert found(everything_said("invitation", LETTER, office)) == {WORD}
