"""The latest known answers of passes, from all that they said."""

from collections.abc import Sequence

import numpy as np

from events.outreach.domain.counted_lines import ANSWERS as NAMES
from events.outreach.domain.rollups.packing import AGES, ANSWERS, SEXES, Numbers, Records, ranks


def settled(marks: Records, passes: Numbers, audiences: Sequence[str]) -> Records:
    """The answers of each of `passes`, in their order; a pass without marks says nothing.

    As in `counted_lines`: the latest known answer holds, and of two of one instant the one whose
    word comes last.
    """
    answers = np.zeros(len(passes), ANSWERS)
    if not len(marks):
        return answers
    words = {"sex": SEXES, "age_band": AGES, "audience": audiences}
    who = np.searchsorted(passes, marks["number"])
    for name in NAMES:
        known = np.flatnonzero(marks[name])
        codes = marks[name][known].astype(np.int64)
        order = np.lexsort((ranks(words[name])[codes], marks["at"][known]))
        # Of several that are written to one place the last one stays.
        answers[name][who[known][order]] = codes[order]
    return answers
