"""The attendance of a programme's cohort as its page shows it."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.learning import completion
from events.attendance.domain.learning.completion import Completed
from events.attendance.domain.learning.completion_records import Cohort, Session
from events.planning.domain import when
from events.planning.domain.programmes import Programme
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


class Line(Struct, frozen=True, kw_only=True):
    """A session and who came; dashes where it has not been held."""

    position: int
    href: str
    title: str
    when: str
    held: bool
    people: int
    passes: int
    without_pass: int
    headcount: int


class Step(Struct, frozen=True):
    """So many sessions, and how many passes came to as many in each period."""

    sessions: int
    passes: list[int]
    enough: bool


class Sheet(Struct, frozen=True, kw_only=True):
    """All of the page but its frame."""

    lines: list[Line]
    completed: str
    completed_note: str
    interval: bool
    assessed: str
    periods: list[str]
    steps: list[Step]
    destroyed: list[str]


def sheet(programme: Programme, cohort: Cohort) -> Sheet:
    """The page of a programme's cohort."""
    return Sheet(
        lines=[_line(session) for session in cohort.sessions],
        completed=_interval(cohort.completed),
        completed_note=_needed(programme),
        interval=not cohort.completed.exact,
        assessed=_assessed(programme, cohort),
        periods=[period.years for period in cohort.periods],
        steps=_steps(programme, cohort, [period.id for period in cohort.periods]),
        destroyed=[period.years for period in cohort.periods if period.destroyed],
    )


def _interval(completed: Completed) -> str:
    if completed.exact:
        return str(completed.least)
    return f"{completed.least}–{completed.most}"


def _needed(programme: Programme) -> str:
    attended = ngettext(
        "tarjetas que vinieron a %(n)s sesión",
        "tarjetas que vinieron a %(n)s sesiones o más",
        programme.needed,
    )
    if programme.pass_mark is None:
        return attended
    return _("%(attended)s y llegaron a %(mark)s", attended=attended, mark=programme.pass_mark)


def _assessed(programme: Programme, cohort: Cohort) -> str:
    if programme.pass_mark is None:
        return ""
    mark = programme.pass_mark
    return ngettext(
        "%(n)s llegó a %(mark)s", "%(n)s llegaron a %(mark)s", cohort.approved, mark=mark
    )


def _steps(programme: Programme, cohort: Cohort, periods: Sequence[UUID]) -> list[Step]:
    spread = completion.distribution(cohort.trails)
    most = max((max(counts) for counts in spread.values()), default=0)
    return [
        Step(n, [spread[p][n] if p in spread else 0 for p in periods], n >= programme.needed)
        for n in range(1, most + 1)
    ]


def _line(session: Session) -> Line:
    return Line(
        position=session.position,
        href=f"/eventos/{session.id}/registro",
        title=session.title,
        when=when.short_day(session.starts_at, session.zone),
        held=session.held,
        people=session.people,
        passes=session.passes,
        without_pass=session.without_pass,
        headcount=session.headcount,
    )
