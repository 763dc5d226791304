"""The figures of parts that belong to events: places, kinds, topics, or all of them together."""

from itertools import pairwise

import numpy as np
from msgspec import Struct

from events.outreach.domain.rollups import crowdedness, part_sums
from events.outreach.domain.rollups.crowdedness import KINDS, Counts
from events.outreach.domain.rollups.fewest_people import fewest
from events.outreach.domain.rollups.packing import Numbers, kinds
from events.outreach.domain.rollups.part_sums import Sums
from events.outreach.domain.rollups.registers import Flags, Lines
from events.outreach.domain.totals import Cell


class Tables(Struct, frozen=True, kw_only=True):
    """Lines and what is counted of them once, whatever they are broken down by."""

    lines: Lines
    counts: Counts
    sums: Sums
    """Of each event."""


def tabled(lines: Lines) -> Tables:
    """Count once what every breakdown needs."""
    at_event = part_sums.sums(lines, lines.presences.event, lines.cells.event, lines.events)
    return Tables(lines=lines, counts=crowdedness.counted(lines), sums=at_event)


def whole(tables: Tables) -> Cell:
    """The figures of all events together."""
    places = np.arange(tables.lines.events)
    return parts_by_event(tables, places, np.zeros_like(places), 1)[0]


def parts_by_event(tables: Tables, places: Numbers, part: Numbers, parts: int) -> list[Cell]:
    """The figures of each part; the event at `places[n]` stands in `part[n]`, perhaps not alone."""
    lines = tables.lines
    group = part * lines.periods + lines.period[places]
    order = np.argsort(group, kind="stable")
    groups, begins = np.unique(group[order], return_index=True)
    distinct = _distinct(lines, places[order], part[order], parts)
    surely = distinct - _doubtful(lines, places, part, distinct.shape)
    passes = np.maximum(surely, 0).reshape(parts * lines.periods, KINDS)[groups]
    of_part = groups // max(lines.periods, 1)
    counts = tables.counts.at(places[order])
    least = fewest(crowdedness.groups(of_part, passes, counts, begins), parts)
    sums = tables.sums.gathered(places, part, parts)
    return part_sums.figures(sums, distinct.sum((1, 2)), least)


def _doubtful(lines: Lines, places: Numbers, part: Numbers, shape: tuple[int, ...]) -> Numbers:
    """Passes by part, period and kind that may be of people who were taken back."""
    cells = lines.cells
    found = np.zeros(shape, np.int64)
    if cells.doubtful.any():
        of_event = np.zeros((lines.events, KINDS), np.int64)
        np.add.at(of_event, (cells.event, kinds(cells.sex, cells.age_band)), cells.doubtful)
        np.add.at(found, (part, lines.period[places]), of_event[places])
    return found


def _distinct(lines: Lines, places: Numbers, part: Numbers, parts: int) -> Numbers:
    """Passes by part, period and kind; each counts once in a part, however often it came."""
    kind = lines.passes.period * KINDS + lines.passes.kind
    persons, bounds = _persons(lines, places, np.bincount(part, minlength=parts))
    width = lines.periods * KINDS
    seen = np.zeros(len(kind), np.bool_)
    found = np.zeros((parts, width), np.int64)
    for number, (begin, end) in enumerate(pairwise(bounds)):
        there = _once(persons[begin:end], seen)
        found[number] = np.bincount(kind[there], minlength=width)
    return found.reshape(parts, lines.periods, KINDS)


def _persons(lines: Lines, places: Numbers, events: Numbers) -> tuple[Numbers, list[int]]:
    """Who was at these events, event by event; and where each part begins, and the last ends."""
    length = np.bincount(lines.presences.event, minlength=lines.events)
    first = np.cumsum(length) - length
    wanted = length[places]
    ends = np.concatenate([[0], np.cumsum(wanted)])
    taken = np.repeat(first[places] - ends[:-1], wanted) + np.arange(ends[-1])
    return lines.presences.person[taken], ends[np.cumsum([0, *events])].tolist()


def _once(persons: Numbers, seen: Flags) -> Numbers:
    # A few are put in order; of many it is quicker to tick them off.
    if len(persons) * 8 < len(seen):
        return np.unique(persons)
    seen[persons] = True
    there = np.flatnonzero(seen)
    seen[there] = False
    return there
