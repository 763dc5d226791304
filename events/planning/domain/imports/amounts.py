"""Reading what a row counts and lists: places, money, answers, materials."""

import re
from decimal import Decimal
from typing import Final

from events.planning.domain.event import Material
from events.planning.domain.imports.reader import Reader
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

PEOPLE: Final = re.compile(
    r"(\d{1,3}(?:[,.]\d{3})+|\d{1,6})(?:[.,]0+)?(?: personas?| lugares| cupos)?"
)
MONEY: Final = re.compile(
    r"(?:q|gtq|quetzales)?\.?\s?(\d{1,3}(?:,\d{3})+|\d{1,8})(?:\.(\d{1,2})\d*)?"
)
DETAIL: Final = re.compile(r"([a-z][a-z0-9_-]{0,39}): (.*)")
BAR: Final = re.compile(r"\s\|(?=\s|$)")


def read(reader: Reader) -> None:
    """The capacity, the cost, the details, the materials, and why a venue is shared."""
    _capacity(reader)
    _cost(reader)
    if reader.has("details"):
        reader.given["details"] = details(reader.cell("details"))
    if reader.has("materials"):
        reader.given["materials"] = materials(reader.cell("materials"))
    if reader.cell("overlap"):
        reader.given["venue_overlap_reason"] = one_line(reader.cell("overlap"))[:200]


def details(words: str) -> dict[str, str]:
    """Answers, one a line, as `name: answer`."""
    found = (DETAIL.fullmatch(one_line(line)) for line in words.split("\n"))
    return {each[1]: each[2][:300] for each in found if each is not None and each[2]}


def materials(words: str) -> tuple[Material, ...]:
    """Things to bring, one a line, as `name | link | version`."""
    lines = [one_line(line) for line in words.split("\n")]
    return tuple(_material(line) for line in lines if line)


def _material(line: str) -> Material:
    label, link, version = (part.strip() for part in [*BAR.split(line, 2), "", ""][:3])
    return Material(label=label, link=link, version=version)


def _capacity(reader: Reader) -> None:
    if not reader.has("capacity"):
        return
    words = reader.cell("capacity").strip().casefold()
    found = PEOPLE.fullmatch(words)
    reader.given["capacity"] = int(re.sub(r"[,.]", "", found[1])) if found else None
    if words and found is None:
        reader.wrong["capacity"] = _("No se entiende «%(word)s».", word=words[:80])


def _cost(reader: Reader) -> None:
    if not reader.has("cost"):
        return
    words = reader.cell("cost").strip().casefold()
    found = MONEY.fullmatch(words)
    reader.given["cost"] = _quetzales(found) if found else None
    if words and found is None:
        reader.wrong["cost"] = _("No se entiende «%(word)s».", word=words[:80])


def _quetzales(found: re.Match[str]) -> Decimal:
    whole, part = found[1].replace(",", ""), found[2] or "0"
    return Decimal(f"{whole}.{part.ljust(2, '0')}")
