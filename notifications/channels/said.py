"""What a provider said of an error, fit to be kept: its code, and words that name nobody."""

import re
from typing import Any, Final

# Codes have six digits at most.
TELEPHONE: Final = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){6,}")
LONGEST: Final = 500


def said(code: int | str, *words: str, secrets: tuple[str, ...] = ()) -> str:
    """The code, and what they explained, without secrets and what looks like a telephone."""
    bare = (word.replace(f"(#{code})", "").strip() for word in words)
    told = _discreet(" · ".join(filter(None, bare)), secrets)
    return storable(" · ".join(filter(None, (str(code), told))))


def storable(words: str) -> str:
    """Servers say what they like; a database takes neither NUL nor half a character."""
    return "".join(letter if letter.isprintable() else " " for letter in words)[:LONGEST]


def explained(error_data: Any) -> str:
    """The longer explanation that WhatsApp may add to an error, in whatever shape."""
    return str(error_data.get("details", "")) if isinstance(error_data, dict) else ""


def _discreet(words: str, secrets: tuple[str, ...]) -> str:
    for secret in filter(None, secrets):
        words = words.replace(secret, "…")
    return TELEPHONE.sub("…", words)
