"""The forms in which somebody says when they have time in a week."""

from collections import Counter
from collections.abc import Iterable
from datetime import time

from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.people.domain.week import DAYS, MOST_A_DAY, Window, wrong
from volunteers.people.domain.words import clock


def filled(windows: Iterable[Window]) -> Form:
    """The whole week as it was said."""
    form, seen = Form(), Counter[int]()
    for window in windows:
        name = field(window.weekday, seen[window.weekday])
        form.put(f"{name}_from", clock(window.from_time))
        form.put(f"{name}_until", clock(window.until_time))
        seen[window.weekday] += 1
    return form


def lines(form: Form) -> list[list[str]]:
    """The field names of each day: those that are filled in, and one more."""
    return [
        [field(day, line) for line in range(max(2, min(_filled(form, day) + 1, MOST_A_DAY)))]
        for day in range(DAYS)
    ]


def week(form: Form) -> list[Window]:
    """All windows of the week; raises Invalid for what cannot be read."""
    named = [(day, field(day, line)) for day in range(DAYS) for line in range(MOST_A_DAY)]
    windows = [
        _window(form, day, f"{name}_from", f"{name}_until")
        for day, name in named
        if form.value(f"{name}_from") or form.value(f"{name}_until")
    ]
    form.check()
    return windows


def same_hours(form: Form) -> list[Window]:
    """The same hours on the days that were chosen; raises Invalid."""
    days = form.choices("days", [str(day) for day in range(DAYS)])
    if form.errors:
        # The hours are looked at as well, so that every mistake is said at once.
        _window(form, 0, "hours_from", "hours_until")
        raise Invalid(form.errors)
    windows = [_window(form, int(day), "hours_from", "hours_until") for day in days]
    form.check()
    return windows


def field(day: int, line: int) -> str:
    """What the fields of a line of a day begin with."""
    return f"w{day}_{line}"


def _window(form: Form, day: int, begins: str, ends: str) -> Window:
    window = Window(day, _hour(form, begins), _hour(form, ends))
    if not (form.error(begins) or form.error(ends)) and (sentence := wrong(window)):
        form.wrong(ends, sentence)
    return window


def _hour(form: Form, name: str) -> time:
    if form.value(name) == "24:00":
        return time()
    return form.hour(name).replace(second=0, microsecond=0)


def _filled(form: Form, day: int) -> int:
    """How many lines of a day hold something, with the empty ones before them."""
    used = [
        line
        for line in range(MOST_A_DAY)
        if form.value(f"{field(day, line)}_from") or form.value(f"{field(day, line)}_until")
    ]
    return used[-1] + 1 if used else 0


def named_days(form: Form, names: list[str]) -> dict[str, str]:
    """What each field is called where a mistake is told."""
    labels = {}
    for day, named in enumerate(lines(form)):
        for name in named:
            labels[f"{name}_from"] = _("%(day)s, desde", day=names[day])
            labels[f"{name}_until"] = _("%(day)s, hasta", day=names[day])
    return labels
