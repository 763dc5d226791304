"""One line of words, from which what was understood is taken piece by piece."""

import re
from typing import Final

import msgspec
from msgspec import Struct

from events.planning.domain.plain_words import plain
from server.foundation.plain_text import one_line

LONGEST: Final = 500
TAKEN: Final = "\n"


class Piece(Struct, frozen=True, kw_only=True):
    """Something that was understood: `what` it says, and the words that say so.

    The words are `line[start:end]`; there are none for what nobody said. What was `guessed` follows
    from the words less than surely.
    """

    what: str
    start: int = 0
    end: int = 0
    words: str = ""
    guessed: bool = False


class Line:
    """The words that are left, in plain letters, and the pieces taken so far."""

    def __init__(self, text: str) -> None:
        self.text = one_line(text)[:LONGEST]
        self.left = plain(self.text)
        self.pieces: list[Piece] = []

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first place among what is left."""
        return pattern.search(self.left)

    def take(
        self, what: str, found: re.Match[str] | tuple[int, int], *, guessed: bool = False
    ) -> None:
        """Note what these words say; nothing else is read from them."""
        start, end = found.span() if isinstance(found, re.Match) else found
        self.note(what, (start, end), guessed=guessed)
        self.left = self.left[:start] + TAKEN * (end - start) + self.left[end:]

    def note(self, what: str, span: tuple[int, int], *, guessed: bool = False) -> None:
        """Note what these words say, and leave them for others to read."""
        start, end = span
        words = self.text[start:end].strip(" ,;")
        self.pieces.append(Piece(what=what, start=start, end=end, words=words, guessed=guessed))

    def guess(self, what: str) -> None:
        """Note what no words say, or mark what some words say less than surely."""
        said = [piece for piece in self.pieces if piece.what == what]
        self.pieces = [
            msgspec.structs.replace(piece, guessed=True) if piece.what == what else piece
            for piece in self.pieces
        ]
        if not said:
            self.pieces.append(Piece(what=what, guessed=True))
