"""Reading from a line where an event is: a venue, a municipality, an address on the net."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from events.planning.domain.quick_add_line import Line
from events.planning.domain.quick_add_words import Entry, Hit, named

ADDRESS: Final = re.compile(r"(?:\b(?:en|por) )?\bhttps?://[^\s\n]+")
VIRTUAL: Final = re.compile(
    r"\b(?:de (?:forma|manera|modo) )?(?:virtual(?:es|mente)?|en linea|on ?line"
    r"|por (?:zoom|meet|teams|videollamada|videoconferencia))\b"
)
BLENDED: Final = re.compile(r"\b(?:semi ?presencial|hibrid[ao]|modalidad mixta|mixt[ao])\b")
IN_PERSON: Final = re.compile(r"\bpresencial\b")
# What leads to the name of a place; it says nothing by itself.
LEADING: Final = re.compile(r"(?:\b(?:en|de|desde|lugar:?) )(?:el |la |los |las )?$")


class Where(Struct, frozen=True, kw_only=True):
    """Where it is; codes of warnings that follow from it."""

    municipality: str
    venue: str
    modality: str
    meeting_url: str
    warnings: tuple[str, ...]


def read_place(line: Line, venues: Sequence[Entry], municipalities: Sequence[Entry]) -> Where:
    """Take from the line where it is; the only municipality there is needs no words."""
    address = _address(line)
    modality = _modality(line)
    site = _place(line, "venue", venues)
    town = _place(line, "municipality", municipalities)
    there, town_code, wrong = _agreed(line, site, town, venues)
    if not town_code and len(municipalities) == 1:
        town_code = municipalities[0].code
        line.guess("municipality")
    modality = _implied(line, modality, address, there)
    warnings = (
        *filter(None, [wrong]),
        *(["insecure_address"] if address.startswith("http:") else []),
        *(["no_address"] if modality != "in_person" and not address else []),
    )
    return Where(
        municipality=town_code,
        venue=there.code if there and modality != "virtual" else "",
        modality=modality,
        meeting_url=address,
        warnings=warnings,
    )


def _address(line: Line) -> str:
    found = line.find(ADDRESS)
    if found is None:
        return ""
    start = line.text.find("://", found.start()) - (5 if "https" in found[0] else 4)
    whole = line.text[start : found.end()].rstrip(".,;)»")
    line.take("meeting_url", (found.start(), start + len(whole)))
    return whole[:5].lower() + whole[5:]


def _modality(line: Line) -> str:
    for modality, pattern in (
        ("blended", BLENDED), ("virtual", VIRTUAL), ("in_person", IN_PERSON),
    ):  # fmt: skip
        found = line.find(pattern)
        if found:
            line.take("modality", found)
            return modality
    return ""


def _place(line: Line, what: str, entries: Sequence[Entry]) -> Hit | None:
    hit = named(line.left, entries)
    if hit is None:
        return None
    before = LEADING.search(line.left[: hit.start])
    line.take(what, (before.start() if before else hit.start, hit.end), guessed=not hit.exact)
    return hit


def _agreed(
    line: Line, site: Hit | None, town: Hit | None, venues: Sequence[Entry]
) -> tuple[Entry | None, str, str]:
    """Venue and municipality that go together, and a warning where the words did not."""
    if site is None:
        return None, town.entry.code if town else "", ""
    namesakes = [venue for venue in venues if venue.name == site.entry.name]
    if town is None and len(namesakes) > 1:
        return None, "", "which_venue"
    if town is None:
        line.guess("municipality")
        return site.entry, site.entry.municipality, ""
    there = next((v for v in namesakes if v.municipality == town.entry.code), None)
    return there, town.entry.code, "" if there else "other_place"


def _implied(line: Line, modality: str, address: str, site: Entry | None) -> str:
    if modality or not address:
        return modality or "in_person"
    line.guess("modality")
    return "blended" if site else "virtual"
