"""Reading what is asked of the figures from an address."""

from datetime import date
from typing import Final
from urllib.parse import urlencode

from msgspec import Struct
from msgspec.structs import astuple

from events.outreach.domain.questions import Question
from events.planning.domain import codelists
from events.planning.domain.codelists import Funded, Place
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form
from server.web.requests import Visit


class Wording(Struct, frozen=True):
    """What each part of a question is called in an address."""

    project: str
    municipality: str
    first: str
    last: str


OF_PAGES: Final = Wording("proyecto", "municipio", "desde", "hasta")
OF_PROGRAMS: Final = Wording("project", "municipality", "from", "to")
NAMES: Final[tuple[str, ...]] = astuple(OF_PAGES)


class Offered(Struct, frozen=True, kw_only=True):
    """What somebody may ask about."""

    projects: list[Funded]
    places: list[Place]

    def within(self, question: Question) -> list[Place]:
        """The municipalities that a question is about."""
        asked = question.municipality
        return [place for place in self.places if asked is None or place.ine == asked]


async def offered_to(actor: Actor) -> Offered:
    """Every project, and the municipalities that this actor looks after."""
    return Offered(
        projects=await codelists.projects(), places=await codelists.coordinated_by(actor)
    )


def filled(request: Visit, *, today: date) -> Form:
    """The filters of a page as they were chosen; where no day was, they span this year."""
    usual = {"desde": f"{today.year}-01-01", "hasta": f"{today.year}-12-31"}
    chosen = {name: request.query_params.get(name) or usual.get(name, "") for name in NAMES}
    return Form({name: [value] for name, value in chosen.items()})


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
    form.check()
    return Question(
        zone=zone, project=project or None, municipality=place or None, first=first, last=last
    )


def address(page: str, form: Form, **changed: str) -> str:
    """The address of a page about the same question, or about a changed one."""
    chosen = {name: form.value(name) for name in NAMES} | changed
    return f"{page}?{urlencode({name: value for name, value in chosen.items() if value})}"


def _day(form: Form, name: str) -> date | None:
    return form.day(name) if form.value(name) else None
