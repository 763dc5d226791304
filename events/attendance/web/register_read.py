"""A line of the register as programs read it: what belongs to those who keep it is left out."""

from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from events.attendance.domain.summary import RegisterLine

# Which phone, how wrong its clock, what was put right and why: a reason may name somebody.
FOR_KEEPERS: Final = {"phone", "clock_skew", "corrects", "void_reason"}
SHOWN: Final = frozenset(RegisterLine.__struct_fields__) - FOR_KEEPERS


class LineRead(Struct, frozen=True, kw_only=True):
    """One person, or `people` in a headcount; the last four only for whoever may change lines."""

    id: UUID
    source: Literal["self", "door", "api", "headcount"]
    way: Literal["screen", "paper", "door", "api"] | None
    at: datetime
    moment: datetime
    received_at: datetime
    sex: str
    age_band: str
    audience: str | None
    people: int
    standing: bool
    voided_at: datetime | None
    phone: UUID | None | UnsetType = UNSET
    clock_skew: int | UnsetType = UNSET
    corrects: UUID | None | UnsetType = UNSET
    void_reason: str | None | UnsetType = UNSET


def line_read(line: RegisterLine, *, whole: bool) -> LineRead:
    """A line as it is told, `whole` or without what is for those who keep the register."""
    fields = RegisterLine.__struct_fields__ if whole else SHOWN
    return LineRead(**{name: getattr(line, name) for name in fields})
