"""What is printed small on every card, so that it can be spoken of without its code."""

import re
import secrets
from typing import Final

LETTERS: Final = "BCDFGHJKMNPQRSTVWXZ"
"""Consonants only: four of them spell no word."""
SHEET_LENGTH: Final = 4
SERIAL: Final = re.compile(rf"([{LETTERS}]{{{SHEET_LENGTH}}})[\s\u2010-\u2014-]*([0-9]{{1,4}})")


def new_letters() -> str:
    """Letters for a sheet; they have nothing to do with the codes of its cards."""
    return "".join(secrets.choice(LETTERS) for _ in range(SHEET_LENGTH))


def serial(letters: str, number: int) -> str:
    """Such as «KXTB-017»."""
    return f"{letters}-{number:03}"


def read(text: str) -> tuple[str, int] | None:
    """The letters and the number of a serial that somebody typed; None when it is none."""
    found = SERIAL.fullmatch(text.strip().upper())
    return (found[1], int(found[2])) if found else None
