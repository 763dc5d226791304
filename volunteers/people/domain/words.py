"""What roles, records and days are called where helpers are spoken of."""

from datetime import date
from typing import Final

from babel.dates import format_date

from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _

DAY: Final = {"es": "d 'de' MMMM 'de' y", "en": "d MMMM y"}


def roles() -> dict[str, str]:
    """Each role, the leading one first."""
    return {"lead": _("Principal"), "assistant": _("Asistente")}


def records() -> dict[str, str]:
    """Each kind of record, the one that work with minors demands first."""
    return {
        "renas": _("RENAS"),
        "police": _("Antecedentes policiacos"),
        "criminal": _("Antecedentes penales"),
    }


def day(day: date) -> str:
    """Such as «3 de diciembre de 2026»."""
    language = current_language()
    return format_date(day, DAY[language], locale=LOCALES[language])
