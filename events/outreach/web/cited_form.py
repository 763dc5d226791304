"""The form in which a figure from elsewhere is cited."""

from datetime import date
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.cited import citing
from events.outreach.domain.cited.citing import Fact
from events.outreach.domain.cited.fact_written import LONGEST, MOST, FactWritten
from events.outreach.domain.indicators import reading
from events.outreach.domain.keeping import may_keep
from events.outreach.web.offered import project_name
from events.planning.domain import codelists
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form

ANYWHERE: Final = "todo"
TEXTS: Final = ("subject", "said", "about", "whose", "source", "link")

Option = tuple[str, str]


class Choices(Struct, frozen=True, kw_only=True):
    """What there is to choose from, as (value, label); `subjects` are those already spoken of."""

    places: list[Option]
    projects: list[Option]
    indicators: list[Option]
    subjects: list[str]


async def choices(by: Actor, fact: Fact | None = None) -> Choices:
    """What the form offers to somebody: a project that is over only where `fact` is of it already.

    Indicators that are measured with citations stay: what was published is kept under one that is.
    """
    own = fact.project if fact else None
    places = [p for p in await codelists.coordinated_by(by) if may_keep(by, p.ine)]
    anywhere = [(ANYWHERE, _("Ninguno en particular"))] if may_keep(by, None) else []
    known = [it for it in await reading.indicators() if it.measure == "cited"]
    return Choices(
        places=anywhere + [(place.ine, place.name) for place in places],
        projects=[
            (str(project.id), project_name(project))
            for project in await codelists.projects(retired=True)
            if not project.retired or project.id == own
        ],
        indicators=[(str(it.id), f"{it.project_name}: {it.code} · {it.name}") for it in known],
        subjects=sorted({fact.subject for fact in await citing.facts(by=by)}),
    )


def blank(given: Choices, subject: str) -> Form:
    """An empty form, perhaps about something that is spoken of already."""
    only = given.places[0][0] if given.places else ""
    return Form({"subject": [subject], "ours": ["no"], "municipality": [only]})


def filled(fact: Fact) -> Form:
    """The form as it stands for a citation."""
    return Form(
        {
            **{name: [getattr(fact, name)] for name in TEXTS},
            "number": ["" if fact.number is None else str(fact.number)],
            "ours": ["si" if fact.ours else "no"],
            "dated": [fact.dated.isoformat() if fact.dated else ""],
            "project": [str(fact.project or "")],
            "indicator": [str(fact.indicator or "")],
            "municipality": [fact.municipality or ANYWHERE],
        }
    )


def written(form: Form, given: Choices) -> FactWritten:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    place = form.choice("municipality", dict(given.places))
    said = FactWritten(
        subject=form.text("subject", most=LONGEST["subject"]),
        said=form.text("said", most=LONGEST["said"]),
        number=form.whole("number", most=MOST),
        about=form.text("about", most=LONGEST["about"], required=False),
        whose=form.text("whose", most=LONGEST["whose"]),
        ours=form.choice("ours", ("si", "no")) == "si",
        source=form.text("source", most=LONGEST["source"]),
        link=form.text("link", most=LONGEST["link"], required=False),
        dated=_day(form, "dated"),
        project=_chosen(form, "project", given.projects),
        indicator=_chosen(form, "indicator", given.indicators),
        municipality=None if place == ANYWHERE else place,
    )
    form.check()
    return said


def _chosen(form: Form, name: str, options: list[Option]) -> UUID | None:
    text = form.choice(name, dict(options), required=False)
    return UUID(text) if text in dict(options) and text else None


def _day(form: Form, name: str) -> date | None:
    return form.day(name) if form.value(name) else None
