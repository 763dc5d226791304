"""The secrets of a door link: what is drawn, and as what little each of them is kept."""

import hashlib
import hmac
import secrets
from typing import Final
from uuid import UUID

from server.foundation.signing import Signer

PURPOSE: Final = "door pin"
DIGITS: Final = 6
TRIES: Final = 5
"""How many wrong PINs a link bears."""


def new_token() -> str:
    """What stands in the address: 24 letters that nobody guesses."""
    return secrets.token_urlsafe(18)


def new_device() -> str:
    """What the phone keeps to be known again."""
    return secrets.token_urlsafe(24)


def new_pin() -> str:
    """What is told apart from the address."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def mark(pin: str, link: UUID, signer: Signer) -> bytes:
    """As what the PIN of a link is kept: worth nothing without the server's secret."""
    return hmac.digest(signer.derive(PURPOSE, link.bytes), pin.encode(), hashlib.sha256)


def heard(typed: str) -> str:
    """What somebody typed, without what is between the digits."""
    return "".join(letter for letter in typed if letter.isascii() and letter.isdecimal())
