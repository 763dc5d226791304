"""Saying any text so that every calendar program reads the same words.

icalendar 7.3 lets control characters through, turns a typed ``\\N`` into a line break and leaves
calendar names unescaped; so values come cleaned and are escaped here, and it only folds them.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from icalendar.prop import vInline

from server.foundation.plain_text import one_line

_SPECIAL = re.compile(r"[\\;,\n]")
_RESERVED_IN_URI = "!#$%&'()*+,/:;=?@[]~"

Parameter = str | Sequence[str]


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
