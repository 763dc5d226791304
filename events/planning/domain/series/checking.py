"""Whether a pattern can stand, said in sentences."""

from datetime import date
from itertools import pairwise
from typing import Final

from events.planning.domain import casework, recurrence, zones
from events.planning.domain.recurrence_reading import MOST_TIMES
from events.planning.domain.series.pattern import DayTime, Pattern, minute_of, occurrences
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

MOST_DATES_ASIDE: Final = 100
MOST_TIMES_A_DAY: Final = 8
EARLIEST, LATEST = date(2000, 1, 3), date(2094, 1, 1)


def check(pattern: Pattern) -> None:
    """Raise Invalid with a sentence for each part that is wrong."""
    wrong = {
        "zone": None if pattern.zone in zones.known() else _("Esa zona horaria no existe."),
        "times": _wrong_times(pattern.times),
        "starts_on": _wrong_days((pattern.starts_on,)),
        "excluded": _too_many(pattern.excluded),
        "additional": _too_many(pattern.additional) or _wrong_days(pattern.additional),
    }
    found = {field: sentence for field, sentence in wrong.items() if sentence}
    too_many = None if found else _wrong_rule(pattern)
    if too_many:
        found = {"rule": too_many}
    if found:
        raise Invalid(found)


def _wrong_times(times: tuple[DayTime, ...]) -> str | None:
    if not 1 <= len(times) <= MOST_TIMES_A_DAY:
        return _("Hacen falta de uno a %(n)s horarios por día.", n=MOST_TIMES_A_DAY)
    if any(not 5 <= one.minutes <= 24 * 60 for one in times):
        return _("Cada horario dura de cinco minutos a un día.")
    if any(len(one.label) > 40 for one in times):
        return _("El nombre de un horario tiene 40 caracteres como mucho.")
    case = next(filter(None, (casework.wrongly_a_case(one.label) for one in times)), None)
    if case:
        return casework.refusal(case)
    spans = sorted((minute_of(one.start), minute_of(one.start) + one.minutes) for one in times)
    if any(ends > begins for (_from, ends), (begins, _to) in pairwise(spans)):
        return _("Dos horarios del mismo día se traslapan.")
    return None


def _wrong_days(days: tuple[date, ...]) -> str | None:
    if all(EARLIEST <= day <= LATEST for day in days):
        return None
    return _("La fecha debe estar entre los años 2000 y 2093.")


def _too_many(days: tuple[object, ...]) -> str | None:
    if len(days) <= MOST_DATES_ASIDE:
        return None
    return _("Caben %(n)s fechas como mucho.", n=MOST_DATES_ASIDE)


def _wrong_rule(pattern: Pattern) -> str | None:
    if recurrence.unfinished(pattern.rule, pattern.starts_on):
        return _("Una serie abarca cinco años como mucho.")
    number = len(occurrences(pattern))
    if number > MOST_TIMES:
        return _("Una serie tiene %(n)s actividades como mucho.", n=MOST_TIMES)
    return None if number else _("Con esa regla no queda ninguna fecha.")
