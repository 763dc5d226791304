"""Reading the hours from a line of Spanish."""

import re
from typing import Final

from msgspec import Struct

from events.planning.domain.quick_add_line import Line

NOON: Final = 12 * 60
DAY: Final = 24 * 60
USUAL_START: Final = 9 * 60
USUAL_LENGTH: Final = 120
PARTS: Final = {"manana": USUAL_START, "tarde": 14 * 60, "noche": 18 * 60}
COUNTS: Final = {"un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6}

MARK: Final = (
    r" ?(?P<mark{n}>[ap]\.? ?m\b\.?|(?:de|por|en) la (?:manana|tarde|noche|madrugada)\b"
    r"|del? medio ?dia\b|hrs?\b\.?|horas?\b|h\b)"
)
CLOCK: Final = (
    r"(?:(?P<noon{n}>medio ?dia\b|media ?noche\b)|(?P<h{n}>\d\d?)(?:[:.](?P<min{n}>[0-5]\d)"
    r"|h(?P<hmin{n}>[0-5]\d)\b)?(?P<bit{n}> y (?:media|cuarto)\b)?)(?![\d/])"
)


def _clock(n: int) -> str:
    return CLOCK.replace("{n}", str(n)) + f"(?:{MARK.replace('{n}', str(n))})?"


PEOPLE: Final = (
    r"(?! ?(?:anos?|meses|personas?|participantes|ninas?|ninos?|jovenes|%|dias?|de cada))"
)
RANGE: Final = re.compile(
    rf"(?:\b(?:de|desde|entre) )?(?:\b(?:las?|el) )?(?<![\d/:.,-]){_clock(1)}"
    rf" ?(?:-|–|—|\ba\b|\bal\b|\bhasta\b|\by\b(?= las?)) ?(?:las? |el )?{_clock(2)}{PEOPLE}"
)
LENGTH: Final = re.compile(
    r"(?<!\blas )(?<!\bla )(?<![\d:/.,])\b(?:por |durante )?"
    r"(?:(?P<mixed>hora y media)|(?P<half>media hora)|(?P<minutes>\d{2,3}) ?min(?:utos?)?\b\.?"
    r"|(?P<hours>[1-6](?:[.,]5)?|un[ao]?|dos|tres|cuatro|cinco|seis) ?(?:horas?|hrs?|h)\b"
    r"(?P<more> y media\b)?)"
)
SINGLE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:(?:desde|para|hasta) )?(?:a |tipo )?las? {_clock(1)}{PEOPLE}",
        rf"(?<![\d/:.,-])(?=\d\d?[:.h]\d\d|\d\d?{MARK.replace('{n}', '9')}){_clock(1)}{PEOPLE}",
        rf"\b(?:al? )?(?=medio ?dia\b|media ?noche\b){_clock(1)}",
        rf"(?<=\n),? ?{_clock(1)}(?= ?(?:[,;\n]|$| [a-z])){PEOPLE}",
    )
)
PART: Final = re.compile(
    r"\b(?:por|en|de|a) la (?P<part>manana|tarde|noche)\b|(?<=\n) ?(?P<bare>manana|tarde|noche)\b"
)


class Hours(Struct, frozen=True, kw_only=True):
    """When it starts, in minutes since midnight, and how many it takes; and what was guessed."""

    start: int
    length: int
    said: bool
    guessed: bool = False
    length_guessed: bool = False


class Moment(Struct, frozen=True, kw_only=True):
    """An hour as it is written: `certain` where it is surely on a clock of 24 hours."""

    minutes: int
    mark: str
    certain: bool


def read(line: Line) -> Hours:
    """Take the hours from the line; what it does not say is guessed."""
    length = _length(line)
    between = _between(line)
    if between is not None:
        return between
    part = None
    start, guessed, said = USUAL_START, True, False
    found = next(filter(None, map(line.find, SINGLE)), None)
    moment = _moment(found, 1) if found else None
    if found and moment:
        line.take("hours", found)
        part = _part(line) if not moment.mark else None
        start, guessed = _on_the_clock(moment, _half_of(part))
        said = True
    else:
        part = _part(line)
        start = PARTS[part] if part else USUAL_START
    return Hours(
        start=start, length=length or USUAL_LENGTH, said=said or part is not None, guessed=guessed,
        length_guessed=length is None,
    )  # fmt: skip


def _between(line: Line) -> Hours | None:
    for found in RANGE.finditer(line.left):
        first, last = _moment(found, 1), _moment(found, 2)
        if first is None or last is None:
            continue
        line.take("hours", found)
        part = None if first.mark or last.mark else _part(line)
        start, end, guessed = _span(first, last, _half_of(part))
        return Hours(start=start, length=(end - start - 1) % DAY + 1, said=True, guessed=guessed)
    return None


def _span(first: Moment, last: Moment, half: str) -> tuple[int, int, bool]:
    """Both hours, the one read in the light of the other: «de 9 a 1», «2 a 4 de la tarde»."""
    start, guessed = _on_the_clock(first, last.mark or half)
    end, _unsure = _on_the_clock(last, half)
    if last.mark and not first.mark and start >= end and not first.certain:
        start, guessed = first.minutes % NOON, False
    if not last.mark and not last.certain:
        early = last.minutes
        end = next((it for it in (early, early + NOON) if start < it <= DAY), end)
    return start, end, guessed


def _on_the_clock(moment: Moment, half: str) -> tuple[int, bool]:
    """Minutes since midnight, and whether the half of the day was guessed."""
    mark, minutes = moment.mark or half, moment.minutes
    if moment.certain or minutes >= NOON + 60:
        return minutes, False
    if mark == "am":
        return minutes % NOON, False
    if mark == "pm":
        return minutes % NOON + NOON, False
    if not mark and minutes < 7 * 60:
        return minutes + NOON, True
    return minutes, False


def _moment(found: re.Match[str], n: int) -> Moment | None:
    if found[f"noon{n}"]:
        noon = found[f"noon{n}"].startswith("medio")
        return Moment(minutes=NOON if noon else DAY, mark="noon", certain=True)
    hour = int(found[f"h{n}"])
    spoken = found[f"bit{n}"] or ""
    minute = found[f"min{n}"] or found[f"hmin{n}"]
    bit = 30 if "media" in spoken else 15 if spoken else int(minute or 0)
    if hour * 60 + bit > DAY:
        return None
    mark = _half(found[f"mark{n}"] or "", hour)
    whole = len(found[f"h{n}"]) == 2 and minute is not None
    certain = mark == "24" or (not mark and (whole or hour >= 13 or hour == 0))
    return Moment(minutes=hour * 60 + bit, mark=mark, certain=certain or hour > 12)


def _half(mark: str, hour: int) -> str:
    """Which half of the day a mark speaks of: am, pm, 24 for all of it."""
    if mark.startswith("h"):
        return "24"
    if "noche" in mark and hour == 12:
        return "am"
    if "tarde" in mark or "noche" in mark or "medio" in mark or mark.startswith("p"):
        # «por la mañana» begins with a p as well.
        return "am" if "manana" in mark else "pm"
    return "am" if mark else ""


def _half_of(part: str | None) -> str:
    return "" if part is None else "am" if part == "manana" else "pm"


def _part(line: Line) -> str | None:
    found = line.find(PART)
    if found is None:
        return None
    line.take("hours", found)
    return found["part"] or found["bare"]


def _length(line: Line) -> int | None:
    found = next((it for it in LENGTH.finditer(line.left) if _minutes(it)), None)
    if found is None:
        return None
    line.take("length", found)
    return _minutes(found)


def _minutes(found: re.Match[str]) -> int:
    if found["mixed"] or found["half"]:
        return 90 if found["mixed"] else 30
    if found["minutes"]:
        return int(found["minutes"])
    said = found["hours"].replace(",", ".")
    hours = COUNTS.get(said) or float(said)
    return round(hours * 60) + (30 if found["more"] else 0)
