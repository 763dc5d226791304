"""Reading what is asked of the figures from an address."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain.equity import spans
from events.outreach.domain.questions import Question
from events.outreach.web.offered import Offered, offered_to
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.requests import Visit

__all__ = [
    "NAMES",
    "OF_PAGES",
    "OF_PROGRAMS",
    "Offered",
    "address",
    "filled",
    "link",
    "of_quarter",
    "offered_to",
    "question",
    "read",
]


class Wording(Struct, frozen=True):
    """What each part of a question is called in an address; the last four may come repeatedly."""

    project: str
    municipality: str
    first: str
    last: str
    kinds: str
    topics: str
    audiences: str
    modalities: str


OF_PAGES: Final = Wording(
    "proyecto", "municipio", "desde", "hasta", "tipo", "tema", "publico", "modalidad"
)
OF_PROGRAMS: Final = Wording(
    "project", "municipality", "from", "to", "kind", "topic", "audience", "modality"
)
ONCE: Final = (OF_PAGES.project, OF_PAGES.municipality, OF_PAGES.first, OF_PAGES.last)
OFTEN: Final = (OF_PAGES.kinds, OF_PAGES.topics, OF_PAGES.audiences, OF_PAGES.modalities)
NAMES: Final = (*ONCE, *OFTEN)


def filled(request: Visit, *, today: date) -> Form:
    """The filters of a page as they were chosen; where no day was, they span this year."""
    usual = {"desde": f"{today.year}-01-01", "hasta": f"{today.year}-12-31"}
    return read(request, usual)


def of_quarter(request: Visit, *, today: date) -> Form:
    """The same, but this quarter where no day was chosen; one day alone leaves the other open."""
    quarter = spans.quarter_of(today)
    usual = {"desde": quarter.first.isoformat(), "hasta": quarter.last.isoformat()}
    dated = any(request.query_params.get(name) for name in usual)
    return read(request, {} if dated else usual)


def read(request: Visit, usual: Mapping[str, str]) -> Form:
    """The filters of a page as they were chosen, and `usual` where nothing was."""
    once = {name: request.query_params.get(name) or usual.get(name, "") for name in ONCE}
    often = {name: request.query_params.getall(name, []) for name in OFTEN}
    return Form({name: [value] for name, value in once.items()} | often)


def question(form: Form, offered: Offered, wording: Wording, *, zone: str) -> Question:
    """What the form asks about; raises Invalid with a sentence for each part that makes no sense.

    A day that is left empty sets no limit.
    """
    project = form.choice(
        wording.project, [project.slug for project in offered.projects], required=False
    )
    place = form.choice(wording.municipality, [p.ine for p in offered.places], required=False)
    first, last = _day(form, wording.first), _day(form, wording.last)
    if first and last and last < first:
        form.wrong(wording.last, _("El último día no puede ser anterior al primero."))
    asked = Question(
        zone=zone, project=project or None, municipality=place or None, first=first, last=last
    )
    narrowed = _narrowed(asked, form, offered, wording)
    form.check()
    return narrowed


def address(page: str, form: Form, **changed: str) -> str:
    """The address of a page about the same question, or about a changed one."""
    chosen = {name: form.values(name) for name in NAMES}
    return link(page, chosen | {name: [value] for name, value in changed.items()})


def link(page: str, chosen: Mapping[str, Sequence[str]]) -> str:
    """The address of a page with what was chosen; what is empty is left out."""
    said = {name: [value for value in values if value] for name, values in chosen.items()}
    return f"{page}?{urlencode(said, doseq=True)}"


def _narrowed(asked: Question, form: Form, offered: Offered, wording: Wording) -> Question:
    topics = offered.topic_codes
    chosen = form.choices(wording.topics, topics, required=False)
    return replace(
        asked,
        kinds=form.choices(wording.kinds, offered.kinds, required=False),
        topics=tuple(topics[code] for code in chosen if code in topics),
        audiences=form.choices(wording.audiences, offered.audiences, required=False),
        modalities=form.choices(wording.modalities, offered.modalities, required=False),
    )


def _day(form: Form, name: str) -> date | None:
    return form.day(name) if form.value(name) else None
