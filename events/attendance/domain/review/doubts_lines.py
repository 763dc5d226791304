"""A register as doubts look at it: lines that count, and what they are held against."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct


class Seen(Struct, frozen=True, kw_only=True):
    """A person's line; `at` is corrected by `clock_skew` (ms), `card` whether they had a pass."""

    id: UUID
    event: UUID
    source: str
    at: datetime
    card: bool
    sex: str
    age_band: str
    audience: str | None
    phone: UUID | None
    clock_skew: int


class Counted(Struct, frozen=True, kw_only=True):
    """A line of people counted by eye; `at` is corrected by `clock_skew` (ms)."""

    id: UUID
    event: UUID
    way: str
    at: datetime
    received_at: datetime
    people: int
    sex: str
    age_band: str
    audience: str | None
    phone: UUID | None
    entered_by: UUID | None
    clock_skew: int


class Room(Struct, frozen=True, kw_only=True):
    """What an event's lines are held against.

    `capacity` is the smaller one of the event's and its venue's; `scanned` is how many came with a
    line of their own; `count` and `people` are the last count of the room, if there is one.
    """

    event: UUID
    starts_at: datetime
    capacity: int | None
    scanned: int
    count: UUID | None = None
    people: int | None = None


class Undone(Struct, frozen=True, kw_only=True):
    """A line that counts although the door took it back, since the register was closed by then.

    `undone` is what the phone had noticed; `line` is that, or what it was corrected to since. `at`
    is when we heard of it.
    """

    event: UUID
    undone: UUID
    line: UUID
    kind: Literal["check_in", "headcount"]
    at: datetime
    phone: UUID | None
    people: int
    sex: str
    age_band: str
    audience: str | None

    @property
    def subject(self) -> str:
        """Names what was taken back."""
        return f"undo:{self.undone}"
