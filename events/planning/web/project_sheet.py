"""A project and its periods, in words."""

from datetime import date

from babel.dates import format_date
from msgspec import Struct

from events.planning.domain import money
from events.planning.domain.project_periods import Period
from events.planning.domain.projects import Project
from events.planning.domain.when import LOCALES
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _


class ProjectLine(Struct, frozen=True, kw_only=True):
    """A project in the list of them."""

    slug: str
    name: str
    donor: str
    days: str
    budget: str
    events: int
    retired: bool
    general: bool


class PeriodLine(Struct, frozen=True, kw_only=True):
    """A period of a project in the list of them."""

    days: str
    events: int
    closed: bool
    begun: bool


def line(project: Project) -> ProjectLine:
    """The project as its line shows it."""
    return ProjectLine(
        slug=project.slug,
        name=project.name,
        donor=project.donor,
        days=days(project.starts_on, project.ends_on),
        budget=money.said(project.budget, project.currency) if project.budget is not None else "",
        events=project.events,
        retired=project.retired,
        general=project.slug == "general",
    )


def period(laid: Period) -> PeriodLine:
    """The period as its line shows it."""
    return PeriodLine(
        days=days(laid.first, laid.last), events=laid.events, closed=laid.closed, begun=laid.begun
    )


def days(first: date | None, last: date | None) -> str:
    """Such as «1 ene 2026 – 31 dic 2026»; empty where neither is known."""
    if first and last:
        return f"{_day(first)} – {_day(last)}"
    if first:
        return _("desde el %(day)s", day=_day(first))
    return _("hasta el %(day)s", day=_day(last)) if last else ""


def _day(day: date) -> str:
    return format_date(day, "d MMM y", locale=LOCALES[current_language()])
