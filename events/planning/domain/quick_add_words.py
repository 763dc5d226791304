"""Finding the names of a codelist in a line, as people type them."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from msgspec import Struct

from events.planning.domain.plain_words import plain

WORD: Final = re.compile(r"[a-z0-9]+")
ALIKE: Final = 0.85
JOINING: Final = frozenset(" -.")


class Entry(Struct, frozen=True, kw_only=True):
    """Something that can be named: its code, its name, for a venue also its municipality."""

    code: str
    name: str
    municipality: str = ""


class Hit(Struct, frozen=True, kw_only=True):
    """Where an entry is named; `exact` unless it was written otherwise."""

    entry: Entry
    start: int
    end: int
    exact: bool


class Window(Struct, frozen=True):
    """Some words beside each other."""

    start: int
    end: int
    words: tuple[str, ...]
    joined: str


class Windows:
    """Every run of so many words in a text."""

    def __init__(self, left: str) -> None:
        self._left = left
        self._spans = [found.span() for found in WORD.finditer(left)]
        self._of: dict[int, list[Window]] = {}

    def of(self, size: int) -> list[Window]:
        """The runs of `size` words."""
        if size not in self._of:
            runs = range(len(self._spans) - size + 1) if size > 0 else ()
            self._of[size] = [w for n in runs if (w := self._at(n, size)) is not None]
        return self._of[size]

    def _at(self, first: int, size: int) -> Window | None:
        held = self._spans[first : first + size]
        if not all(set(self._left[a[1] : b[0]]) <= JOINING for a, b in pairwise(held)):
            return None
        words = tuple(self._left[start:end] for start, end in held)
        return Window(held[0][0], held[-1][1], words, "".join(words))


def named(left: str, entries: Sequence[Entry]) -> Hit | None:
    """The entry that is named most fully in plain words, as it is, misspelt or in part."""
    windows = Windows(left)
    known = [(entry, tuple(WORD.findall(plain(entry.name)))) for entry in entries]
    for reading in (_as_it_is, _misspelt, _begun):
        hits = [hit for entry, words in known for hit in reading(windows, entry, words)]
        if reading is _begun and len({hit.entry.name for hit in hits}) > 1:
            return None
        if hits:
            return max(hits, key=lambda hit: (hit.end - hit.start, -hit.start))
    return None


def significant(name: str) -> list[str]:
    """The words of a name that carry its meaning."""
    return [word for word in WORD.findall(plain(name)) if len(word) > 3]


def _as_it_is(windows: Windows, entry: Entry, words: tuple[str, ...]) -> Iterator[Hit]:
    """«villanueva» and «cine foro» too."""
    joined = "".join(words)
    for size in (len(words), len(words) - 1, len(words) + 1):
        for window in windows.of(size):
            if joined and window.joined == joined:
                yield _hit(entry, window, exact=size == len(words))


def _misspelt(windows: Windows, entry: Entry, words: tuple[str, ...]) -> Iterator[Hit]:
    name = " ".join(words)
    if len(name) < 5:
        return
    for window in windows.of(len(words)):
        if window.joined[0] == name[0] and _alike(" ".join(window.words), name):
            yield _hit(entry, window)


def _begun(windows: Windows, entry: Entry, words: tuple[str, ...]) -> Iterator[Hit]:
    """«San Juan» for San Juan Sacatepéquez: at least two words of more."""
    for size in range(len(words) - 1, 1, -1):
        for window in windows.of(size):
            if window.words == words[:size] and len(words[size - 1]) > 2:
                yield _hit(entry, window)
                return


def _hit(entry: Entry, window: Window, *, exact: bool = False) -> Hit:
    return Hit(entry=entry, start=window.start, end=window.end, exact=exact)


def _alike(written: str, name: str) -> bool:
    if abs(len(written) - len(name)) > 2:
        return False
    matcher = SequenceMatcher(None, written, name, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
