"""Understanding an event that is written in one line of Spanish."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final

from msgspec import Struct

from events.planning.domain import quick_add_days, quick_add_hours, quick_add_people
from events.planning.domain.quick_add_days import Day
from events.planning.domain.quick_add_line import Line, Piece
from events.planning.domain.quick_add_places import Where, read_place
from events.planning.domain.quick_add_title import read_quoted, rest
from events.planning.domain.quick_add_words import Entry, named, significant

PROJECT: Final = re.compile(r"\bproyecto:? ")
ENOUGH: Final = 0.6


class Known(Struct, frozen=True, kw_only=True):
    """What can be named: the codelists, as far as the writer may choose from them."""

    kinds: Sequence[Entry]
    municipalities: Sequence[Entry]
    venues: Sequence[Entry]
    audiences: Sequence[Entry]
    topics: Sequence[Entry]
    projects: Sequence[Entry]


class Understood(Struct, frozen=True, kw_only=True):
    """What a line says; empty or None where it says nothing that was understood.

    Times are on the clocks that `now` was told on. `warnings` are codes: weekday (it is another one
    that day), past, unreal_day, other_place (the venue is in another municipality), which_venue
    (several are called so), insecure_address, no_address, no_day, no_municipality, no_kind.
    """

    line: str
    title: str
    kind: str
    starts_at: datetime | None
    ends_at: datetime | None
    municipality: str
    venue: str
    audiences: tuple[str, ...]
    topics: tuple[str, ...]
    project: str
    capacity: int | None
    modality: str
    meeting_url: str
    repeats: bool
    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...]


def understand(text: str, *, now: datetime, known: Known) -> Understood:
    """Read a line as it is on the clocks of the place at `now`; it never fails.

    What is not understood becomes the title.
    """
    line = Line(text)
    title = read_quoted(line)
    where = read_place(line, known.venues, known.municipalities)
    project = _project(line, known.projects)
    kind = _kind(line, known.kinds)
    capacity = quick_add_people.read_capacity(line)
    day = quick_add_days.read(line, now.date())
    starts_at, ends_at = _time(line, day, now)
    audiences = quick_add_people.read_audiences(line, known.audiences)
    topics = _topics(line, known.topics)
    title = title or rest(line) or next((k.name for k in known.kinds if k.code == kind), "")
    return Understood(
        line=line.text, title=title, kind=kind, starts_at=starts_at, ends_at=ends_at,
        municipality=where.municipality, venue=where.venue, audiences=audiences, topics=topics,
        project=project, capacity=capacity, modality=where.modality,
        meeting_url=where.meeting_url, repeats=day is not None and day.repeats,
        pieces=tuple(line.pieces),
        warnings=(*_warnings(line, day, starts_at, now), *where.warnings, *_missing(where, kind)),
    )  # fmt: skip


def _time(line: Line, day: Day | None, now: datetime) -> tuple[datetime | None, datetime | None]:
    """When it starts and ends; a mere hour is the next one, today or tomorrow."""
    hours = quick_add_hours.read(line)
    if hours.guessed or not hours.said:
        line.guess("hours")
    if hours.length_guessed:
        line.guess("length")
    if day is None and not hours.said:
        return None, None
    if day is None:
        line.guess("day")
    midnight = datetime.combine(day.day if day else now.date(), time.min, now.tzinfo)
    starts_at = midnight + timedelta(minutes=hours.start)
    if (day is None or day.open) and starts_at <= now:
        # «lunes», said on a Monday when that hour is over, is the next one.
        starts_at += timedelta(days=7 if day else 1)
    return starts_at, starts_at + timedelta(minutes=hours.length)


def _kind(line: Line, kinds: Sequence[Entry]) -> str:
    hit = named(line.left, [*kinds, *map(_several, kinds)])
    if hit is None:
        return ""
    line.take("kind", (hit.start, hit.end), guessed=not hit.exact)
    return hit.entry.code


def _several(kind: Entry) -> Entry:
    """«talleres», «foros»."""
    ending = "s" if kind.name[-1:] in "aeiouáéíóú" else "es"
    return Entry(code=kind.code, name=kind.name + ending)


def _project(line: Line, projects: Sequence[Entry]) -> str:
    asked = line.find(PROJECT)
    known = projects if asked else [it for it in projects if len(significant(it.name)) > 1]
    hit = named(line.left[asked.start() if asked else 0 :], known)
    if hit is None:
        return ""
    offset = asked.start() if asked else 0
    line.take("project", (offset if asked else hit.start, offset + hit.end), guessed=not hit.exact)
    return hit.entry.code


def _topics(line: Line, topics: Sequence[Entry]) -> tuple[str, ...]:
    """What it is about, as far as most of a topic's words stand in the title."""
    found: list[str] = []
    for topic in topics:
        words = significant(topic.name)
        there = [(at, word) for word in words if (at := _at(line.left, word)) is not None]
        if len(there) > 1 and len(there) >= ENOUGH * len(words):
            start, end = min(there)[0], max(there)[0] + len(max(there)[1])
            line.note("topic", (start, end), guessed=len(there) < len(words))
            found.append(topic.code)
    return tuple(found)


def _at(left: str, word: str) -> int | None:
    found = re.search(rf"(?<!\bse )\b{word}\b", left)
    return found.start() if found else None


def _warnings(
    line: Line, day: Day | None, starts_at: datetime | None, now: datetime
) -> list[str]:  # fmt: skip
    told = []
    if starts_at is None:
        told.append("no_day")
    elif starts_at <= now:
        told.append("past")
    if day is not None and day.other is not None:
        told.append("weekday")
    if quick_add_days.unreal(line):
        told.append("unreal_day")
    return told


def _missing(where: Where, kind: str) -> list[str]:
    missing = [] if kind else ["no_kind"]
    return missing if where.municipality else [*missing, "no_municipality"]
