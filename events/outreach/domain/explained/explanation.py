"""A figure taken apart into the numbers that it was put together from, which add up to it."""

from collections.abc import Sequence
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.answered import EventCount
from events.outreach.domain.totals import Cell

Reason = Literal["nobody", "fullest", "passes", "parts", "adjusted"]
NOBODY: Final = EventCount(event=UUID(int=0), passes=0, without_pass=0, headcount=0)


class Explanation(Struct, frozen=True, kw_only=True):
    """What a cell was put together from.

    `recorded` people were recorded one by one, `without_pass` of them without a pass; `counted`
    were only counted, and `adjusted` became known after their periods were closed: together they
    are the contacts. `passes` are the different ones; with all who came `without` one they are the
    most people. `reason` is why the fewest are not fewer.
    """

    events: int
    recorded: int
    without_pass: int
    counted: int
    adjusted: int
    contacts: int
    passes: int
    least: int
    most: int
    fullest: EventCount
    reason: Reason

    @property
    def without(self) -> int:
        """Everybody who came and showed no pass, as often as they came."""
        return self.without_pass + self.counted + self.adjusted

    @property
    def exact(self) -> bool:
        """Whether both ends of the unique people meet."""
        return self.least == self.most


def explain(cell: Cell, counts: Sequence[EventCount]) -> Explanation:
    """Take a cell apart, given the registers of its events without adjustments."""
    without_pass = sum(count.without_pass for count in counts)
    counted = sum(count.headcount for count in counts)
    recorded = sum(count.passes for count in counts) + without_pass
    adjusted = cell.contacts - recorded - counted
    fullest = max(counts, key=lambda count: count.contacts, default=NOBODY)
    passes = cell.unique_to - without_pass - counted - adjusted
    return Explanation(
        events=len(counts),
        recorded=recorded,
        without_pass=without_pass,
        counted=counted,
        adjusted=adjusted,
        contacts=cell.contacts,
        passes=passes,
        least=cell.unique_from,
        most=cell.unique_to,
        fullest=fullest,
        reason=_reason(cell, passes, fullest, adjusted),
    )


def _reason(cell: Cell, passes: int, fullest: EventCount, adjusted: int) -> Reason:
    match cell.unique_from:
        case 0:
            return "nobody"
        case least if least == passes:
            return "passes"
        case least if least == fullest.contacts:
            return "fullest"
    return "adjusted" if adjusted else "parts"
