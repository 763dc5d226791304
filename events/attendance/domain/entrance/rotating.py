"""The code that a facilitator's screen shows: it changes every half minute and is stored nowhere.

It comes of the server's secret, the event and the hour alone, so every process knows the same one.
"""

import hmac
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.codes import ALPHABET
from server.foundation.signing import Signer

STEP: Final = timedelta(seconds=30)
TOLERANCE: Final = 1
"""How many steps a code may be old, or ahead where two processes' clocks differ."""
STALE: Final = 40
"""For so many steps an old code is known as one that was right: nobody guesses those."""
DIGITS: Final = 6
SIGNS: Final = 8
PURPOSE: Final = "rotating code"


class RotatingCode(Struct, frozen=True):
    """What is on the screen until `until`: digits to type, or the longer sign that its QR carries.

    Digits can be guessed, so who answers to them must limit the rate; the sign cannot.
    """

    digits: str
    sign: str
    until: datetime


def code_at(event: UUID, at: datetime, *, signer: Signer) -> RotatingCode:
    """The code of an event's door at a moment."""
    return _code(event, _step(at), signer)


def accepts(event: UUID, said: str, *, at: datetime, signer: Signer) -> bool:
    """Whether `said`, digits or sign, is what the screen shows, or showed a moment before."""
    return any(_said(event, said, _step(at) + near, signer) for near in _NEAR)


def was_right(event: UUID, said: str, *, at: datetime, signer: Signer) -> bool:
    """Whether `said` was on the screen some minutes ago."""
    now = _step(at)
    return any(_said(event, said, step, signer) for step in range(now - STALE, now - TOLERANCE))


# The newest first: nearly everybody says that one.
_NEAR: Final = sorted(range(-TOLERANCE, TOLERANCE + 1), key=abs)


def _said(event: UUID, said: str, step: int, signer: Signer) -> bool:
    code, heard = _code(event, step, signer), said.upper().encode()
    digits = hmac.compare_digest(heard, code.digits.encode())
    return hmac.compare_digest(heard, code.sign.encode()) or digits


def _step(at: datetime) -> int:
    return int(at.timestamp() // STEP.total_seconds())


def _code(event: UUID, step: int, signer: Signer) -> RotatingCode:
    key = signer.derive(PURPOSE, event.bytes)
    drawn = hmac.digest(key, step.to_bytes(8, "big", signed=True), sha256)
    number = int.from_bytes(drawn[:16], "big")
    return RotatingCode(
        digits=f"{int.from_bytes(drawn[16:], 'big') % 10**DIGITS:0{DIGITS}}",
        sign="".join(ALPHABET[number // len(ALPHABET) ** n % len(ALPHABET)] for n in range(SIGNS)),
        until=datetime.fromtimestamp((step + 1) * STEP.total_seconds(), UTC),
    )
