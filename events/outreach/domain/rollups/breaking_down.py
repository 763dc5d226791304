"""The figures of counted registers, as a whole and part by part: `totals`, for very many lines."""

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from events.outreach.domain.answered import Dimension
from events.outreach.domain.bands import Bands, label_by_atom
from events.outreach.domain.rollups.packing import AGES, SEXES, Numbers
from events.outreach.domain.rollups.parts_by_answer import parts_by_audience, parts_by_kind
from events.outreach.domain.rollups.parts_by_event import Tables, parts_by_event, tabled, whole
from events.outreach.domain.rollups.registers import Registers
from events.outreach.domain.totals import Breakdown, Cell
from events.planning.domain.age_atoms import UNKNOWN


class _Codes(Struct, frozen=True):
    """The code of each of several things, as places in a list of words."""

    words: Sequence[str]
    codes: Numbers


def breakdowns(
    registers: Registers, dimensions: Iterable[Dimension], bands: Bands | None
) -> tuple[Cell, dict[Dimension, Breakdown]]:
    """The total of all lines, and each breakdown of it; with `bands` ages are those of a donor."""
    tables = tabled(registers.lines)
    total = whole(tables)
    return total, {name: _breakdown(registers, tables, total, (name, bands)) for name in dimensions}


def _breakdown(
    registers: Registers, tables: Tables, total: Cell, by: tuple[Dimension, Bands | None]
) -> Breakdown:
    dimension, bands = by
    overlapping = False
    match dimension:
        case "topic":
            places, topics = _topics(registers.events.topics)
            words = topics.words
            figures = parts_by_event(tables, places, topics.codes, len(words))
            several = np.bincount(places, minlength=tables.lines.events) > 1
            overlapping = bool(tables.sums.lines[several].any())
        case "municipality" | "kind":
            column = _coded(getattr(registers.events, dimension))
            words, every = column.words, np.arange(tables.lines.events)
            figures = parts_by_event(tables, every, column.codes, len(words))
        case "audience":
            words = registers.audiences
            figures = parts_by_audience(registers.lines, len(words))
        case "sex" | "age_band":
            column = _kinds(dimension, bands)
            words = column.words
            figures = parts_by_kind(tables, column.codes, len(words))
    # A part of which nothing was written is none.
    written = {word: cell for word, cell in zip(words, figures, strict=True) if cell != Cell()}
    return Breakdown(total=total, cells=dict(sorted(written.items())), overlapping=overlapping)


def _kinds(dimension: Dimension, bands: Bands | None) -> _Codes:
    if dimension == "sex":
        return _Codes(SEXES, np.repeat(np.arange(len(SEXES)), len(AGES)))
    label_of = dict(zip(AGES, AGES, strict=True)) if bands is None else label_by_atom(bands)
    labels = _coded([label_of.get(age, UNKNOWN) for age in AGES])
    return _Codes(labels.words, np.tile(labels.codes, len(SEXES)))


def _topics(of_events: Sequence[str]) -> tuple[Numbers, _Codes]:
    """Which events stand under which topics: the places of both, an event once for each topic."""
    sets = _coded(of_events)
    topics = [words.split(" ") if words else [UNKNOWN] for words in sets.words]
    of_set = _coded([topic for several in topics for topic in several])
    lengths = np.fromiter(map(len, topics), np.int64, len(topics))
    firsts = np.cumsum(lengths) - lengths
    wanted = lengths[sets.codes]
    places = np.repeat(np.arange(len(of_events)), wanted)
    within = np.arange(len(places)) - np.repeat(np.cumsum(wanted) - wanted, wanted)
    return places, _Codes(of_set.words, of_set.codes[firsts[sets.codes][places] + within])


def _coded(words: Sequence[str]) -> _Codes:
    different = list(dict.fromkeys(words))
    place = {word: number for number, word in enumerate(different)}
    codes = map(place.__getitem__, words)
    return _Codes(different, np.fromiter(codes, np.int64, len(words)))
