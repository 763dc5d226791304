"""What candidates would come to who are not in the master: a bound for all, and whom to take in.

Whatever the rows are worth, the cheapest week of everybody by itself cannot be undercut. Within a
week somebody takes no more than their limit, and at most one of events that all clash.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from volunteers.assignments.domain.solver.clashes import Clashes
from volunteers.assignments.domain.solver.master import Master, Relaxed
from volunteers.assignments.domain.solver.model import Question

Column = NDArray[Any]
NOTHING: Final = -1e-7  # an excess below which a candidate would help


class Outlook(Struct, frozen=True):
    """A lower bound of the cost of any rota, and the candidates that would undercut the master."""

    bound: float
    wanted: Column


def outlook(asked: Question, master: Master, relaxed: Relaxed) -> Outlook:
    """Look at all candidates by what the master's rows are worth."""
    excess = _excess(asked, master, relaxed)
    chosen, week = asked.choice, master.week
    cell = chosen.person.astype(np.int64) * week.most.shape[1] + week.of_task[chosen.task]
    useful = np.flatnonzero(excess < NOTHING)
    useful = useful[np.lexsort((excess[useful], cell[useful]))]
    position = asked.clashes.position[chosen.task[useful]].tolist()
    firsts = np.flatnonzero(np.diff(cell[useful], prepend=-1))
    most = week.most.ravel()[cell[useful[firsts]]]
    wanted: list[int] = []
    for (first, last), limit in zip(pairwise([*firsts, len(useful)]), most, strict=True):
        wanted += _cheapest(range(first, last), position, limit, asked.clashes)
    found = useful[wanted]
    return Outlook(relaxed.floor + float(excess[found].sum()), found)


def _excess(asked: Question, master: Master, relaxed: Relaxed) -> Column:
    """The price of each candidate less what the rows that it stands in are worth."""
    chosen = asked.choice
    excess = chosen.price.astype(float)
    for family in master.families:
        for entries in family.entries(chosen):
            value = relaxed.worth[entries.row] * entries.value
            excess -= np.bincount(entries.candidate, weights=value, minlength=len(chosen))
    return excess


def _cheapest(rows: Iterable[int], position: list[int], most: float, clashes: Clashes) -> list[int]:
    """Of rows from the cheapest on, those that no others of somebody's week can undercut together.

    Each row that clashes with all of a class joins it: only one of a class can be taken, and none
    is cheaper than its first.
    """
    firsts: list[int] = []
    classes: list[int] = []
    for row in rows:
        here = position[row]
        around = clashes.against[here] | 1 << here
        for number, common in enumerate(classes):
            if common >> here & 1:
                classes[number] = common & around
                break
        else:
            if len(firsts) >= most:
                break
            firsts.append(row)
            classes.append(around)
    return firsts
