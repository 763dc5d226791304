"""A rule in words, such as «cada martes y jueves hasta el 30 de junio de 2027»."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from babel.dates import format_date, get_day_names, get_month_names
from babel.lists import format_list

from events.planning.domain.recurrence_rule import ByDay, Rule
from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language, later, ngettext
from server.foundation.translation import gettext as _

NTH: Final = {
    1: later("primer"), 2: later("segundo"), 3: later("tercer"), 4: later("cuarto"),
    5: later("quinto"), -1: later("último"), -2: later("penúltimo"),
}  # fmt: skip
WORKING_DAYS: Final = {0, 1, 2, 3, 4}


def in_words(rule: Rule, starts_on: date) -> str:
    """When the rule repeats and until when; a rule that has no simple words shows itself."""
    say = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule.freq]
    said = "" if rule.by_set_pos or rule.week_start else say(rule, starts_on)
    said = said or _("según la regla %(rule)s", rule=_endless(rule))
    if rule.count:
        return ngettext("%(rule)s, una vez", "%(rule)s, %(n)s veces", rule.count, rule=said)
    pattern = {"es": "d 'de' MMMM 'de' y", "en": "d MMMM y"}[current_language()]
    last = format_date(rule.until, pattern, locale=_locale())
    return _("%(rule)s hasta el %(day)s", rule=said, day=last)


def _daily(rule: Rule, starts_on: date) -> str:
    if rule.by_month or rule.by_month_day:
        return ""
    if rule.by_day:
        return _weekly(rule, starts_on) if rule.interval == 1 else ""
    return ngettext("todos los días", "cada %(n)s días", rule.interval)


def _weekly(rule: Rule, starts_on: date) -> str:
    if rule.by_month:
        return ""
    numbers = sorted(day.weekday for day in rule.by_day) or [starts_on.weekday()]
    if set(numbers) == WORKING_DAYS and rule.interval == 1:
        return _("de lunes a viernes")
    days = _list(map(_weekday, numbers))
    return ngettext("cada %(days)s", "cada %(n)s semanas, %(days)s", rule.interval, days=days)


def _monthly(rule: Rule, starts_on: date) -> str:
    if rule.by_month or (rule.by_day and rule.by_month_day):
        return ""
    days = _nth_days(rule.by_day) if rule.by_day else _numbers(rule.by_month_day, starts_on)
    said = ngettext("%(days)s de cada mes", "%(days)s, cada %(n)s meses", rule.interval, days=days)
    return said if days else ""


def _yearly(rule: Rule, starts_on: date) -> str:
    if len(rule.by_month) > 1 or (rule.by_day and (rule.by_month_day or not rule.by_month)):
        return ""
    if rule.by_month_day and not rule.by_month:
        return ""
    number = rule.by_month[0] if rule.by_month else starts_on.month
    month = get_month_names("wide", context="format", locale=_locale())[number]
    days = _nth_days(rule.by_day) if rule.by_day else _numbers(rule.by_month_day, starts_on)
    said = ngettext(
        "%(days)s de %(month)s de cada año",
        "%(days)s de %(month)s, cada %(n)s años",
        rule.interval,
        days=days,
        month=month,
    )
    return said if days else ""


def _nth_days(days: Iterable[ByDay]) -> str:
    said = [
        _("el %(nth)s %(weekday)s", nth=_(NTH[day.nth]), weekday=_weekday(day.weekday))
        if day.nth in NTH
        else ""
        for day in days
    ]
    return _list(said) if all(said) else ""


def _numbers(numbers: tuple[int, ...], starts_on: date) -> str:
    numbers = numbers or (starts_on.day,)
    if numbers == (-1,):
        return _("el último día")
    if min(numbers) < 0:
        return ""
    listed = _list(map(str, sorted(numbers)))
    return ngettext("el día %(days)s", "los días %(days)s", len(numbers), days=listed)


def _weekday(number: int) -> str:
    return str(get_day_names("wide", locale=_locale())[number])


def _list(words: Iterable[str]) -> str:
    return format_list(list(words), locale=_locale())


def _endless(rule: Rule) -> str:
    parts = str(rule).split(";")
    return ";".join(part for part in parts if not part.startswith(("COUNT=", "UNTIL=")))


def _locale() -> str:
    return LOCALES[current_language()]
