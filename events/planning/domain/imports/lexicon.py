"""Finding what is meant by a word, whether written as code or as name, with accents or without."""

from collections.abc import Iterable
from difflib import get_close_matches
from re import compile as pattern
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain.imports.columns import folded

SEPARATORS: Final = pattern(r"[;|\n]")
COMMAS: Final = pattern(r",|/| y | e | and ")


class Lexicon(Struct, frozen=True):
    """Codes by all that they are called; `names` are the usual ones, by code."""

    codes: dict[str, str]
    names: dict[str, str] = {}

    def one(self, words: str) -> str | None:
        """The code that is meant."""
        told = folded(words)
        singular = told.removesuffix("es"), told.removesuffix("s")
        return next((self.codes[w] for w in (told, *singular) if w in self.codes), None)

    def several(self, words: str) -> tuple[list[str], list[str]]:
        """The codes that are meant, and what means none."""
        found: list[str] = []
        unknown: list[str] = []
        for part in filter(str.strip, SEPARATORS.split(words)):
            whole = self.one(part)
            pieces = [part] if whole else filter(str.strip, COMMAS.split(part))
            for piece in pieces:
                code = self.one(piece)
                (found if code else unknown).append(code or piece.strip())
        return found, unknown

    def nearest(self, words: str) -> str:
        """The usual name of what is written almost like it, or at length; nothing if none is."""
        told = folded(words)
        longer = [name for name in self.codes if f" {told} " in f" {name} "] if told else []
        close = longer or get_close_matches(told, self.codes, n=1, cutoff=0.7)
        return self.names.get(self.codes[close[0]], "") if close else ""

    def within(self, words: str) -> str | None:
        """The first code that is named somewhere in a sentence."""
        told = f" {folded(words)} "
        found = [(told.find(f" {name} "), code) for name, code in self.codes.items() if name]
        return min((each for each in found if each[0] >= 0), default=(0, None))[1]


class Site(Struct, frozen=True):
    """A venue as files may call it."""

    id: UUID
    municipality: str
    municipality_name: str
    name: str
    address: str


class Vocabulary(Struct, frozen=True, kw_only=True):
    """All that rows may speak of."""

    kinds: Lexicon
    topics: Lexicon
    audiences: Lexicon
    municipalities: Lexicon
    projects: Lexicon
    zone: str
    sites: dict[str, UUID] = {}

    def venue(self, municipality: str, words: str) -> UUID | None:
        """The venue of a municipality that is meant, by its name or by its whole address."""
        return self.sites.get(f"{municipality} {folded(words)}")

    def knowing(self, sites: Iterable[Site]) -> "Vocabulary":
        """The same words with these venues."""
        known: dict[str, UUID] = {}
        for site in sites:
            for parts in ((site.name,), (site.name, site.municipality_name),
                          (site.name, site.address, site.municipality_name)):  # fmt: skip
                called = folded(" ".join(part for part in parts if part))
                known.setdefault(f"{site.municipality} {called}", site.id)
        return msgspec.structs.replace(self, sites=known)


def lexicon(entries: Iterable[tuple[str, ...]]) -> Lexicon:
    """Of (code, name, other name …); where two share a name, the first has it."""
    codes: dict[str, str] = {}
    usual: dict[str, str] = {}
    for code, *names in entries:
        usual[code] = names[0]
        for name in (code, *names):
            codes.setdefault(folded(name), code)
    return Lexicon(codes, usual)
