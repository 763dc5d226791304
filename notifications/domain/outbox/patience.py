"""What becomes of a notice after an attempt: how long to wait, and when to give a way up."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from msgspec import Struct

FIRST: Final = timedelta(seconds=30)
LONGEST: Final = timedelta(hours=1)
MOST_TRIES: Final = 16  # about nine hours
PATIENT_TRIES: Final = 48  # about a day and a half: a server that is down comes back
FEW_TRIES: Final = 4  # about four minutes
DOUBT_LASTS: Final = timedelta(minutes=10)


class Outcome(Struct, frozen=True, kw_only=True):
    """How an attempt ended: sent, failed, refused or unknown; `detail` is what was said.

    They ask us to `wait` that long; it was `everybody` whom that holds up, or the channel has
    `stopped` altogether. `opted_out` is whether somebody wants nothing from us there.
    """

    name: str
    detail: str = ""
    wait: timedelta | None = None
    everybody: bool = False
    stopped: bool = False
    opted_out: bool = False
    reference: str | None = None
    segments: int | None = None


class Next(Struct, frozen=True):
    """The state a notice goes to, when it is due if that is not the end, and whether the way is
    given up.
    """

    state: str
    due_at: datetime
    gives_up: bool = False


def after(
    outcome: Outcome, notice: UUID, tries: int,
    *, at: datetime, reported: bool, another: bool = False,
) -> Next:  # fmt: skip
    """What follows from the outcome of this try of a way, the first being 1.

    After so many that are in vain the way is given up, and somebody may ask for as many again;
    after four where there is `another` way at this moment. Doubt waits for a report where there
    are any (`reported`), and for all sixteen: by another way it might be told twice.
    """
    if outcome.name == "sent":
        return Next("sent", at)
    if outcome.stopped:
        return Next("queued", at)
    gives_up = outcome.name == "refused" or tries % _most(outcome, another=another) == 0
    if outcome.name == "unknown" and reported:
        return Next("unknown", at + DOUBT_LASTS, gives_up)
    if gives_up:
        return Next("queued", at, gives_up=True)
    return Next("queued", at + max(pause(notice, tries), outcome.wait or timedelta()))


def _most(outcome: Outcome, *, another: bool) -> int:
    if outcome.name == "failed" and another:
        return FEW_TRIES
    return PATIENT_TRIES if outcome.everybody else MOST_TRIES


def pause(notice: UUID, tries: int) -> timedelta:
    """The wait after a try: doubled each time, up to an hour.

    Up to a quarter is taken off, by chance but the same for the same notice, so that what failed
    together is not tried again together.
    """
    doubled: timedelta = min(FIRST * (1 << min(tries - 1, 20)), LONGEST)
    chance = sha256(notice.bytes + tries.to_bytes(4, "big")).digest()[0] / 255
    return doubled * (1 - chance / 4)
