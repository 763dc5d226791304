"""The smallest parts of counted registers: of each event, of each kind of people there."""

import numpy as np

from events.outreach.domain.answered import Atom, EventCount
from events.outreach.domain.rollups.packing import AGES, SEXES
from events.outreach.domain.rollups.part_sums import sums
from events.outreach.domain.rollups.registers import Registers


def event_counts(registers: Registers) -> list[EventCount]:
    """The register of each event, by time."""
    lines = registers.lines
    of = sums(lines, lines.presences.event, lines.cells.event, lines.events)
    rows = zip(
        registers.events.ids,
        of.passes.tolist(),
        of.anonymous.tolist(),
        of.tallied.tolist(),
        strict=True,
    )
    return [
        EventCount(event=event, passes=passes, without_pass=anonymous, headcount=counted)
        for event, passes, anonymous, counted in rows
    ]


def atoms(registers: Registers) -> list[Atom]:
    """The people of each event by sex, age and audience; by time of the event."""
    lines, events = registers.lines, registers.events
    who, there, cells = lines.passes, lines.presences, lines.cells
    shape = (lines.events, len(SEXES), len(AGES), len(registers.audiences))
    passes = np.ravel_multi_index(
        (there.event, *(column[there.person] for column in (who.sex, who.age_band, who.audience))),
        shape,
    )
    others = np.ravel_multi_index((cells.event, cells.sex, cells.age_band, cells.audience), shape)
    keys, part = np.unique(np.concatenate([passes, others]), return_inverse=True)
    of = sums(lines, part[: len(passes)], part[len(passes) :], len(keys))
    places = np.stack(np.unravel_index(keys, shape), axis=1).tolist()
    check_ins, headcount = of.passes + of.anonymous, of.tallied
    topics = [tuple(words.split()) for words in events.topics]
    return [
        Atom(
            event=events.ids[event], municipality=events.municipality[event],
            kind=events.kind[event], modality=events.modality[event],
            programme=events.programme[event], topics=topics[event], sex=SEXES[sex],
            age_band=AGES[age], audience=registers.audiences[audience],
            check_ins=came, headcount=counted,
        )
        for (event, sex, age, audience), came, counted in zip(
            places, check_ins.tolist(), headcount.tolist(), strict=True
        )
    ]  # fmt: skip
