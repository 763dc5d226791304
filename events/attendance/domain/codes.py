"""The codes that people read, type and scan: eight characters at a door, twelve on a pass."""

import re
import secrets
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
DOOR_LENGTH: Final = 8
PASS_LENGTH: Final = 12

_SEPARATORS: Final = re.compile(r"[\s\u2010-\u2014-]")


def new_door_code() -> str:
    """A code for a door: 39 bits, so whoever answers to it must limit the rate of guesses."""
    return _random(DOOR_LENGTH)


def new_pass_code() -> str:
    """A code for a personal pass or link: 59 bits, beyond guessing."""
    return _random(PASS_LENGTH)


def normalise(text: str) -> str | None:
    """What somebody typed as the code it stands for; None when it can be no code of ours.

    Case, spaces and hyphens (also the ones phones put in by themselves) do not matter. 0, O, 1,
    I, L and U are in no code. They are refused, not corrected: nothing in the alphabet is sure to
    be what was meant, and a guess might be somebody else's code.
    """
    code = _SEPARATORS.sub("", text)
    if not code.isascii():
        return None
    code = code.upper()
    if len(code) not in {DOOR_LENGTH, PASS_LENGTH} or not set(code) <= set(ALPHABET):
        return None
    return code


def in_fours(code: str) -> str:
    """The code as it is written everywhere, easiest to read out and to type."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def to_type(address: str) -> str:
    """An address that ends in a code as one types it: no scheme, small letters, hyphenated fours.

    Any other one keeps its capitals behind the host.
    """
    host, _slash, path = address.partition("://")[2].partition("/")
    folder, _last, last = path.rpartition("/")
    code = normalise(last)
    written = path if code is None else f"{folder}/{in_fours(code).lower()}"
    return f"{host.lower()}/{written}"


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
