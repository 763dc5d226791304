"""What people type, without what nobody can see."""

import re
from typing import Final

# Control characters but for tab and line break, lone surrogates, which cannot even be encoded,
# the byte order mark, which calendar programs drop, and what turns the direction of reading: a
# title must not reorder the words around it.
UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
LINE_BREAK: Final = re.compile(r"\r\n?")


def one_line(text: str) -> str:
    """The words of `text` with single spaces between them: for titles, places and names."""
    return " ".join(paragraphs(text).split())


def paragraphs(text: str) -> str:
    """`text` without what cannot be seen; every kind of line break becomes ``\\n``."""
    return UNSEEN.sub("", LINE_BREAK.sub("\n", text)).strip()
