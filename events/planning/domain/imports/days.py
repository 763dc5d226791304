"""Reading a day as people in Guatemala write it."""

import re
from datetime import date, timedelta
from typing import Final

from events.planning.domain.imports.columns import folded

MONTHS: Final = {
    **{name: number for number, name in enumerate(
        ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
         "octubre", "noviembre", "diciembre"), start=1)},
    **{name: number for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"), start=1)},
    "setiembre": 9,
    "set": 9,
}  # fmt: skip
ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
# The day comes before the month; only where that cannot be, as in 12/25/2026, they are swapped.
NUMBERS: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
WORDS: Final = re.compile(r"(\d{1,2})(?: de)? ([a-z]{3,10})(?: del?| de el)? ?(\d{4}|\d{2})")
MONTH_FIRST: Final = re.compile(r"([a-z]{3,10}) (\d{1,2}) (\d{4})")
# Days since the last one of 1899: how spreadsheets count, here from 2000 to 2099.
SERIAL: Final = re.compile(r"(\d{5})(?:\.0*)?")
EPOCH: Final = date(1899, 12, 30)


def day(words: str) -> date | None:
    """The day that is meant, or None when that cannot be told."""
    if ":" in words:  # an hour, or a day with one
        return None
    text = folded(words)
    if found := ISO.fullmatch(words.strip()):
        return _made(*map(int, found.groups()))
    if found := SERIAL.fullmatch(words.strip()):
        return _counted(int(found[1]))
    if found := NUMBERS.fullmatch(_without_weekday(text)):
        first, second, year = (int(part) for part in found.groups())
        return _made(_century(year), second, first) or _made(_century(year), first, second)
    return _spoken(_without_weekday(text))


def _spoken(text: str) -> date | None:
    if found := WORDS.fullmatch(text):
        number, name, year = found.groups()
    elif found := MONTH_FIRST.fullmatch(text):
        name, number, year = found.groups()
    else:
        return None
    return _made(_century(int(year)), _month(name), int(number))


def _without_weekday(text: str) -> str:
    first, _space, rest = text.partition(" ")
    return rest if rest and first.isalpha() and _month(first) == 0 else text


def _month(name: str) -> int:
    return next((number for word, number in MONTHS.items() if word.startswith(name)), 0)


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _counted(serial: int) -> date | None:
    found = EPOCH + timedelta(days=serial)
    return found if 2000 <= found.year <= 2099 else None
