"""A donor list and a plan of releases as the page shows them."""

from msgspec import Struct

from events.outreach.domain.releases import schedule
from events.outreach.domain.releases.plans import Plan
from events.outreach.domain.releases.readers import Reader
from events.outreach.domain.releases.stretch_names import called
from events.planning.domain import when
from server.foundation.translation import gettext as _


class ReaderLine(Struct, frozen=True, kw_only=True):
    """Somebody on a list, or who was."""

    id: str
    name: str
    email: str
    language: str
    since: str


class ShownPlan(Struct, frozen=True, kw_only=True):
    """What happens next by itself."""

    next: str
    paused: bool
    trouble: str


def line(reader: Reader, *, zone: str) -> ReaderLine:
    """One line of the list."""
    return ReaderLine(
        id=str(reader.id),
        name=reader.name,
        email=reader.email,
        language=_("Inglés") if reader.language == "en" else _("Español"),
        since=_since(reader, zone),
    )


def plan(plan: Plan, *, zone: str) -> ShownPlan:
    """The next release, and what went wrong with the last."""
    stretch = schedule.released_on(plan.every, plan.days_after, plan.next_on)
    return ShownPlan(
        next=_(
            "El %(day)s se publica «%(stretch)s».",
            day=when.day(plan.next_on, zone),
            stretch=called(stretch),
        ),
        paused=plan.paused_at is not None,
        trouble=plan.trouble,
    )


def _since(reader: Reader, zone: str) -> str:
    if reader.left_at is None:
        return _("desde el %(day)s", day=when.day(reader.added_at, zone))
    day = when.day(reader.left_at, zone)
    if reader.left_by == "self":
        return _("pidió no recibir más el %(day)s", day=day)
    return _("se retiró el %(day)s", day=day)
