"""What roles, records and days are called where helpers are spoken of."""

from datetime import date, time
from typing import Final

from babel.dates import format_date, get_day_names

from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language, ngettext
from server.foundation.translation import gettext as _
from volunteers.people.domain.week import MIDNIGHT

DAY: Final = {"es": "d 'de' MMMM 'de' y", "en": "d MMMM y"}


def roles() -> dict[str, str]:
    """Each role, the leading one first."""
    return {"lead": _("Principal"), "assistant": _("Asistente")}


def tasks() -> dict[str, str]:
    """What each role does, to whoever is asked to."""
    return {"lead": _("Facilitación principal"), "assistant": _("Apoyo a la facilitación")}


def records() -> dict[str, str]:
    """Each kind of record, the one that work with minors demands first."""
    return {
        "renas": _("RENAS"),
        "police": _("Antecedentes policiacos"),
        "criminal": _("Antecedentes penales"),
    }


def channels() -> dict[str, str]:
    """Each way to reach somebody."""
    return {
        "whatsapp": _("WhatsApp"),
        "sms": _("Mensaje de texto"),
        "call": _("Llamada"),
        "mail": _("Correo electrónico"),
    }


def weekdays() -> list[str]:
    """The days of a week from Monday, as a title: «Lunes»."""
    return [weekday(number).capitalize() for number in range(7)]


def weekday(number: int) -> str:
    """The name of a day, 0 is Monday, as it stands in a sentence: «lunes», in English “Monday”."""
    return str(get_day_names("wide", "stand-alone", LOCALES[current_language()])[number])


def clock(hour: time) -> str:
    """Such as «09:00»."""
    return f"{hour:%H:%M}"


def hours(begins: time, ends: time) -> str:
    """Such as «09:00–12:00»; what ends at midnight ends at 24:00."""
    return f"{clock(begins)}–{clock(ends) if ends != MIDNIGHT else '24:00'}"


def stretch(first: date, last: date) -> str:
    """Such as «Del 3 de diciembre de 2026 al 9 de diciembre de 2026», or the one day."""
    if first == last:
        return day(first)
    return _("Del %(first)s al %(last)s", first=day(first), last=day(last))


def travel(minutes: int) -> str:
    """How far that many minutes of road are."""
    if not minutes:
        return _("Solo en el municipio propio")
    whole, rest = divmod(minutes, 60)
    if not whole:
        return _("Hasta %(n)s minutos", n=rest)
    if not rest:
        return ngettext("Hasta %(n)s hora", "Hasta %(n)s horas", whole)
    return _("Hasta %(hours)s h %(n)s min", hours=whole, n=rest)


def day(day: date) -> str:
    """Such as «3 de diciembre de 2026»."""
    language = current_language()
    return format_date(day, DAY[language], locale=LOCALES[language])
