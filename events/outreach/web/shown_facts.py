"""Citations as the page shows them."""

from uuid import UUID

from msgspec import Struct

from events.outreach.domain.cited.citing import Fact
from events.outreach.domain.cited.side_by_side import Subject
from events.outreach.domain.keeping import may_keep
from events.outreach.web.shown_days import day
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _


class FactLine(Struct, frozen=True, kw_only=True):
    """One citation in words; `href` is empty for who may only read."""

    id: UUID
    subject: str
    said: str
    about: str
    whose: str
    ours: bool
    source: str
    link: str
    dated: str
    tied_to: str
    municipality_ine: str
    municipality: str
    withdrawn: str
    href: str


class SubjectShown(Struct, frozen=True, kw_only=True):
    """What one thing is said to be."""

    name: str
    disagree: bool
    lines: list[FactLine]


def subject(same: Subject, *, by: Actor) -> SubjectShown:
    """The citations of one subject, side by side."""
    return SubjectShown(
        name=same.name,
        disagree=same.disagree,
        lines=[line(fact, by=by) for fact in same.facts],
    )


def line(fact: Fact, *, by: Actor) -> FactLine:
    """One of them."""
    may_change = fact.withdrawn_at is None and may_keep(by, fact.municipality)
    return FactLine(
        id=fact.id,
        subject=fact.subject,
        said=fact.said,
        about=fact.about,
        whose=fact.whose,
        ours=fact.ours,
        source=fact.source,
        link=fact.link,
        dated=day(fact.dated) if fact.dated else _("sin fecha conocida"),
        tied_to=" · ".join(filter(None, (fact.project_name, fact.indicator_name))),
        municipality_ine=fact.municipality or "",
        municipality=fact.municipality_name or "",
        withdrawn=fact.withdrawn_why or "",
        href=f"/alcance/citas/{fact.id}" if may_change else "",
    )
