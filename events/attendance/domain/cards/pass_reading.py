"""What a scanner or a person reads off a pass, also where some letters cannot be read any more."""

import re
from itertools import product
from typing import Final

from events.attendance.domain.codes import ALPHABET, PASS_LENGTH, normalise

UNREAD: Final = "?"
# Of an address; it is no letter that could not be read.
QUESTION: Final = re.compile(r"\?\w+=.*")
MOST_UNREAD: Final = 3
"""27,000 codes can be tried at once; more would be guessing passes rather than reading one."""


def read(text: str) -> str | None:
    """The code in what was typed or scanned, also as the address of a QR; None when there is none.

    Letters that cannot be read are written as question marks, at most three of them.
    """
    written = _last_part(text)
    if written.count(UNREAD) > MOST_UNREAD:
        return None
    # Any letter of ours keeps the place of one that cannot be read.
    whole = normalise(written.replace(UNREAD, ALPHABET[0]))
    if whole is None or len(whole) != PASS_LENGTH:
        return None
    return _with_gaps(whole, written)


def candidates(code: str) -> list[str]:
    """Every code that `read` may have meant: one, unless some letters could not be read."""
    gaps = [place for place, letter in enumerate(code) if letter == UNREAD]
    return [_filled(code, gaps, letters) for letters in product(ALPHABET, repeat=len(gaps))]


def _last_part(text: str) -> str:
    return QUESTION.sub("", text.strip()).rpartition("/")[2]


def _with_gaps(whole: str, written: str) -> str:
    kept = iter(whole)
    letters = [letter for letter in written if letter == UNREAD or letter.isalnum()]
    return "".join(
        UNREAD if letter == UNREAD else place
        for letter, place in zip(letters, kept, strict=True)
    )  # fmt: skip


def _filled(code: str, gaps: list[int], letters: tuple[str, ...]) -> str:
    filled = list(code)
    for place, letter in zip(gaps, letters, strict=True):
        filled[place] = letter
    return "".join(filled)
