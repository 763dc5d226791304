"""Stretches of days that figures are about, on the clocks of one zone."""

from datetime import date
from typing import Final

from msgspec import Struct

ZONE: Final = "America/Guatemala"


class Days(Struct, frozen=True):
    """From the first day to the last, both included; None sets no limit."""

    first: date | None = None
    last: date | None = None
    zone: str = ZONE

    @property
    def whole(self) -> bool:
        """Whether they are all the days that there are: the life of a project."""
        return self.first is None and self.last is None

    def meet(self, other: "Days") -> bool:
        """Whether the two have a day in common."""
        begins_in_time = other.last is None or self.first is None or self.first <= other.last
        ends_in_time = other.first is None or self.last is None or self.last >= other.first
        return begins_in_time and ends_in_time
