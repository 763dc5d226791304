"""A target, and how an actual is held against it."""

import math
from typing import Literal
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.amounts import Amount
from events.outreach.domain.indicators.days import Days

Verdict = Literal["met", "under", "over", "perhaps"]


class Target(Struct, frozen=True, kw_only=True):
    """What an indicator is to reach in some days, or in all the life of its project.

    `municipality` None is everywhere. An `exact` target is missed by more, too.
    """

    id: UUID
    indicator: UUID
    municipality: str | None
    municipality_name: str
    days: Days
    value: int
    exact: bool
    note: str


class Share(Struct, frozen=True):
    """How much of a target was reached: 1.0 is all of it; an interval where the actual is one."""

    low: float
    high: float

    @property
    def text(self) -> str:
        """Whole per cent, cut and never rounded: 100 % is only said of what was reached."""
        low, high = percent(self.low), percent(self.high)
        return f"{low:,} %" if low == high else f"{low:,}–{high:,} %"


class Held(Struct, frozen=True, kw_only=True):
    """A target and its own actual; without an amount nothing was reported.

    `partial` says that only part of the places behind the amount may be seen, so that there is no
    share.
    """

    target: Target
    amount: Amount | None
    share: Share | None = None
    verdict: Verdict | None = None
    partial: bool = False


def held(target: Target, amount: Amount | None, *, partial: bool = False) -> Held:
    """Hold an actual against a target."""
    if amount is None or partial:
        return Held(target=target, amount=amount, partial=partial)
    return Held(
        target=target,
        amount=amount,
        share=share(amount, target.value),
        verdict=verdict(amount, target.value, exact=target.exact),
    )


def share(amount: Amount, value: int) -> Share | None:
    """The share of a target, from the totals; there is none of a target of zero."""
    return Share(amount.low / value, amount.high / value) if value else None


def verdict(amount: Amount, value: int, *, exact: bool) -> Verdict:
    """Whether the target was met; `perhaps` where the interval reaches to both sides."""
    if amount.high < value:
        return "under"
    if exact:
        return _exactly(amount, value)
    return "met" if amount.low >= value else "perhaps"


def percent(part: float) -> int:
    """Whole per cent, cut off; a hundredth of a millionth is the error of the machine."""
    return math.floor(part * 100 + 1e-9)


def _exactly(amount: Amount, value: int) -> Verdict:
    if amount.low > value:
        return "over"
    return "met" if amount.low == amount.high else "perhaps"
