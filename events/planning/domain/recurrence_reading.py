"""Reading an RRULE (RFC 5545 §3.3.10), with a sentence for each thing that cannot be used."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from events.planning.domain.recurrence_rule import FREQUENCIES, WEEKDAYS, ByDay, Rule
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

BY_DAY: Final = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
WHOLE: Final = re.compile(r"[+-]?[0-9]{1,4}")
EIGHT_DIGITS: Final = re.compile("[0-9]{8}")
OF_THE_CLOCK: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
MOST_TIMES: Final = 400


def read(text: str) -> Rule:
    """The rule that a text says; raises Invalid for the field `rule`."""
    parts = _parts(text)
    rule = Rule(
        freq=_frequency(parts.pop("FREQ", "")),
        interval=_number(parts, "INTERVAL", 1, 99) or 1,
        by_day=_list(parts, "BYDAY", _by_day),
        by_month_day=_list(parts, "BYMONTHDAY", _within(31)),
        by_month=_list(parts, "BYMONTH", _month),
        by_set_pos=_list(parts, "BYSETPOS", _within(366)),
        count=_number(parts, "COUNT", 1, MOST_TIMES),
        until=_until(parts.pop("UNTIL", None)),
        week_start=_weekday(parts.pop("WKST", "MO")),
    )
    for name in parts:
        raise _wrong(_("La regla no puede usar %(part)s.", part=name))
    _agree(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    written = text.strip().upper().removeprefix("RRULE:")
    if not written:
        raise _wrong(_("Falta la regla, por ejemplo %(rule)s.", rule="FREQ=WEEKLY;COUNT=8"))
    parts: dict[str, str] = {}
    for part in written.strip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts or len(value) > 200:
            raise _wrong(_("No se entiende «%(part)s» en la regla.", part=part[:40]))
        if name in OF_THE_CLOCK:
            raise _wrong(_("La regla habla solo de fechas; las horas se escriben aparte."))
        parts[name] = value
    return parts


def _frequency(text: str) -> str:
    if text not in FREQUENCIES:
        raise _wrong(_("Una serie se repite por día, semana, mes o año."))
    return text


def _number(parts: dict[str, str], name: str, least: int, most: int) -> int | None:
    text = parts.pop(name, None)
    if text is None:
        return None
    if not WHOLE.fullmatch(text) or not least <= int(text) <= most:
        raise _wrong(
            _("%(part)s debe ir de %(least)s a %(most)s.", part=name, least=least, most=most)
        )
    return int(text)


def _list(parts: dict[str, str], name: str, one: Callable[[str], Any]) -> tuple[Any, ...]:
    text = parts.pop(name, None)
    if text is None:
        return ()
    try:
        return tuple(dict.fromkeys(one(item) for item in text.split(",")))
    except ValueError as error:
        raise _wrong(
            _("No se entiende «%(part)s» en la regla.", part=f"{name}={text}"[:40])
        ) from error


def _by_day(text: str) -> ByDay:
    found = BY_DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    nth = int(found[1]) if found[1] else None
    if nth is not None and not 1 <= abs(nth) <= 53:
        raise ValueError(text)
    return ByDay(WEEKDAYS.index(found[2]), nth)


def _within(most: int) -> Callable[[str], int]:
    def one(text: str) -> int:
        if not WHOLE.fullmatch(text) or not 1 <= abs(int(text)) <= most:
            raise ValueError(text)
        return int(text)

    return one


def _month(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 12:
        raise ValueError(text)
    return int(text)


def _weekday(text: str) -> int:
    if text not in WEEKDAYS:
        raise _wrong(_("No se entiende «%(part)s» en la regla.", part=f"WKST={text}"[:40]))
    return WEEKDAYS.index(text)


def _until(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text if EIGHT_DIGITS.fullmatch(text) else "")
    except ValueError as error:
        raise _wrong(_("UNTIL lleva solo la fecha, por ejemplo 20270630.")) from error


def _agree(rule: Rule) -> None:
    """Refuse what RFC 5545 forbids together, and a rule that never ends."""
    if rule.count and rule.until:
        raise _wrong(_("Elegir una fecha final o un número de veces, no ambas."))
    if not rule.count and not rule.until:
        raise _wrong(_("Falta hasta cuándo se repite: una fecha o un número de veces."))
    if rule.freq in {"DAILY", "WEEKLY"} and any(day.nth for day in rule.by_day):
        raise _wrong(_("Un día como «segundo sábado» solo se repite por mes o por año."))
    if rule.freq == "WEEKLY" and rule.by_month_day:
        raise _wrong(_("Un día del mes no se puede repetir por semana."))
    if rule.by_set_pos and not (rule.by_day or rule.by_month_day or rule.by_month):
        raise _wrong(_("BYSETPOS escoge entre días: faltan los días."))


def _wrong(sentence: str) -> Invalid:
    return Invalid({"rule": sentence})
