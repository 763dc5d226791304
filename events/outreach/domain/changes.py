"""How much a figure changed, as far as it can be known: the change of an interval is one too."""

from typing import Literal

from msgspec import Struct

from events.outreach.domain.amounts import Amount

Way = Literal["up", "down", "same", "unclear"]


class Change(Struct, frozen=True):
    """Between how few and how many more it is than before; below zero it is fewer."""

    low: int
    high: int

    @property
    def way(self) -> Way:
        if self.low > 0:
            return "up"
        if self.high < 0:
            return "down"
        return "same" if self.low == self.high else "unclear"

    @property
    def size(self) -> Amount:
        """How much more or fewer; only where the way is known."""
        ends = sorted((abs(self.low), abs(self.high)))
        return Amount(ends[0], ends[1])


def change(now: Amount, before: Amount) -> Change:
    """From one figure to the next; both ends are reached by some pair of true figures."""
    return Change(now.low - before.high, now.high - before.low)


def share_of(change: Change, before: Amount) -> int | None:
    """The change in whole percent, of figures that are each one number and began above zero."""
    if change.low != change.high or before.low != before.high or before.low == 0:
        return None
    return round(100 * change.low / before.low)
