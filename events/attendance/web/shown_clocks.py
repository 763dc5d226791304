"""Moments that a phone noted, corrected for its clock and put in words."""

from datetime import datetime
from typing import Final

from events.planning.domain import when
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

A_MINUTE: Final = 60_000
AN_HOUR: Final = 60
A_DAY: Final = 24 * AN_HOUR


def moment(at: datetime, zone: str) -> str:
    """Such as «sáb 5 dic, 09:14»."""
    return f"{when.short_day(at, zone)}, {when.hour(at, zone)}"


def remark(clock_skew: int) -> str:
    """That a phone's clock was wrong; '' where nobody would notice."""
    if abs(clock_skew) < A_MINUTE:
        return ""
    if clock_skew < 0:
        return _("reloj del teléfono adelantado %(time)s, corregido", time=lasting(clock_skew))
    return _("reloj del teléfono atrasado %(time)s, corregido", time=lasting(clock_skew))


def lasting(milliseconds: int) -> str:
    """How long it is, such as «1 h 5 min» or «3 días»."""
    minutes = round(abs(milliseconds) / A_MINUTE)
    if minutes >= 2 * A_DAY:
        return ngettext("%(n)s día", "%(n)s días", round(minutes / A_DAY))
    hours, rest = divmod(minutes, AN_HOUR)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else ""]
    return " ".join(part for part in parts if part)
