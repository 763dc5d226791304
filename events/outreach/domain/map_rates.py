"""Figures of places by how many live there, so that small ones are not lost beside large ones."""

from typing import Final

from events.outreach.domain.amounts import Amount

TENTHS: Final = 10
RESIDENTS: Final = 10_000


class Rate(Amount, frozen=True):
    """So many tenths for each 10,000 residents."""

    @property
    def text(self) -> str:
        """Such as «12.4» or «12.4–13.0»."""
        ends = [f"{end / TENTHS:,.1f}" for end in (self.low, self.high)]
        return ends[0] if self.low == self.high else "–".join(ends)


def rate(number: int, residents: int | None) -> Rate | None:
    """For each 10,000 residents, rounded to a tenth; None where nobody knows how many there are."""
    if not residents:
        return None
    tenths = round(number * RESIDENTS * TENTHS / residents)
    return Rate(tenths, tenths)
