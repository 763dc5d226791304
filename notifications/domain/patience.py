"""What becomes of a notice after an attempt: how long to wait, and when to stop trying."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from msgspec import Struct

FIRST: Final = timedelta(seconds=30)
LONGEST: Final = timedelta(hours=1)
MOST_ATTEMPTS: Final = 16  # about nine hours


class Outcome(Struct, frozen=True):
    """How an attempt ended: sent, failed, refused or unknown; `detail` is what was said."""

    name: str
    detail: str = ""


class Consequence(Struct, frozen=True):
    """The state a notice goes to, and when it is due if that is `queued`."""

    state: str
    due_at: datetime


def consequence(outcome: Outcome, notice: UUID, attempt: int, *, at: datetime) -> Consequence:
    """What follows from the outcome of this attempt, the first being 1."""
    if outcome.name == "sent":
        return Consequence("sent", at)
    if outcome.name == "refused" or attempt >= MOST_ATTEMPTS:
        return Consequence("failed", at)
    return Consequence("queued", at + pause(notice, attempt))


def pause(notice: UUID, attempt: int) -> timedelta:
    """The wait after an attempt: doubled each time, up to an hour.

    Up to a quarter is taken off, by chance but the same for the same notice, so that what failed
    together is not tried again together.
    """
    doubled: timedelta = min(FIRST * (1 << min(attempt - 1, 20)), LONGEST)
    chance = sha256(notice.bytes + attempt.to_bytes(4, "big")).digest()[0] / 255
    return doubled * (1 - chance / 4)
