"""Counted registers with what became known after their periods were closed."""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from events.outreach.domain.periods.adjustments import Adjusted
from events.outreach.domain.rollups.packing import AGES, SEXES, Numbers
from events.outreach.domain.rollups.registers import Cells, Lines, Registers

Columns = dict[str, Numbers]


def with_adjustments(registers: Registers, later: Sequence[Adjusted]) -> Registers:
    """The same registers with these adjustments, one of each cell; see `taken_back`."""
    if not later:
        return registers
    place = {event: number for number, event in enumerate(registers.events.ids)}
    audiences = list(registers.audiences)
    audiences += sorted({line.audience for line in later}.difference(audiences))
    who = {
        "event": _numbers([place[line.event] for line in later]),
        "sex": _numbers([SEXES.index(line.sex) for line in later]),
        "age_band": _numbers([AGES.index(line.age_band) for line in later]),
        "audience": _numbers([audiences.index(line.audience) for line in later]),
    }
    people = _numbers([line.people for line in later])
    columns = {**who, **_taken(registers.lines, who, people, len(audiences))}
    cells = registers.lines.cells
    more = Cells(
        **{name: np.concatenate([getattr(cells, name), column]) for name, column in columns.items()}
    )
    return replace(registers, lines=replace(registers.lines, cells=more), audiences=audiences)


def _taken(lines: Lines, who: Columns, people: Numbers, audiences: int) -> Columns:
    """What more people add to the ledgers, and what fewer take off them."""
    shape = lines.events, len(SEXES), len(AGES), audiences
    wanted = _keys(who["event"], who["sex"], who["age_band"], who["audience"], shape)
    cells, there = lines.cells, lines.presences
    others = _keys(cells.event, cells.sex, cells.age_band, cells.audience, shape)
    adjusted = np.zeros(lines.events, np.bool_)
    adjusted[who["event"]] = True
    event, person = (column[adjusted[there.event]] for column in (there.event, there.person))
    said = lines.passes
    came = _keys(event, said.sex[person], said.age_band[person], said.audience[person], shape)
    less = np.maximum(-people, 0)
    off_headcount = np.minimum(_found(wanted, others, cells.headcount), less)
    return {
        "headcount": np.maximum(people, 0) - off_headcount,
        "check_ins": off_headcount - less,
        "doubtful": np.minimum(_found(wanted, came, np.ones_like(came)), less),
    }


def _keys(
    event: Numbers, sex: Numbers, age: Numbers, audience: Numbers, shape: tuple[int, ...]
) -> Numbers:
    keys: Numbers = np.ravel_multi_index((event, sex, age, audience), shape)
    return keys


def _found(wanted: Numbers, keys: Numbers, people: Numbers) -> Numbers:
    """How many people stand under each of the keys that are wanted, which are all different."""
    order = np.argsort(wanted)
    place = order[np.searchsorted(wanted, keys, sorter=order).clip(max=len(wanted) - 1)]
    found = np.zeros(len(wanted), np.int64)
    hit = wanted[place] == keys
    np.add.at(found, place[hit], people[hit])
    return found


def _numbers(values: Sequence[int]) -> Numbers:
    return np.array(values, np.int64)
