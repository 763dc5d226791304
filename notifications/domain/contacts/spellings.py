"""One telephone, written in the ways that its country and WhatsApp write it."""

import re
from typing import Final

from volunteers.people.domain.telephone import normalised

# Mexico and Argentina put a digit between the country and a mobile that others leave out; Brazil
# put a ninth before those that had eight.
TWINS: Final = (
    (re.compile(r"\+521?(\d{10})", re.ASCII), ("+52{0}", "+521{0}")),
    (re.compile(r"\+549?(\d{10})", re.ASCII), ("+54{0}", "+549{0}")),
    (re.compile(r"\+55(\d\d)9?([6-9]\d{7})", re.ASCII), ("+55{0}{1}", "+55{0}9{1}")),
)


def spellings(address: str) -> list[str]:
    """Every way in which we may have kept the address that somebody wrote from."""
    known = normalised(address) or normalised(f"+{address}") or address.strip().lower()
    for shape, ways in TWINS:
        found = shape.fullmatch(known)
        if found:
            return [way.format(*found.groups()) for way in ways]
    return [known]
