"""The lines of a small world as counted registers have them: columns, passes by number."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np

from events.outreach.domain.counted_lines import Line, Mark, Tally, settled
from events.outreach.domain.rollups import packing
from events.outreach.domain.rollups.packing import AGES, SEXES
from events.outreach.domain.rollups.registers import (
    Cells,
    Events,
    Lines,
    Passes,
    Presences,
    Registers,
)

AUDIENCES = ("unknown", "teachers", "adolescents")
WORDS: Mapping[str, Sequence[str]] = {"sex": SEXES, "age_band": AGES, "audience": AUDIENCES}


def columns(
    events: Sequence[UUID],
    marks: Sequence[Mark],
    tallies: Sequence[Tally],
    facts: Mapping[str, Sequence[str]],
) -> Registers:
    """Registers with these lines; `facts` are the municipality and topics of each event."""
    place = {event: number for number, event in enumerate(events)}
    known = [mark for mark in settled(marks) if mark.pseudonym is not None]
    known.sort(key=lambda mark: place[mark.event])
    trails = sorted({(mark.period.int, mark.pseudonym or b"") for mark in known})
    number = {trail: place for place, trail in enumerate(trails)}
    who = [number[mark.period.int, mark.pseudonym or b""] for mark in known]
    latest = dict(zip(who, known, strict=True))
    lines: list[Line] = [*marks, *tallies]
    said = _answers([latest[person] for person in range(len(trails))])
    others: list[Line] = [*(mark for mark in marks if mark.pseudonym is None), *tallies]
    period_of = {line.event: line.period for line in lines}
    periods = sorted({line.period.int for line in lines})
    return Registers(
        events=_events(events, facts),
        lines=Lines(
            period=_numbers(
                periods.index(period_of[event].int) if event in period_of else 0 for event in events
            ),
            passes=Passes(
                period=_numbers(periods.index(period) for period, _code in trails),
                kind=packing.kinds(said["sex"], said["age_band"]),
                **said,
            ),
            presences=Presences(
                event=_numbers(place[mark.event] for mark in known), person=_numbers(who)
            ),
            cells=Cells(
                event=_numbers(place[line.event] for line in others),
                check_ins=_numbers(isinstance(line, Mark) for line in others),
                headcount=_numbers(getattr(line, "count", 0) for line in others),
                doubtful=_numbers(0 for _line in others),
                **_answers(others),
            ),
        ),
        audiences=AUDIENCES,
    )


def _events(events: Sequence[UUID], facts: Mapping[str, Sequence[str]]) -> Events:
    nothing = [""] * len(events)
    return Events(
        ids=list(events),
        project=nothing,
        municipality=facts["municipality"],
        kind=nothing,
        modality=nothing,
        programme=[None] * len(events),
        topics=facts["topics"],
        starts=np.zeros(len(events), np.int64),
        still_open=np.zeros(len(events), np.bool_),
    )


def _answers(lines: Sequence[Any]) -> dict[str, Any]:
    return {
        name: _numbers(words.index(getattr(line, name)) for line in lines)
        for name, words in WORDS.items()
    }


def _numbers(values: Any) -> Any:
    return np.array(list(values), np.int64)
