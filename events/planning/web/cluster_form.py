"""The form that says what is called off together."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from events.planning.domain.cancellations import reasons
from events.planning.domain.cluster import Area
from server.foundation.translation import gettext as _
from server.web.forms import Form

LONGEST: Final = timedelta(days=31)


def blank(municipalities: Collection[str], today: date) -> Form:
    """Today from morning to night, everywhere the coordinator plans."""
    values = {
        "municipalities": list(municipalities),
        "from_day": [today.isoformat()],
        "from_hour": ["00:00"],
        "to_day": [today.isoformat()],
        "to_hour": ["23:59"],
    }
    return Form(values)


def area(form: Form, among: Collection[str], zone: str) -> Area:
    """What the form says; raises Invalid with what is wrong in it."""
    there = ZoneInfo(zone)
    found = Area(
        municipalities=frozenset(form.choices("municipalities", among)),
        starts_at=form.moment("from_day", "from_hour", there),
        ends_at=form.moment("to_day", "to_hour", there),
    )
    if not form.errors and not timedelta() < found.ends_at - found.starts_at <= LONGEST:
        form.wrong("to_day", _("El tiempo va desde el inicio hasta 31 días después."))
    form.check()
    return found


def reason(form: Form) -> str:
    """Why everything is called off."""
    return form.choice("reason", [value for value, _label in reasons()])
