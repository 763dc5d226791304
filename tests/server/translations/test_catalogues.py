"""Every sentence that people read exists in every language."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

from babel.messages import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from server.foundation.translation import CATALOGUES, LANGUAGES, SOURCE, gettext, speaking

ROOT = Path(__file__).parents[3]
NAMED = re.compile(r"%\((\w+)\)")
SPOKEN = {"server", "events", "volunteers", "notifications", "templates"}


def speaks(folder: str) -> bool:
    """Whether sentences may stand there: neither in what is installed nor in what is built."""
    within = Path(folder).relative_to(ROOT).parts
    return within[:1] == () or (within[0] in SPOKEN and "node_modules" not in within)


@cache
def said() -> set[str | tuple[str, ...]]:
    """Every msgid in the code and the templates; plural ones as pairs."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = cast(Any, parse_mapping_cfg)(file)
    return {
        message if isinstance(message, str) else tuple(message)
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT,
            methods,
            options,
            keywords={**DEFAULT_KEYWORDS, "later": None},
            directory_filter=speaks,
        )
    }


def translated(language: str) -> dict[str | tuple[str, ...], Message]:
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {
        message.id if isinstance(message.id, str) else tuple(message.id): message
        for message in catalogue
        if message.id
    }


def others() -> Iterator[str]:
    yield from (language for language in LANGUAGES if language != SOURCE)


def test_every_sentence_is_translated_into_every_language() -> None:
    sentences = said()
    assert len(sentences) > 100
    for language in others():
        known = translated(language)
        missing = {each for each in sentences if each not in known or not all_of(known[each])}
        assert missing == set()


def test_no_catalogue_keeps_sentences_that_nobody_says() -> None:
    for language in others():
        assert set(translated(language)) - said() == set()


def test_translations_name_the_same_values() -> None:
    for language in others():
        for message in translated(language).values():
            ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
            wanted = {name for each in ids for name in NAMED.findall(each)}
            given = {name for each in all_of(message) for name in NAMED.findall(each)}
            assert given <= wanted, message.id


def test_the_reader_is_spoken_to_in_their_language() -> None:
    assert gettext("Falta el título.") == "Falta el título."
    with speaking("en"):
        assert gettext("Falta el título.") == "The title is missing."


def all_of(message: Message) -> tuple[str, ...]:
    strings = message.string
    return tuple(strings) if isinstance(strings, tuple | list) else (strings or "",)
