"""Saying any text so that every calendar program reads the same words.

icalendar 7.3 lets control characters through, turns a typed ``\\N`` into a line break and leaves
calendar names unescaped; so values are cleaned and escaped here, and it only folds them.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from icalendar.prop import vInline

# RFC 5545 §3.1 CONTROL without the line break; a lone surrogate cannot be encoded at all.
_UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n?")
_SPECIAL = re.compile(r"[\\;,\n]")
_RESERVED_IN_URI = "!#$%&'()*+,/:;=?@[]~"

Parameter = str | Sequence[str]


def one_line(value: str) -> str:
    """The words of `value` with single spaces between them: for titles, places and names."""
    return " ".join(paragraphs(value).split())


def paragraphs(value: str) -> str:
    """`value` without what RFC 5545 cannot carry; every kind of line break becomes ``\\n``."""
    return _UNSPEAKABLE.sub("", _LINE_BREAK.sub("\n", value)).strip()


def text(value: str, **parameters: Parameter) -> vInline:
    """A TEXT value (§3.3.11)."""
    return vInline(_escape(value), params=parameters)


def categories(names: Iterable[str]) -> vInline:
    """A list of TEXT values; commas go, because node-ical splits at an escaped comma too."""
    spoken = (one_line(name.replace(",", " ")) for name in names)
    return vInline(",".join(_escape(name) for name in spoken if name))


def uri(value: str, **parameters: Parameter) -> vInline:
    """A URI or CAL-ADDRESS value (§3.3.13, §3.3.3); what no URI may hold is percent-encoded."""
    return vInline(quote(one_line(value), safe=_RESERVED_IN_URI), params=parameters)


def _escape(value: str) -> str:
    return _SPECIAL.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], value)
