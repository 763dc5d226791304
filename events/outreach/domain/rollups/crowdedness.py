"""How many people of each sex and age were at each event, and at the fullest of several.

A kind of people is a sex and an age together.
"""

from typing import Final, Self

import numpy as np
from msgspec import Struct

from events.outreach.domain.rollups.fewest_people import Groups
from events.outreach.domain.rollups.packing import AGES, SEXES, Numbers, kinds
from events.outreach.domain.rollups.registers import Lines

SHAPE: Final = (len(SEXES), len(AGES))
KINDS: Final = len(SEXES) * len(AGES)


class Counts(Struct, frozen=True, kw_only=True):
    """People at each event: by sex and age, by sex, by age, and all of them."""

    of_kind: Numbers
    of_sex: Numbers
    of_age: Numbers
    of_all: Numbers

    def at(self, places: Numbers) -> Self:
        """Those at these events, in this order."""
        return type(self)(**{name: getattr(self, name)[places] for name in self.__struct_fields__})


def counted(lines: Lines) -> Counts:
    """Everybody, without those who are taken back."""
    there, cells = lines.presences, lines.cells
    size = lines.events * KINDS
    people = np.bincount(there.event * KINDS + lines.passes.kind[there.person], minlength=size)
    others = cells.check_ins + cells.headcount
    np.add.at(people, cells.event * KINDS + kinds(cells.sex, cells.age_band), others)
    return summed(people.reshape(lines.events, *SHAPE))


def summed(of_kind: Numbers) -> Counts:
    """The same people, by sex and age each by itself."""
    of_sex: Numbers = of_kind.sum(2)
    return Counts(of_kind=of_kind, of_sex=of_sex, of_age=of_kind.sum(1), of_all=of_sex.sum(1))


def groups(part: Numbers, passes: Numbers, counts: Counts, begins: Numbers) -> Groups:
    """What `fewest_people` asks for: distinct passes by kind, and the fullest event of each group.

    The events of a group go from one of `begins` to the next.
    """
    return Groups(
        part=part,
        passes=passes.reshape(-1, *counts.of_kind.shape[1:]),
        fullest=_most(counts.of_kind, begins),
        of_sex=_most(counts.of_sex, begins),
        of_age=_most(counts.of_age, begins),
        of_all=_most(counts.of_all, begins),
    )


def _most(numbers: Numbers, begins: Numbers) -> Numbers:
    if not len(begins):
        return numbers[:0]
    most: Numbers = np.maximum.reduceat(numbers, begins, axis=0)
    return most
