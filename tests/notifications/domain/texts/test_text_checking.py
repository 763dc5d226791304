"""A text that is missing or cannot be filled in stops the start with a sentence."""

from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog
from msgspec.structs import replace

from notifications.domain.notices.kinds import KINDS
from notifications.domain.texts import checking, phrases, translations
from notifications.domain.texts.checking import TextsError, faults
from notifications.domain.texts.phrases import FOLDER, Phrases
from server.foundation.translation import LANGUAGES

SMS = ("sms", "es")
WHATSAPP = ("whatsapp", "en")
WANTED = {"invitation", "digest"}


def said(where: tuple[str, str] = SMS, kind: str = "invitation", **changed: Any) -> Phrases:
    """The texts of two kinds, one of them changed."""
    every = phrases.phrases()
    few = {key: {name: every[key][name] for name in WANTED} for key in every}
    few[where][kind] = replace(few[where][kind], **changed)
    return few


def test_every_text_that_ships_can_be_filled_in() -> None:
    checking.check()


def test_every_kind_for_an_account_has_its_words_on_every_channel() -> None:
    spoken = {name for name, kind in KINDS.items() if kind.to == "account"} - {"test_send"}
    assert {key: set(texts) for key, texts in phrases.phrases().items()} == {
        (channel, language): spoken for channel in ("sms", "whatsapp") for language in LANGUAGES
    }


def test_texts_that_are_whole_have_no_faults() -> None:
    assert faults(said(), WANTED) == []


def test_a_missing_text_is_named() -> None:
    texts = said()
    del texts[WHATSAPP]["digest"]
    assert faults(texts, WANTED) == ["templates/short/whatsapp.en.toml has no text for digest"]


def test_a_text_for_no_notice_is_named() -> None:
    assert faults(said(), {"digest"}) == [
        f"templates/short/{channel}.{language}.toml: there is no notice invitation"
        for channel in ("sms", "whatsapp")
        for language in LANGUAGES
    ]


@pytest.mark.parametrize(
    ("where", "changed", "fault"),
    [
        (SMS, {"text": "Convoca: {who}: {link}"}, "names what nobody knows: who"),
        (SMS, {"text": "Convoca: {when.year}: {link}"}, "names what nobody knows: when.year"),
        (SMS, {"text": "Convoca: {}: {link}"}, "names what nobody knows: "),
        (SMS, {"text": "Convoca: {when: {link}"}, "has a brace that is not closed"),
        (SMS, {"text": "Hola: {link}"}, "does not begin with «Convoca:»"),
        (SMS, {"text": "Convoca: {when}"}, "does not say once where one goes on: {link}"),
        (SMS, {"text": "Convoca: {link} " + "a" * 400}, "takes more than 3 messages"),
        (SMS, {"text": "Convoca: {link} 漢" + "a" * 140}, "takes more than 3 messages"),
        (SMS, {"template": "convoca_x"}, "names a template, which only whatsapp has"),
        (
            WHATSAPP,
            {"template": "Otra cosa"},
            "needs a template called convoca_…, in small letters",
        ),
        (
            WHATSAPP,
            {"parameters": ("link",)},
            "has the parameters ['link'], but says ['when', 'link']",
        ),
        (WHATSAPP, {"text": "Convoca: {when}: {link}"}, "ends with what is filled in"),
        (WHATSAPP, {"text": "Convoca: {when} {link}."}, "has nothing between what is filled in"),
    ],
)
def test_a_text_that_cannot_be_filled_in_or_approved_is_named(
    where: tuple[str, str], changed: dict[str, Any], fault: str
) -> None:
    channel, language = where
    texts = said(where, **changed)
    named = f"templates/short/{channel}.{language}.toml: invitation {fault}"
    assert [one for one in faults(texts, WANTED) if "another template" not in one] == [named]


def test_a_template_that_is_called_otherwise_in_another_language_is_named() -> None:
    assert faults(said(WHATSAPP, template="convoca_other"), WANTED) == [
        "templates/short/whatsapp.en.toml: invitation is another template there"
    ]


def test_translations_that_lose_or_invent_a_value_are_named() -> None:
    catalogue = Catalog(locale="en")
    catalogue.add("Sin valor", "No value")
    catalogue.add("Sin traducir %(n)s", "")
    catalogue.add("Ya en cola", "Already %(when)s")
    catalogue.add("Responder el %(when)s", "Answer")
    catalogue.add(("%(n)s persona", "%(n)s personas"), ("One person", "Some people"))
    assert list(translations.faults(catalogue, "en")) == [
        "«Ya en cola» in en names what nobody knows: when",
        "«Responder el %(when)s» in en loses when",
        "«%(n)s personas» in en loses n",
    ]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The texts that ship, in a folder where they may be changed."""
    for file in FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text())
    monkeypatch.setattr(checking, "phrases", lambda: phrases.read(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('invitation = "Convoca: {link}"\n', "has no text for"),
        ("invitation = ", "cannot be read"),
        ("[invitation]\nwords = 1\n", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_the_start_stops_with_a_sentence(files: Path, content: str | None, sentence: str) -> None:
    file = files / "sms.es.toml"
    if content is None:
        file.unlink()
    else:
        file.write_text(content)
    with pytest.raises(TextsError, match=sentence):
        checking.check.__wrapped__()
