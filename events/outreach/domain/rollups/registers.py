"""The counted registers of some events, as columns: a line is a place in arrays of equal length."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from events.outreach.domain.questions import Question
from events.outreach.domain.rollups.packing import AGES, SEXES, Numbers

Flags = NDArray[np.bool_]


class Events(Struct, frozen=True, kw_only=True):
    """What is known of the events, by time; `starts` are microseconds since the year 2000.

    The topics of an event stand in one text, with spaces between them.
    """

    ids: Sequence[UUID]
    project: Sequence[str]
    municipality: Sequence[str]
    kind: Sequence[str]
    modality: Sequence[str]
    programme: Sequence[UUID | None]
    topics: Sequence[str]
    starts: Numbers
    still_open: Flags


class Passes(Struct, frozen=True, kw_only=True):
    """Every pass of the periods, wherever it was: its period and its settled answers, as codes.

    `kind` is sex and age together, as `packing.kinds` has it.
    """

    period: Numbers
    kind: Numbers
    sex: Numbers
    age_band: Numbers
    audience: Numbers


class Presences(Struct, frozen=True, kw_only=True):
    """Who was where: events, ascending, and the place of the pass among all passes."""

    event: Numbers
    person: Numbers


class Cells(Struct, frozen=True, kw_only=True):
    """People who are only a number; where one is below nothing they are taken back.

    As many passes as are `doubtful` may be among those taken back.
    """

    event: Numbers
    sex: Numbers
    age_band: Numbers
    audience: Numbers
    check_ins: Numbers
    headcount: Numbers
    doubtful: Numbers


class Lines(Struct, frozen=True, kw_only=True):
    """All that was written about people; `period` is that of each event, numbered from 0."""

    period: Numbers
    passes: Passes
    presences: Presences
    cells: Cells

    @property
    def events(self) -> int:
        """How many events there are, with lines and without."""
        return len(self.period)

    @property
    def periods(self) -> int:
        """How many periods there are."""
        return int(self.period.max(initial=-1)) + 1


class Registers(Struct, frozen=True, kw_only=True):
    """`audiences` are the words of the audiences' codes."""

    events: Events
    lines: Lines
    audiences: Sequence[str]


def of_people(registers: Registers, question: Question) -> Registers:
    """Only the lines of those that the question is about; the events stay."""
    if not (question.sexes or question.age_bands or question.audiences):
        return registers
    lines = registers.lines
    passes = _asked(lines.passes, question, registers.audiences)
    cells = _asked(lines.cells, question, registers.audiences)
    return replace(registers, lines=kept(lines, passes[lines.presences.person], cells))


def of_events(registers: Registers, chosen: Flags) -> Registers:
    """Only these events with their lines."""
    places = np.flatnonzero(chosen)
    columns: dict[str, Any] = {
        name: _picked(getattr(registers.events, name), places) for name in Events.__struct_fields__
    }
    events = Events(**columns)
    return replace(registers, events=events, lines=at_events(registers.lines, chosen))


def kept(lines: Lines, presences: Flags, cells: Flags) -> Lines:
    """Only these lines; the events stay."""
    stay = np.flatnonzero(presences)
    return replace(
        lines,
        presences=Presences(event=lines.presences.event[stay], person=lines.presences.person[stay]),
        cells=Cells(
            **{name: getattr(lines.cells, name)[cells] for name in Cells.__struct_fields__}
        ),
    )


def at_events(lines: Lines, chosen: Flags) -> Lines:
    """Only the lines of these events, which are counted anew from 0."""
    those = kept(lines, chosen[lines.presences.event], chosen[lines.cells.event])
    place = np.cumsum(chosen) - 1
    return replace(
        those,
        period=lines.period[chosen],
        presences=replace(those.presences, event=place[those.presences.event]),
        cells=replace(those.cells, event=place[those.cells.event]),
    )


def _picked(column: Any, places: Numbers) -> Any:
    if isinstance(column, np.ndarray):
        return column[places]
    return [column[place] for place in places.tolist()]


def _asked(who: Passes | Cells, question: Question, audiences: Sequence[str]) -> Flags:
    wanted = np.ones(len(who.sex), np.bool_)
    for asked, words, codes in (
        (question.sexes, SEXES, who.sex),
        (question.age_bands, AGES, who.age_band),
        (question.audiences, audiences, who.audience),
    ):
        if asked:
            wanted &= np.isin(words, asked)[codes]
    return wanted
