"""A figure as it is shown: one number, or the interval it lies in."""

from msgspec import Struct


class Amount(Struct, frozen=True):
    low: int
    high: int

    @property
    def text(self) -> str:
        """Thousands are set apart by a comma, as es-GT and English both write them."""
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,}–{self.high:,}"


def exactly(number: int) -> Amount:
    return Amount(number, number)
