"""Whether translated sentences name the values that their sentences name."""

import re
from collections.abc import Iterator
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from server.foundation.translation import CATALOGUES, LANGUAGES, SOURCE

NAMED: Final = re.compile(r"%\((\w+)\)")


def mistranslated() -> list[str]:
    """What is wrong with the catalogues of every language but the source."""
    return [fault for language in LANGUAGES if language != SOURCE for fault in _in(language)]


def faults(catalogue: Catalog, language: str) -> Iterator[str]:
    """Which translations lose a value, or name one that nobody knows."""
    for message in catalogue:
        known = _names(*_forms(message.id))
        for sentence, translation, needed in _pairs(message):
            given = _names(translation)
            if given - known:
                yield f"«{sentence}» in {language} names what nobody knows: {_list(given - known)}"
            elif needed - given:
                yield f"«{sentence}» in {language} loses {_list(needed - given)}"


def _in(language: str) -> Iterator[str]:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        yield from faults(read_po(file, locale=language), language)


def _pairs(message: Message) -> Iterator[tuple[str, str, set[str]]]:
    """Each form of a sentence, what it is in the other language, and what that must name.

    The form for one thing may do without the number.
    """
    sentences, translations = _forms(message.id), _forms(message.string)
    for number, translation in enumerate(translations):
        sentence = sentences[min(number, len(sentences) - 1)]
        spared = {"n"} if len(translations) > 1 and number == 0 else set()
        if message.id and translation:
            yield sentence, translation, _names(sentence) - spared


def _forms(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def _names(*sentences: str) -> set[str]:
    return {name for sentence in sentences for name in NAMED.findall(sentence)}


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names))
