"""The form that a programme is written down in."""

from msgspec import Struct

from events.planning.domain import codelists
from events.planning.domain.programme_book import MOST_SESSIONS, ProgrammeDraft
from events.planning.domain.programmes import Programme
from events.planning.web.event_options import values
from server.foundation.identity import Actor
from server.web.forms import Form


class Options(Struct, frozen=True):
    """What may be chosen in the form, as (value, label)."""

    municipalities: list[tuple[str, str]]
    projects: list[tuple[str, str]]


async def options(actor: Actor, programme: Programme | None = None) -> Options:
    """The choices that this coordinator has; with `programme` also what it was given before."""
    places = await codelists.coordinated_by(actor)
    return Options(
        municipalities=[(place.ine, place.name) for place in places],
        projects=await _projects(programme),
    )


def blank(offered: Options) -> Form:
    """The form with what goes without saying filled in."""
    only = offered.municipalities[0][0] if len(offered.municipalities) == 1 else ""
    return Form({"municipality": [only], "project": ["general"]})


def filled(programme: Programme) -> Form:
    """The form as it stands for a programme that exists."""
    mark = "" if programme.pass_mark is None else str(programme.pass_mark)
    return Form(
        {
            "name": [programme.name],
            "cohort": [programme.cohort],
            "municipality": [programme.municipality],
            "project": [programme.project_slug],
            "needed": [str(programme.needed)],
            "assessment": [programme.assessment],
            "pass_mark": [mark],
            "notes": [programme.notes],
            "seen": [programme.changed_at.isoformat()],
        }
    )


def draft(form: Form, offered: Options) -> ProgrammeDraft:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    written = ProgrammeDraft(
        name=form.text("name", most=120),
        cohort=form.text("cohort", most=120, required=False),
        municipality=form.choice("municipality", values(offered.municipalities)),
        project=form.choice("project", values(offered.projects), required=False) or "general",
        needed=_needed(form),
        assessment=form.text("assessment", most=200, required=False),
        pass_mark=form.whole("pass_mark", least=0, most=100),
        notes=form.paragraphs("notes", required=False),
    )
    form.check()
    return written


def _needed(form: Form) -> int:
    number = form.whole("needed", least=1, most=MOST_SESSIONS)
    if number is None:
        form.text("needed")
    return number or 1


async def _projects(programme: Programme | None) -> list[tuple[str, str]]:
    own = programme.project_slug if programme is not None else ""
    offered = {it.slug for it in await codelists.projects()} | {own}
    every = await codelists.projects(retired=True)
    return [(it.slug, it.name) for it in every if it.slug in offered]
