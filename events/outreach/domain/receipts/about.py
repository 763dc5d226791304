"""Which of the figures in a receipt it was asked for."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.answered import Dimension

FROM_REGISTERS: Final = ("contacts", "unique", "headcount", "check_ins", "events")
NOBODY: Final = dict.fromkeys(("contacts", "unique_from", "unique_to", "headcount", "check_ins"), 0)


class About(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A figure, of a part of the people or the events where `dimension` and `code` name one."""

    figure: str
    dimension: Dimension | None = None
    code: str | None = None

    def within(self, figures: Mapping[str, Any]) -> Amount | None:
        """What the figures of a receipt say of it; None where they do not, as events of a part."""
        cell = self._cell(figures)
        match self.figure:
            case "unique":
                return Amount(cell["unique_from"], cell["unique_to"])
            case "events":
                return exactly(figures["events"]) if self.dimension is None else None
        return exactly(cell[self.figure])

    def _cell(self, figures: Mapping[str, Any]) -> Mapping[str, int]:
        if self.dimension is None:
            total: Mapping[str, int] = figures["total"]
            return total
        # Of a part in which nobody is there is no cell.
        part: Mapping[str, int] = figures["by"].get(self.dimension, {}).get(self.code, NOBODY)
        return part
