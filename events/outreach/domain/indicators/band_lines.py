"""A donor's bands as they are written down: one a line, such as «Niñez: 0-12» or «18+»."""

import re
from collections.abc import Mapping
from typing import Final

from events.outreach.domain.bands import BandsRefused, Span
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

MOST: Final = 14
LONGEST: Final = 40
LINE: Final = re.compile(
    r"(?:(?P<label>.+?)\s*:\s*)?(?P<ages>(?P<first>\d{1,3})\s*(?:[-–]\s*(?P<last>\d{1,3})|\+))",
    re.ASCII,
)


def read(text: str) -> dict[str, Span]:
    """The bands by their labels; a line without one is its own. Raises BandsRefused."""
    bands: dict[str, Span] = {}
    for line in filter(None, map(one_line, text.splitlines())):
        found = LINE.fullmatch(line)
        if found is None:
            raise BandsRefused(
                _(
                    "No se entiende «%(line)s»: escribir, por ejemplo, «Niñez: 0-12».",
                    line=line[:60],
                )
            )
        label = found["label"] or found["ages"]
        if label in bands:
            raise BandsRefused(_("Hay dos rangos «%(label)s».", label=label))
        bands[label] = (int(found["first"]), int(found["last"]) if found["last"] else None)
    return bands


def written(bands: Mapping[str, Span]) -> str:
    """The lines from which the same bands are read again."""
    return "\n".join(f"{label}: {ages(span)}" for label, span in bands.items())


def ages(span: Span) -> str:
    """Such as «0-12» or «18+»."""
    first, last = span
    return f"{first}+" if last is None else f"{first}-{last}"


def wrong(bands: Mapping[str, Span]) -> str | None:
    """What is wrong with the labels, or with how many there are."""
    if len(bands) > MOST:
        return _("Son %(n)s rangos como mucho.", n=MOST)
    if any(not label.strip() or len(label) > LONGEST for label in bands):
        return _("El nombre de un rango tiene de 1 a %(n)s caracteres.", n=LONGEST)
    return None
