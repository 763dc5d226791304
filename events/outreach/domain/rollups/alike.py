"""People known by a pass who are the same to every table: where they were, and who they are."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from events.outreach.domain.answered import Crowd
from events.outreach.domain.rollups.packing import AGES, SEXES, Numbers
from events.outreach.domain.rollups.registers import Registers

BITS: Final = 62
"""Of a number, each for one word."""


class _Sets(Struct, frozen=True):
    """The set of each person, by its place among the different sets."""

    place: Numbers
    sets: Sequence[frozenset[str]]


def crowds(registers: Registers) -> list[Crowd]:
    """Group the passes by sex, age, and the sets of places, kinds and topics of their events."""
    events, lines = registers.events, registers.lines
    order = np.argsort(lines.presences.person, kind="stable")
    persons, begins = np.unique(lines.presences.person[order], return_index=True)
    event = lines.presences.event[order]
    places, kinds, topics = (
        _gathered(words, event, begins)
        for words in (events.municipality, events.kind, events.topics)
    )
    columns = (
        lines.passes.sex[persons],
        lines.passes.age_band[persons],
        *(column.place for column in (places, kinds, topics)),
    )
    shape = (len(SEXES), len(AGES), *(len(column.sets) for column in (places, kinds, topics)))
    if not len(persons):
        return []
    alike, people = np.unique(np.ravel_multi_index(columns, shape), return_counts=True)
    told = np.stack(np.unravel_index(alike, shape), axis=1).tolist()
    return [
        Crowd(
            sex=SEXES[sex],
            age_band=AGES[age],
            municipalities=places.sets[place],
            kinds=kinds.sets[kind],
            topics=topics.sets[topic],
            people=number,
        )
        for (sex, age, place, kind, topic), number in zip(told, people.tolist(), strict=True)
    ]


def _gathered(of_events: Sequence[str], event: Numbers, begins: Numbers) -> _Sets:
    """The words of all events of each person; a person's lines go from one beginning to the next.

    The words of an event stand in one text, with spaces between them.
    """
    bit: dict[str, int] = {}
    texts = {text: [bit.setdefault(word, len(bit)) for word in text.split()] for text in of_events}
    rows = np.zeros((len(of_events), len(bit) // BITS + 1), np.int64)
    for place, text in enumerate(of_events):
        for number in texts[text]:
            rows[place, number // BITS] |= 1 << number % BITS
    if not len(begins):
        return _Sets(begins, [])
    merged = np.bitwise_or.reduceat(rows[event], begins, axis=0)
    different, of_person = np.unique(merged, axis=0, return_inverse=True)
    return _Sets(of_person.ravel(), [_words(row, list(bit)) for row in different.tolist()])


def _words(row: Sequence[int], words: Sequence[str]) -> frozenset[str]:
    return frozenset(
        word for number, word in enumerate(words) if row[number // BITS] >> number % BITS & 1
    )
