"""People whom adjustments take back: what they are counted off, and who they may be.

What an adjustment takes from those of an event who gave the same answers comes off the ledgers in
one order: first off the headcount, then off the check-ins. But nobody noted who they were: the
passes there may all be among them, or none.
"""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.counted_lines import Line, Mark, pass_on, people_on

Cell = tuple[UUID, UUID, str, str, str]
"""Period, event, sex, age band, audience."""


class Taken(Struct, frozen=True, kw_only=True):
    """Taken off the headcount and the check-ins; so many with a pass may be among them."""

    headcount: int
    check_ins: int
    with_pass: int


def taken_back(lines: Iterable[Line]) -> dict[Cell, Taken]:
    """What lines below nothing take from each cell; expects settled lines.

    No cell has fewer than are taken from it: whoever notes adjustments sees to that.
    """
    less, counted, passes = Counter[Cell](), Counter[Cell](), Counter[Cell]()
    for line in lines:
        cell = line.period, line.event, line.sex, line.age_band, line.audience
        if people_on(line) < 0:
            less[cell] -= people_on(line)
        elif not isinstance(line, Mark):
            counted[cell] += people_on(line)
        elif pass_on(line) is not None:
            passes[cell] += 1
    return {
        cell: Taken(
            headcount=min(counted[cell], people),
            check_ins=people - min(counted[cell], people),
            with_pass=min(passes[cell], people),
        )
        for cell, people in less.items()
    }
