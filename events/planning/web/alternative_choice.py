"""Choosing a free alternative without JavaScript: a button that fills the form in."""

from datetime import date, datetime, time
from uuid import UUID

from server.web.forms import Form


def apply_alternative(form: Form) -> bool:
    """Write the alternative that was chosen into the form; False when none was.

    The button `alternativa` sends `day|start|end|venue`; an end on another day names that day.
    """
    try:
        first, begins, ends, venue = form.value("alternativa").split("|")
        day, start = date.fromisoformat(first), time.fromisoformat(begins)
        last, end = _end(ends, day)
        place = str(UUID(venue)) if venue else ""
    except ValueError:
        return False
    form.put("day", day.isoformat())
    form.put("starts", start.isoformat("minutes"))
    form.put("last_day", "" if last == day else last.isoformat())
    form.put("ends", end.isoformat("minutes"))
    form.put("venue", place)
    form.put("alternativa", "")
    return True


def value_of(form: Form) -> str:
    """What a button sends that keeps the form as it is."""
    last = form.value("last_day")
    ends = f"{last}T{form.value('ends')}" if last else form.value("ends")
    return "|".join([form.value("day"), form.value("starts"), ends, form.value("venue")])


def _end(text: str, day: date) -> tuple[date, time]:
    if "T" not in text:
        return day, time.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.date(), moment.time()
