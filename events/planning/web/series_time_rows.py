"""The rows of the form in which the times of a day are written down."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Final

from events.planning.domain.series.pattern import DayTime, minute_of
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _
from server.web.forms import Form

MOST: Final = 8
PARTS: Final = ("key", "label", "starts", "ends")


def time_fields(rows: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """The fields of rows of key, label, start and end."""
    return {
        f"time-{number}-{part}": [value]
        for number, row in enumerate(rows, 1)
        for part, value in zip(PARTS, row, strict=True)
    }


def time_fields_of(times: Iterable[DayTime]) -> dict[str, list[str]]:
    """The fields of the times of a series."""
    return time_fields([(one.key, one.label, one.start, one.ends) for one in times])


def read_times(form: Form) -> tuple[DayTime, ...]:
    """The times written down, without the rows that were left empty."""
    rows = [number for number in range(1, MOST + 1) if _used(form, number)]
    return tuple(_read(form, number) for number in rows or [1])


def shown_rows(form: Form) -> list[int]:
    """The numbers of the rows to show: those in use and one more."""
    used = [number for number in range(1, MOST + 1) if _used(form, number)]
    return list(range(1, min(max(used, default=0) + 1, MOST) + 1))


def _used(form: Form, number: int) -> bool:
    return any(form.value(f"time-{number}-{part}") for part in PARTS[1:])


def _read(form: Form, number: int) -> DayTime:
    starts, ends = form.hour(f"time-{number}-starts"), form.hour(f"time-{number}-ends")
    minutes = minute_of(_clock(ends)) - minute_of(_clock(starts))
    if minutes <= 0:
        form.wrong(f"time-{number}-ends", _("Tiene que terminar después de empezar."))
    return DayTime(
        key=form.value(f"time-{number}-key")[:1],
        label=one_line(form.value(f"time-{number}-label")),
        start=_clock(starts),
        minutes=minutes,
    )


def _clock(hour: time) -> str:
    return f"{hour:%H:%M}"
