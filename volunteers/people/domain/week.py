"""The hours of a week in which somebody has time: what may be said, and what it comes to."""

from collections.abc import Iterable
from datetime import time
from typing import Final

from msgspec import Struct

from server.foundation.translation import gettext as _

DAYS: Final = 7
MOST_A_DAY: Final = 6
MIDNIGHT: Final = time()
END_OF_DAY: Final = 24 * 60


class Window(Struct, frozen=True, order=True):
    """A part of a weekday (0 is Monday); until 00:00 is until the end of that day."""

    weekday: int
    from_time: time
    until_time: time

    @property
    def minutes(self) -> tuple[int, int]:
        """Its first minute of the day, and the one that it reaches up to."""
        return _minute(self.from_time), _minute(self.until_time) or END_OF_DAY


def wrong(window: Window) -> str | None:
    """Why nobody can have time then, if so."""
    hours = (window.from_time, window.until_time)
    if not 0 <= window.weekday < DAYS:
        return _("Ese día de la semana no existe.")
    if any(hour.tzinfo or hour.second or hour.microsecond for hour in hours):
        return _("Falta una hora válida, por ejemplo 09:00.")
    begins, ends = window.minutes
    if begins >= ends:
        return _("Debe terminar después de empezar. Hasta la medianoche es 00:00.")
    return None


def merged(windows: Iterable[Window]) -> list[Window]:
    """The same hours, in order, with those that touch or overlap as one."""
    whole: list[Window] = []
    for window in sorted(windows):
        if whole and _meets(whole[-1], window):
            whole[-1] = _together(whole[-1], window)
            continue
        whole.append(window)
    return whole


def _meets(earlier: Window, later: Window) -> bool:
    return earlier.weekday == later.weekday and later.minutes[0] <= earlier.minutes[1]


def _together(earlier: Window, later: Window) -> Window:
    last = max(earlier, later, key=lambda one: one.minutes[1])
    return Window(earlier.weekday, earlier.from_time, last.until_time)


def _minute(hour: time) -> int:
    return hour.hour * 60 + hour.minute
