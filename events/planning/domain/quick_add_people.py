"""Reading from a line how many people an event is for, and which."""

import re
from collections.abc import Sequence
from typing import Final

from events.planning.domain.plain_words import plain
from events.planning.domain.quick_add_line import Line
from events.planning.domain.quick_add_words import Entry, Hit, named

MOST: Final = 100_000
PEOPLE: Final = r"(?:personas?|participantes?|asistentes?|pax|cupos|lugares)"
ALONE: Final = r"(?<![\d:/.,-])"
COUNTED: Final = (
    re.compile(
        rf"\b(?:(?:para|hasta|un[ao]s|con|cupo(?: de| para)?) )*{ALONE}(?P<n>\d{{1,6}}) {PEOPLE}\b"
    ),
    re.compile(r"\bcupo:? (?:de |para |maximo )?(?P<n>\d{1,6})(?![\d:/])"),
    re.compile(
        rf"{ALONE}\b(?:(?:para|con|un[ao]s) )*(?P<n>\d{{1,6}})(?= (?:nin[ao]s|jovenes|adolescentes"
        r"|estudiantes|docentes|maestr[ao]s|madres|padres|mujeres|hombres|lider|policias))"
    ),
    re.compile(r"\b(?:para|con) (?P<n>\d{1,6})(?= [a-z]{4})(?! (?:horas?|dias?|minutos?|hrs?)\b)"),
)
FOR_WHOM: Final = r"\b(?:para|con|a|de|dirigid[ao] a|y|e|,|\d{1,6}) ?(?:las? |los |el )?$"
LINKS: Final = re.compile(r"(?:\b(?:para|con|dirigid[ao] a)|\by|\be|,) ?(?:las? |los |el )?$")


def read_capacity(line: Line) -> int | None:
    """Take the number of people from the line."""
    for pattern in COUNTED:
        found = line.find(pattern)
        if found and 1 <= int(found["n"]) <= MOST:
            # «para 40 adolescentes»: who they are is read afterwards.
            line.take("capacity", found)
            return int(found["n"])
    return None


def read_audiences(line: Line, audiences: Sequence[Entry]) -> tuple[str, ...]:
    """Take from the line for whom it is, under their names or parts of them."""
    known = [*audiences, *(part for entry in audiences for part in _parts(entry))]
    chosen: list[tuple[int, str]] = []
    while hit := _next(line, known):
        before = LINKS.search(line.left[: hit.start])
        line.take("audience", (before.start() if before else hit.start, hit.end))
        chosen.append((hit.start, hit.entry.code))
    return tuple(dict.fromkeys(code for _start, code in sorted(chosen)))


def _next(line: Line, known: Sequence[Entry]) -> Hit | None:
    hit = named(line.left, known)
    while hit is not None and not hit.exact:
        # What is half named is left in the title: people are not guessed.
        known = [entry for entry in known if entry is not hit.entry]
        hit = named(line.left, known) if known else None
    return hit


def _parts(entry: Entry) -> list[Entry]:
    """«madres», «padres» and «cuidadores» of «Madres, padres y cuidadores»."""
    words = [word for word in re.split(r", | y | e | o ", plain(entry.name)) if len(word) > 4]
    return [Entry(code=entry.code, name=word) for word in words] if len(words) > 1 else []
