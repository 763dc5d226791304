"""When a project is released, and for which stretch of days: so many days after its end."""

from datetime import date, timedelta
from typing import Final

from events.outreach.domain import stretches
from events.outreach.domain.equity.spans import Span

EVERY: Final = {
    "month": stretches.MONTH,
    "quarter": stretches.QUARTER,
    "half": stretches.HALF,
    "year": stretches.YEAR,
}


def first_due(every: str, days_after: int, *, today: date) -> date:
    """The next day on which a stretch is released, today included."""
    return _due(stretches.around(today - timedelta(days=days_after), EVERY[every]), days_after)


def released_on(every: str, days_after: int, due: date) -> Span:
    """The stretch that is released on a due day."""
    return stretches.around(due - timedelta(days=days_after), EVERY[every])


def due_after(every: str, days_after: int, due: date) -> date:
    """The due day of the stretch after the one that is released then."""
    following = released_on(every, days_after, due).last + timedelta(days=1)
    return _due(stretches.around(following, EVERY[every]), days_after)


def _due(stretch: Span, days_after: int) -> date:
    return stretch.last + timedelta(days=days_after)
