"""Speaking the reader's language: Spanish is the source, every other one is a Babel catalogue."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES: Final = Path(__file__).parents[1] / "translations"
SOURCE: Final = "es"
LANGUAGES: Final = ("es", "en")

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything said inside is said in `language`; an unknown one is the source language."""
    token = _language.set(language if language in LANGUAGES else SOURCE)
    try:
        yield
    finally:
        _language.reset(token)


def current_language() -> str:
    """The language being spoken now: a code of LANGUAGES."""
    return _language.get()


def gettext(sentence: str, /, **values: Any) -> str:
    """The Spanish `sentence` in the current language, with `%(name)s` filled in."""
    said = catalogue(_language.get()).gettext(sentence)
    return said % values if values else said


def later(sentence: str) -> str:
    """The sentence itself, marked so that catalogues hold it; it is translated when shown."""
    return sentence


def ngettext(one: str, many: str, n: int, /, **values: Any) -> str:
    """As gettext, by number; `%(n)s` is filled in too."""
    return catalogue(_language.get()).ngettext(one, many, n) % {"n": n, **values}


@lru_cache
def catalogue(language: str) -> NullTranslations:
    """The messages of a language, compiled in memory from its .po file."""
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    if language == SOURCE or not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
