"""Reading hours as people write them: one, from one to another, or how long."""

import re
from datetime import time, timedelta
from typing import Final

HOUR: Final = (
    r"(\d{{1,2}})(?:[:.h]\s?(\d{{2}})(?::(\d{{2}})(?:\.\d+)?)?)?\s?"
    r"(?:h(?:rs?|oras?)?\.?|(?P<half{n}>[ap])\.?\s?m\.?)?"
)
ONE: Final = re.compile(HOUR.format(n=1))
SPAN: Final = re.compile(
    rf"(?:de\s)?(?P<first>{HOUR.format(n=1)})\s?(?:-|–|—|/|a|to|hasta|y)\s?"
    rf"(?P<last>{HOUR.format(n=2)})"
)
# A spreadsheet keeps an hour as a part of a day.
PART_OF_A_DAY: Final = re.compile(r"0?\.\d+")
LASTING: Final = re.compile(
    r"(?:(\d{1,3}(?:[.,]\d+)?)\s?(?:h|hr|hrs|hora|horas|hours?)\.?)?"
    r"(?:\s?(?:con|y)?\s?(\d{1,4})\s?(?:m|min|mins|minutos?|minutes?)\.?)?"
)
CLOCK: Final = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2})?")


def hour(words: str) -> time | None:
    """The hour that is meant, or None."""
    text = words.strip().casefold()
    if text in {"mediodia", "mediodía", "noon"}:
        return time(12)
    if PART_OF_A_DAY.fullmatch(text):
        minutes = round(float(text) * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60)
    found = ONE.fullmatch(text)
    return _made(found[1], found[2], found["half1"]) if found else None


def span(words: str) -> tuple[time, time] | None:
    """Both hours of such as «9:00-11:00» or «de 2 a 4 pm», or None."""
    found = SPAN.fullmatch(" ".join(words.casefold().split()))
    if found is None:
        return None
    first, last = hour(found["first"]), hour(found["last"])
    if first is not None and last is not None and found["half2"] and not found["half1"]:
        shared = hour(f"{found['first'].strip()} {found['half2']}m")
        first = shared if shared is not None and shared < last else first
    return None if first is None or last is None else (first, last)


def lasting(words: str) -> timedelta | None:
    """Such as «2 horas», «1:30» or «90 min»; a bare number counts hours up to 12, else minutes."""
    text = words.strip().casefold()
    if found := CLOCK.fullmatch(text):
        return timedelta(hours=int(found[1]), minutes=int(found[2]))
    if text.isascii() and text.isdecimal() and len(text) < 4:
        return timedelta(hours=int(text)) if int(text) <= 12 else timedelta(minutes=int(text))
    found = LASTING.fullmatch(text)
    if not text or found is None:
        return None
    hours = float((found[1] or "0").replace(",", "."))
    return timedelta(hours=hours, minutes=int(found[2] or 0)) or None


def _made(hours: str, minutes: str | None, half: str | None) -> time | None:
    number = int(hours)
    if half and not 1 <= number <= 12:
        return None
    if half:
        number = number % 12 + (12 if half == "p" else 0)
    try:
        return time(number, int(minutes or 0))
    except ValueError:
        return None
