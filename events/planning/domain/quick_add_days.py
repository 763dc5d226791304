"""Reading the day from a line of Spanish."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from events.planning.domain.quick_add_line import Line

WEEKDAYS: Final = (
    *(r"lune[sz]|lun\b\.?", r"marte[sz]|mar(?=\.? \d)\.?", r"mi?[eé]r?[ck]ole[sz]?|mie\b\.?"),
    *(r"jue[vb]e[sz]|jue\b\.?", r"[vb]ierne[sz]|vie\b\.?"),
    *(r"s[aá][bv]a?do?s?|sab\b\.?", r"domi?n?gos?|dom\b\.?"),
)
MONTHS: Final = (
    "enero|ene", "febrero|feb", "marzo|mar", "abril|abr", "mayo|may", "junio|jun", "julio|jul",
    "agosto|ago", "sep?tiembre|sept?", "octubre|oct", "noviembre|nov", "diciembre|dic",
)  # fmt: skip
WEEKDAY: Final = rf"(?:{'|'.join(f'(?P<w{n}>{words})' for n, words in enumerate(WEEKDAYS))})\b"
SECOND_WEEKDAY: Final = WEEKDAY.replace("(?P<w", "(?P<v")
MONTH: Final = rf"(?:{'|'.join(f'(?P<m{n}>{words})' for n, words in enumerate(MONTHS, 1))})\b\.?"
NUMBERS: Final = {"un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4}
NO_HOUR: Final = (
    r"(?! ?(?:[:.h]\d|am\b|pm\b|[ap]\. ?m|a\b|-|–|hrs?\b|horas?\b|h\b|y\b|de la|personas))"
)

ISO: Final = re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d\d?)-(?P<d>\d\d?)\b")
SLASHED: Final = re.compile(
    r"(?<![\d/])(?:el )?(?P<d>\d\d?)/(?P<m>\d\d?)(?:/(?P<y>20\d\d|\d\d))?(?![\d/])"
)
DOTTED: Final = re.compile(r"(?<![\d.-])(?P<d>\d\d?)[-.](?P<m>\d\d?)[-.](?P<y>20\d\d)\b")
NAMED: Final = re.compile(
    r"(?:\bel )?(?:\bdia )?(?<!\d)(?:(?P<d>\d\d?)(?:º|°|ro|ero)?|(?P<first>primero))"
    rf" ?(?:de |del )?(?:mes de )?{MONTH}(?:,? (?:de |del )?(?:ano )?(?P<y>20\d\d)\b)?"
)
MONTH_FIRST: Final = re.compile(rf"\b(?:el )?{MONTH} (?P<d>\d\d?)\b{NO_HOUR}")
WITH_NUMBER: Final = re.compile(rf"\b(?:el )?{WEEKDAY},? (?:dia )?(?P<d>\d\d?)\b{NO_HOUR}")
ONLY_NUMBER: Final = re.compile(rf"\bel (?:dia )?(?P<d>\d\d?)\b{NO_HOUR}(?! ?/)")
AFTER_NEXT: Final = re.compile(r"\bpasado manana\b")
TOMORROW: Final = re.compile(
    r"(?<!\bla )(?<!\bun )(?<!\bel )(?<!\bdel )(?<!\besta )(?:\bde |\bpara )?\bmanana\b"
)
TODAY: Final = re.compile(r"\bhoy(?: mismo)?\b(?! en)|\besta(?= (?:manana|tarde|noche)\b)")
IN_DAYS: Final = re.compile(
    r"\b(?:dentro de|en) (?P<n>\d\d?|una?|dos|tres|cuatro) (?P<unit>dias?|semanas?)\b"
)
NEXT_WEEK: Final = (
    r"(?:de |en )?(?:la )?(?:proxima semana|otra semana|semana (?:que viene|proxima|siguiente))"
)
WEEK_AFTER: Final = re.compile(
    rf"\b(?:el )?{WEEKDAY},? {NEXT_WEEK}\b|\b{NEXT_WEEK},? (?:el )?{SECOND_WEEKDAY}"
)
LATER: Final = re.compile(
    rf"\b(?:el )?(?:proximo|siguiente) {WEEKDAY}"
    rf"|\b(?:el )?{SECOND_WEEKDAY} (?:proximo|siguiente|que viene)\b"
)
AGAIN: Final = re.compile(
    rf"\b(?:todos los|cada|todas las semanas?(?: el| los)?|semanalmente(?: el| los)?) {WEEKDAY}"
)
PLAIN: Final = re.compile(rf"\b(?:(?:el|este|para el) )?{WEEKDAY}")


class Day(Struct, frozen=True, kw_only=True):
    """A day that was read; `other` is the weekday beside it where the two disagree.

    One that names only a weekday is `open`: it may be today as long as the hour is ahead.
    """

    day: date
    open: bool = False
    repeats: bool = False
    other: int | None = None


def read(line: Line, today: date) -> Day | None:
    """Take the day from the line; None where it names none that exists."""
    for pattern, days in READERS:
        found = line.find(pattern)
        day = days(found, today) if found else None
        if found and day:
            line.take("day", found)
            return _with_weekday(line, day)
    return None


def unreal(line: Line) -> bool:
    """Whether words are left that name a day which no calendar has, such as 31 de febrero."""
    patterns = (ISO, SLASHED, DOTTED, NAMED)
    return any(line.find(pattern) for pattern in patterns)


def _with_weekday(line: Line, day: Day) -> Day:
    """The day, beside a weekday that the line names as well."""
    beside = line.find(PLAIN) if not day.repeats and not day.open else None
    if beside is None:
        return day
    line.take("weekday", beside)
    named = _weekday(beside)
    wrong = named if day.other is None and named != day.day.weekday() else day.other
    return Day(day=day.day, other=wrong)


def _again(found: re.Match[str], today: date) -> Day:
    return Day(day=_on(today, _weekday(found)), open=True, repeats=True)


def _dated(found: re.Match[str], today: date) -> Day | None:
    parts = found.groupdict()
    month = int(parts["m"]) if parts.get("m") else _month(parts)
    number = 1 if parts.get("first") else int(parts["d"])
    year = parts.get("y")
    day = _date(int(year) % 100 + 2000 if year else today.year, month, number)
    if day is not None and year is None and day < today:
        day = _date(today.year + 1, month, number)
    return Day(day=day) if day else None


def _numbered(found: re.Match[str], today: date) -> Day | None:
    """«sábado 28», «el 28»: the next such day of a month, of this weekday if there is one soon.

    «viernes 9» is the hour where the next 9th is no Friday.
    """
    number = int(found["d"])
    days = [day for n in range(92) if (day := today + timedelta(days=n)).day == number]
    if not days or "w0" not in found.re.groupindex:
        return Day(day=days[0]) if days else None
    weekday = _weekday(found)
    agreeing = [day for day in days if day.weekday() == weekday]
    if number <= 12 and agreeing[:1] != days[:1]:
        return None
    return Day(day=agreeing[0]) if agreeing else Day(day=days[0], other=weekday)


def _in_days(found: re.Match[str], today: date) -> Day:
    number = NUMBERS.get(found["n"]) or int(found["n"])
    return Day(day=today + timedelta(days=number * (7 if found["unit"].startswith("s") else 1)))


def _in(days: int) -> Callable[[re.Match[str], date], Day]:
    return lambda _found, today: Day(day=today + timedelta(days=days))


def _week_after(found: re.Match[str], today: date) -> Day:
    monday = today + timedelta(days=7 - today.weekday())
    return Day(day=monday + timedelta(days=_weekday(found)))


def _later(found: re.Match[str], today: date) -> Day:
    return Day(day=_on(today + timedelta(days=1), _weekday(found)))


def _plain(found: re.Match[str], today: date) -> Day:
    return Day(day=_on(today, _weekday(found)), open=True)


def _on(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _weekday(found: re.Match[str]) -> int:
    named = [name for name, words in found.groupdict().items() if words and name[0] in "wv"]
    return int(named[0][1])


def _month(parts: dict[str, str | None]) -> int:
    return next(number for number in range(1, 13) if parts.get(f"m{number}"))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


READERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Day | None]], ...]] = (
    (AGAIN, _again),
    (ISO, _dated),
    (SLASHED, _dated),
    (DOTTED, _dated),
    (NAMED, _dated),
    (MONTH_FIRST, _dated),
    (AFTER_NEXT, _in(2)),
    (IN_DAYS, _in_days),
    (WEEK_AFTER, _week_after),
    (LATER, _later),
    (WITH_NUMBER, _numbered),
    (ONLY_NUMBER, _numbered),
    (TOMORROW, _in(1)),
    (TODAY, _in(0)),
    (PLAIN, _plain),
)
