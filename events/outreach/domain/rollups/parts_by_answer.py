"""The figures of parts that belong to people: sexes, ages in any bands, audiences."""

import numpy as np

from events.outreach.domain.rollups import crowdedness, part_sums
from events.outreach.domain.rollups.crowdedness import KINDS, SHAPE, summed
from events.outreach.domain.rollups.fewest_people import fewest
from events.outreach.domain.rollups.packing import AGES, Numbers, kinds
from events.outreach.domain.rollups.part_sums import sums
from events.outreach.domain.rollups.parts_by_event import Tables, tabled, whole
from events.outreach.domain.rollups.registers import Lines, at_events, kept
from events.outreach.domain.totals import Cell


def parts_by_kind(tables: Tables, part: Numbers, parts: int) -> list[Cell]:
    """The figures of each part, when those of kind n go to `part[n]`."""
    lines = tables.lines
    passes = _distinct(lines)
    of_presence = part[lines.passes.kind[lines.presences.person]]
    of_cell = part[kinds(lines.cells.sex, lines.cells.age_band)]
    distinct = np.bincount(part, passes.sum(0), parts).astype(np.int64)
    least = _fewest(tables, part, parts, np.maximum(passes - _doubtful(lines), 0))
    return part_sums.figures(sums(lines, of_presence, of_cell, parts), distinct, least)


def parts_by_audience(lines: Lines, parts: int) -> list[Cell]:
    """The figures of each audience, by its code."""
    of_presence = lines.passes.audience[lines.presences.person]
    return [
        whole(tabled(_used(kept(lines, of_presence == part, lines.cells.audience == part))))
        for part in range(parts)
    ]


def _used(lines: Lines) -> Lines:
    """The same lines without the events that have none."""
    used = np.zeros(lines.events, np.bool_)
    used[lines.presences.event] = True
    used[lines.cells.event] = True
    return at_events(lines, used)


def _fewest(tables: Tables, part: Numbers, parts: int, passes: Numbers) -> Numbers:
    order = np.argsort(tables.lines.period, kind="stable")
    periods, begins = np.unique(tables.lines.period[order], return_index=True)
    counts = tables.counts.of_kind.reshape(-1, KINDS)[order]
    passes = passes[periods]
    of_kind = part.reshape(SHAPE)
    least = np.zeros(parts, np.int64)
    for number in range(parts):
        own = of_kind == number
        # The unknown stay in their place, perhaps without anybody; whoever else is none of it goes.
        sexes, ages = (np.union1d([0], np.flatnonzero(own.any(axis))) for axis in (1, 0))
        columns = np.add.outer(sexes * len(AGES), ages)
        people, seen = (
            (rows[:, columns.ravel()] * own.ravel()[columns.ravel()]).reshape(-1, *columns.shape)
            for rows in (counts, passes)
        )
        groups = crowdedness.groups(np.zeros_like(periods), seen, summed(people), begins)
        least[number] = fewest(groups, 1)[0]
    return least


def _doubtful(lines: Lines) -> Numbers:
    """Passes by period and kind that may be of people who were taken back."""
    cells = lines.cells
    found = np.zeros((lines.periods, KINDS), np.int64)
    place = lines.period[cells.event], kinds(cells.sex, cells.age_band)
    np.add.at(found, place, cells.doubtful)
    return found


def _distinct(lines: Lines) -> Numbers:
    """Passes by period and kind."""
    people = lines.passes
    seen = np.zeros(len(people.sex), np.bool_)
    seen[lines.presences.person] = True
    kind = (people.period * KINDS + people.kind)[seen]
    return np.bincount(kind, minlength=lines.periods * KINDS).reshape(-1, KINDS)
