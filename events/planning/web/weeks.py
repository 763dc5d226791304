"""What comes up, week by week, each called as one would say it."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from babel.dates import format_interval
from msgspec import Struct

from events.planning.domain import when
from events.planning.domain.event import Event
from events.planning.web import shown
from events.planning.web.agenda_filter import monday_of
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _


class Week(Struct, frozen=True):
    """A week of the public agenda; `days` such as «7–13 de diciembre»."""

    name: str
    days: str
    events: list[shown.EventLine]


def weeks(events: Iterable[Event], *, today: date, first: date | None = None) -> list[Week]:
    """The weeks that hold something, for events by time; each week begins on Monday.

    What began earlier is told in the week of `first`, which is that of today where none is given.
    """
    earliest = first or monday_of(today)
    return [
        Week(*_called(monday, today), [shown.line(e, public=True, today=today) for e in held])
        for monday, held in groupby(events, lambda event: max(_monday(event), earliest))
    ]


def _monday(event: Event) -> date:
    return monday_of(when.local_day(event.starts_at, event.zone))


def _called(monday: date, today: date) -> tuple[str, str]:
    locale = when.LOCALES[current_language()]
    days = format_interval(monday, monday + timedelta(days=6), "MMMMd", locale=locale)
    near = {0: _("Esta semana"), 7: _("La próxima semana")}
    named = near.get((monday - monday_of(today)).days)
    return (named, days) if named else (days, "")
