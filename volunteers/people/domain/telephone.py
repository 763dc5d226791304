"""Telephone numbers as the whole world dials them (E.164); eight digits are Guatemalan."""

import re
from typing import Final

from server.foundation.plain_text import one_line

COUNTRY: Final = "502"
LOCAL: Final = re.compile(r"[2-8]\d{7}", re.ASCII)
SHORTEST, LONGEST = 8, 15  # E.164 §6.1; no country has fewer than eight with its code
BETWEEN: Final = re.compile(r"[\s().·/\u2010-\u2015-]+")  # with every dash that phones write


def normalised(text: str) -> str | None:
    """Such as «+50255551234» for «5555-1234»; None for what is no number."""
    dialled = BETWEEN.sub("", one_line(text))
    digits = dialled.removeprefix("+")
    international = len(digits) < len(dialled)
    if not digits.isascii() or not digits.isdecimal():
        return None
    if not international and digits.startswith("00"):
        digits, international = digits[2:], True
    if not international and LOCAL.fullmatch(digits):
        digits = COUNTRY + digits
    elif not international and not digits.startswith(COUNTRY):
        return None
    return f"+{digits}" if _exists(digits) else None


def spaced(number: str) -> str:
    """The number as it is read aloud: «+502 5555 1234»."""
    local = number.removeprefix(f"+{COUNTRY}")
    if len(local) == len(number):
        return number
    return f"+{COUNTRY} {local[:4]} {local[4:]}"


def _exists(digits: str) -> bool:
    if digits.startswith(COUNTRY):
        return bool(LOCAL.fullmatch(digits[len(COUNTRY) :]))
    return SHORTEST <= len(digits) <= LONGEST and not digits.startswith("0")
