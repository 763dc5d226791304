"""What became known of events, for tests."""

from typing import Any
from uuid import UUID

from events.outreach.domain.periods.adjusting import Noted
from events.outreach.domain.periods.adjustments import CellLine

BOYS = {"sex": "male", "age_band": "13-14", "audience": "adolescents"}


def noted(event: UUID, *people: int, reason: str = "Apareció una hoja", **changed: Any) -> Noted:
    """So many boys more or fewer, line by line."""
    told_on = changed.pop("told_on", None)
    lines = tuple(CellLine(**{**BOYS, **changed}, people=number) for number in people)
    return Noted(event=event, lines=lines, reason=reason, told_on=told_on)
