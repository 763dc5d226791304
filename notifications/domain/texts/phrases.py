"""The templates of short texts: one sentence per kind of notice, channel and language, as data."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct

from server.foundation.translation import LANGUAGES

FOLDER: Final = Path(__file__).parents[3] / "templates" / "short"
CHANNELS: Final = ("sms", "whatsapp")


class Phrase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence with `{when}` and `{link}` in it.

    Where a provider approves fixed words, `template` is what they are called there, and
    `parameters` is the order in which it wants what fills them in.
    """

    text: str
    template: str = ""
    parameters: tuple[str, ...] = ()


Phrases: TypeAlias = dict[tuple[str, str], dict[str, Phrase]]


@lru_cache
def phrases() -> Phrases:
    """The sentences of each channel and language, by kind of notice."""
    return read(FOLDER)


def read(folder: Path) -> Phrases:
    """The sentences in the files `<channel>.<language>.toml` of a folder.

    Raises msgspec.ValidationError or tomllib.TOMLDecodeError for what is no such file.
    """
    return {
        (channel, language): _read(folder / f"{channel}.{language}.toml")
        for channel in CHANNELS
        for language in LANGUAGES
    }


def _read(file: Path) -> dict[str, Phrase]:
    said = tomllib.loads(file.read_text())
    entries = {kind: {"text": it} if isinstance(it, str) else it for kind, it in said.items()}
    return msgspec.convert(entries, dict[str, Phrase])
