"""A rule as simple choices of a form: how often, on which days, until when."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from events.planning.domain.recurrence_reading import MOST_TIMES, read
from events.planning.domain.recurrence_rule import FREQUENCIES, WEEKDAYS, ByDay, Rule
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form

NTHS: Final = ("1", "2", "3", "4", "-1")
# Written by hand, in the words of RFC 5545.
BY_HAND: Final = "rule"


def read_rule(form: Form, starts_on: date) -> Rule | None:
    """The rule that the choices say; what is wrong is noted on the form."""
    repeat = form.choice("repeat", (*FREQUENCIES, BY_HAND))
    interval = form.whole("interval", least=1, most=99) or 1
    end = _end(form)
    if form.errors.keys() & {"repeat", "interval", "until", "count"}:
        return None
    written = form.value("rule") if repeat == BY_HAND else _written(form, repeat, interval)
    if end and not {"COUNT", "UNTIL"} & {part[:5].upper() for part in written.split(";")}:
        written = f"{written};{end}"
    try:
        rule = read(written)
    except Invalid as refusal:
        form.wrong("rule" if repeat == BY_HAND else "until", refusal.fields["rule"])
        return None
    if rule.until is not None and rule.until < starts_on:
        form.wrong("until", _("Tiene que terminar después de empezar."))
    return rule


def rule_fields(rule: Rule) -> Mapping[str, list[str]]:
    """The choices that say this rule, else the rule itself."""
    if not _is_simple(rule):
        return {"repeat": [BY_HAND], "rule": [str(rule)]}
    nth = next((day for day in rule.by_day if day.nth), None)
    return {
        "repeat": [rule.freq],
        "interval": [str(rule.interval)] if rule.interval > 1 else [],
        "weekdays": [WEEKDAYS[day.weekday] for day in rule.by_day if not day.nth],
        "monthly": ["nth"] if nth else ["day"],
        "nth": [str(nth.nth)] if nth else [],
        "nth_weekday": [WEEKDAYS[nth.weekday]] if nth else [],
        "until": [rule.until.isoformat()] if rule.until else [],
        "count": [str(rule.count)] if rule.count else [],
    }


def _end(form: Form) -> str:
    count = form.whole("count", least=1, most=MOST_TIMES)
    until = form.day("until") if form.value("until") else None
    if count and until:
        form.wrong("count", _("Elegir una fecha final o un número de veces, no ambas."))
    if until is not None:
        return f"UNTIL={until:%Y%m%d}"
    return f"COUNT={count}" if count else ""


def _written(form: Form, repeat: str, interval: int) -> str:
    days = ""
    if repeat == "WEEKLY":
        days = ",".join(form.choices("weekdays", WEEKDAYS, required=False))
    if repeat == "MONTHLY" and form.value("monthly") == "nth":
        days = form.choice("nth", NTHS) + form.choice("nth_weekday", WEEKDAYS)
    return f"FREQ={repeat};INTERVAL={interval}" + (f";BYDAY={days}" if days else "")


def _is_simple(rule: Rule) -> bool:
    plain = msgspec.structs.replace(rule, by_day=())
    bare = Rule(freq=rule.freq, interval=rule.interval, count=rule.count, until=rule.until)
    if plain != bare:
        return False
    if rule.freq == "MONTHLY":
        return all(str(day.nth) in NTHS for day in rule.by_day) and len(rule.by_day) <= 1
    return not rule.by_day or (rule.freq == "WEEKLY" and _plain_days(rule.by_day))


def _plain_days(days: tuple[ByDay, ...]) -> bool:
    return all(day.nth is None for day in days)
