"""Speaking the reader's language."""

import asyncio
from pathlib import Path

import pytest

from server.foundation import translation
from server.foundation.translation import (
    catalogue,
    current_language,
    gettext,
    later,
    ngettext,
    speaking,
)

ENGLISH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Lugar"
msgstr "Venue"

msgid "Quedan %(n)s lugares en %(place)s"
msgstr "%(n)s places left in %(place)s"

msgid "Falta un dato"
msgid_plural "Faltan %(n)s datos"
msgstr[0] "One thing is missing"
msgstr[1] "%(n)s things are missing"
"""


@pytest.fixture(autouse=True)
def dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small English catalogue in place of the product's."""
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(ENGLISH, encoding="utf-8")
    monkeypatch.setattr(translation, "CATALOGUES", tmp_path)
    monkeypatch.setattr(translation, "catalogue", catalogue.__wrapped__)


def test_spanish_is_spoken_unless_something_else_is_asked_for() -> None:
    assert (current_language(), gettext("Lugar")) == ("es", "Lugar")


def test_a_reader_of_english_is_spoken_to_in_english() -> None:
    with speaking("en"):
        assert (current_language(), gettext("Lugar")) == ("en", "Venue")
        assert gettext("Quedan %(n)s lugares en %(place)s", n=3, place="Mixco") == (
            "3 places left in Mixco"
        )
    assert gettext("Quedan %(n)s lugares en %(place)s", n=3, place="Mixco") == (
        "Quedan 3 lugares en Mixco"
    )


def test_numbers_choose_the_form() -> None:
    said = [ngettext("Falta un dato", "Faltan %(n)s datos", n) for n in (1, 2)]
    with speaking("en"):
        said += [ngettext("Falta un dato", "Faltan %(n)s datos", n) for n in (1, 2)]
    assert said == [
        "Falta un dato", "Faltan 2 datos", "One thing is missing", "2 things are missing",
    ]  # fmt: skip


def test_a_sentence_without_a_translation_is_said_in_spanish() -> None:
    with speaking("en"):
        assert gettext("Algo nuevo") == "Algo nuevo"


def test_a_percent_sign_without_values_is_only_a_sign() -> None:
    assert gettext("El 100 % vino") == "El 100 % vino"


def test_an_unknown_language_is_spanish() -> None:
    with speaking("qu"):
        assert current_language() == "es"


def test_the_language_returns_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), speaking("en"):
        raise ZeroDivisionError
    assert current_language() == "es"


def test_a_language_without_a_catalogue_yet_says_spanish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation, "CATALOGUES", tmp_path / "nothing")
    with speaking("en"):
        assert gettext("Lugar") == "Lugar"


def test_a_sentence_for_later_is_translated_when_it_is_shown() -> None:
    label = later("Lugar")
    with speaking("en"):
        assert (label, gettext(label)) == ("Lugar", "Venue")


async def test_two_readers_at_once_each_hear_their_own() -> None:
    async def read(language: str) -> str:
        with speaking(language):
            await asyncio.sleep(0)
            return gettext("Lugar")

    heard = await asyncio.gather(*map(read, ("en", "es", "en")))
    assert heard == ["Venue", "Lugar", "Venue"]
