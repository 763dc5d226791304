"""The title of an event: what stands in quotes in a line, or else what nothing was read from."""

import re
from typing import Final

from events.planning.domain.quick_add_line import TAKEN, Line

QUOTED: Final = re.compile(r"«(?P<a>[^»]*)»|“(?P<b>[^”]*)”|\"(?P<c>[^\"]*)\"")
SEPARATORS: Final = " ,;:.–—-|/"
EMPTY: Final = (
    r"(?:en|de|del|el|la|los|las|a|al|con|para|por|y|e|desde|hasta|sobre|entre|durante|tema)"
)
AT_THE_START: Final = re.compile(rf"^{EMPTY}\b\s*", re.IGNORECASE)
AT_THE_END: Final = re.compile(rf"\s*\b{EMPTY}$", re.IGNORECASE)
MOST: Final = 200


def read_quoted(line: Line) -> str:
    """Take the title that stands in quotes."""
    found = QUOTED.search(line.text)
    words = (found["a"] or found["b"] or found["c"] or "").strip() if found else ""
    if found is None or not words:
        return ""
    line.take("title", found)
    return words[:MOST]


def rest(line: Line) -> str:
    """The words that nothing was read from, as a title."""
    letters = zip(line.text, line.left, strict=True)
    parts = "".join(TAKEN if taken == TAKEN else it for it, taken in letters).split(TAKEN)
    last = len(parts) - 1
    trimmed = [_trimmed(it, first=n == 0, last=n == last) for n, it in enumerate(parts)]
    title = " ".join(part for part in trimmed if part)
    return (title[:1].upper() + title[1:])[:MOST].strip()


def _trimmed(part: str, *, first: bool, last: bool) -> str:
    """Without the words that led to what was taken beside it: «en» Mixco, sábado «de»."""
    shorter = part.strip(SEPARATORS)
    while shorter != part:
        part = shorter
        shorter = part if first else AT_THE_START.sub("", part)
        shorter = (shorter if last else AT_THE_END.sub("", shorter)).strip(SEPARATORS)
    return part
