"""What a phone at a door says, and what it is told."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from events.attendance.domain import codes


class Noticed(Struct, frozen=True, kw_only=True):
    """One thing that a phone noticed; the id is its own, `at` is on its clock.

    `scan`: somebody with a pass. `count`: `count` people without one. `undo`: `of` was a mistake.
    """

    id: UUID
    kind: Literal["scan", "count", "undo"]
    at: datetime
    pass_code: str | None = None
    sex: str = "unknown"
    age_band: str = "unknown"
    audience: str | None = None
    count: int | None = None
    of: UUID | None = None

    def __repr__(self) -> str:
        """Without the pass, which must not reach a log."""
        return f"Noticed(id={self.id!s}, kind={self.kind!r})"

    @property
    def card(self) -> str | None:
        """The pass as it is printed; None where there is none, or none that could be ours."""
        code = codes.normalise(self.pass_code or "")
        return code if code is not None and len(code) == codes.PASS_LENGTH else None


class Told(Struct, frozen=True):
    """What the phone is told of one thing; `aside` waits for a coordinator and is not lost."""

    id: UUID
    result: Literal["recorded", "already", "aside", "undone", "refused"]
    reason: str | None = None


class Sender(Struct, frozen=True, kw_only=True):
    """The phone: whose door it stands at, and what must be added to its clock to get ours (ms)."""

    phone: UUID
    event: UUID
    clock_skew: int
