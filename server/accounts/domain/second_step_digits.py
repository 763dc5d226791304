"""Six digits that change every half minute (TOTP, RFC 6238): keys, and which digits they show."""

import re
from datetime import datetime
from hmac import compare_digest
from typing import Final

import pyotp

ISSUER: Final = "Convoca"
DIGITS: Final = 6
SECONDS: Final = 30
WINDOW: Final = (0, -1, 1)
"""Half minutes that a phone's clock may be off."""

_SEPARATORS: Final = re.compile(r"[\s-]")


def new_key() -> bytes:
    """The secret that an app and we share: 160 bits (RFC 4226 §4)."""
    return pyotp.random_base32().encode("ascii")


def in_fours(key: bytes) -> str:
    """The key as people type it."""
    text = key.decode("ascii")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address(key: bytes, email: str) -> str:
    """What the picture for an app says."""
    return pyotp.TOTP(key.decode("ascii")).provisioning_uri(name=email, issuer_name=ISSUER)


def typed_digits(typed: str) -> str:
    """What somebody typed without spaces and hyphens, if that is six digits; '' otherwise."""
    plain = _SEPARATORS.sub("", typed)
    return plain if len(plain) == DIGITS and plain.isascii() and plain.isdecimal() else ""


def shown(key: bytes, *, at: datetime) -> str:
    """The digits that an app with this key shows."""
    return _said(key, half_minute(at)).decode("ascii")


def step_of(key: bytes, digits: str, *, at: datetime) -> int | None:
    """The half minute in which an app shows these digits, if it is this one or next to it."""
    step, typed = half_minute(at), digits.encode("utf-8", "replace")
    near = [n for n in (step + off for off in WINDOW) if compare_digest(_said(key, n), typed)]
    return near[0] if near else None


def half_minute(at: datetime) -> int:
    """The half minutes since 1970."""
    return int(at.timestamp()) // SECONDS


def _said(key: bytes, step: int) -> bytes:
    return pyotp.TOTP(key.decode("ascii")).generate_otp(step).encode("ascii")
