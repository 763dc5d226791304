"""Browsers that an account came in from before, told by a signed cookie and stored nowhere.

The cookie holds a number of the browser's own and, for each address that came in from it, a mark
that only this installation can make. It opens nothing: it only says whose tries are counted apart
from everybody else's (see `throttling`), so that what others try cannot be held against its owner.
"""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import msgspec

from server.foundation.errors import NotFound
from server.foundation.signing import Signer

PURPOSE: Final = "known device"
LASTS: Final = timedelta(days=365)
MOST: Final = 8
"""How many people one browser remembers; the longest away is forgotten first."""
MARK_BYTES: Final = 12
DAY: Final = 86_400


class Device(msgspec.Struct, frozen=True, array_like=True):
    """A browser, and when each of the addresses last came in from it, in days since 1970."""

    number: bytes
    seen: dict[bytes, int]


def known_as(cookie: str, email: str, *, signer: Signer, at: datetime) -> str:
    """The number of this browser, if this address came in from it within a year; or nothing."""
    device = _read(cookie, signer)
    last = device.seen.get(_mark(email, signer)) if device else None
    if device is None or last is None or _day(at) - last > LASTS.days:
        return ""
    return device.number.hex()


def remembering(cookie: str, email: str, *, signer: Signer, at: datetime) -> str:
    """The cookie of this browser from now on, since this address came in from it."""
    device = _read(cookie, signer) or Device(secrets.token_bytes(16), {})
    seen = {**device.seen, _mark(email, signer): _day(at)}
    latest = sorted(seen.items(), key=lambda pair: pair[1])[-MOST:]
    return signer.sign(PURPOSE, msgspec.msgpack.encode(Device(device.number, dict(latest))))


def _read(cookie: str, signer: Signer) -> Device | None:
    with suppress(NotFound, msgspec.DecodeError):
        return msgspec.msgpack.decode(signer.unsign(PURPOSE, cookie), type=Device)
    return None


def _mark(email: str, signer: Signer) -> bytes:
    return signer.derive(PURPOSE, email.strip().lower().encode())[:MARK_BYTES]


def _day(at: datetime) -> int:
    return int(at.timestamp()) // DAY
