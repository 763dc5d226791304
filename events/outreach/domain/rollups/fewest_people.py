"""The fewest people of many parts at once, as `unique_people.fewest` gives them one by one.

Arrays of people by sex and age have the shape [group, sex, age]; code 0 is unknown.
"""

import numpy as np
from msgspec import Struct

from events.outreach.domain.rollups.packing import Numbers


class Groups(Struct, frozen=True, kw_only=True):
    """Lines of one part and one period each: distinct passes, and the fullest event by each answer.

    `fullest` are the most people of one sex and age at one event, `of_sex` and `of_age` the most
    of one sex and of one age, `of_all` the most people.
    """

    part: Numbers
    passes: Numbers
    fullest: Numbers
    of_sex: Numbers
    of_age: Numbers
    of_all: Numbers


def fewest(groups: Groups, parts: int) -> Numbers:
    """The fewest people of each part."""
    told_apart = np.maximum(groups.passes, groups.fullest)
    sexes = _most(groups.passes.sum(2), groups.of_sex, told_apart[:, :, 1:].sum(2))
    ages = _most(groups.passes.sum(1), groups.of_age, told_apart[:, 1:, :].sum(1))
    whole = _most(
        groups.passes.sum((1, 2)),
        groups.of_all,
        sexes[:, 1:].sum(1),
        ages[:, 1:].sum(1),
    )
    # Across periods sex alone tells people apart: each sex has a fullest period of its own.
    fullest_period = np.zeros(parts, np.int64)
    np.maximum.at(fullest_period, groups.part, whole)
    of_each_sex = np.zeros((parts, sexes.shape[1]), np.int64)
    np.maximum.at(of_each_sex, groups.part, sexes)
    apart: Numbers = np.maximum(fullest_period, of_each_sex[:, 1:].sum(1))
    return apart


def _most(*numbers: Numbers) -> Numbers:
    most: Numbers = np.maximum.reduce(numbers)
    return most
