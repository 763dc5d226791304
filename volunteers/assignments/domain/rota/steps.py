"""What is to be done for the cheapest change, one thing after the other, and where."""

from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.translation import gettext as _
from server.foundation.translation import later
from volunteers.assignments.domain.solver.changes import Join
from volunteers.assignments.domain.solver.funnel import Funnel
from volunteers.assignments.domain.solver.rules import Rule

# Where on somebody's page a rule is lifted, and what is done there.
ON_THEIR_PAGE: Final[dict[Rule, tuple[str, str]]] = {
    "not_cleared": ("clearance", later("Anotar su constancia")),
    "not_qualified": ("qualification", later("Anotar su formación")),
    "novice": ("about", later("Anotar su experiencia")),
    "too_far": ("limits", later("Cambiar su límite de camino")),
    "week_full": ("limits", later("Cambiar su límite de turnos")),
    "month_full": ("limits", later("Cambiar su límite de turnos")),
    "away": ("absence", later("Cambiar sus ausencias")),
    "unavailable": ("week", later("Cambiar su horario")),
}


class Step(Struct, frozen=True, kw_only=True):
    """One thing to do at `href`; with a `person` but no address, choose them for a `role`.

    Who may not change that person's page has to ask who may.
    """

    label: str
    href: str = ""
    person: UUID | None = None
    role: str = ""


def steps(funnel: Funnel) -> tuple[Step, ...]:
    """What fills a place with the least trouble, in the current language."""
    team = f"/eventos/{funnel.event}/equipo"
    found = [step for join in funnel.change.joins for step in _steps(join, team)]
    if funnel.change.more:
        found.append(Step(label=_("Cambiar cuántas personas hacen falta"), href=team))
    return tuple(found)


def _steps(join: Join, team: str) -> list[Step]:
    if join.person is None:
        return [Step(label=_("Sumar a una persona"), href="/personas/nueva")]
    if not join.lacks:
        return [Step(label=_("Elegir"), person=join.person, role=join.role)]
    if any(lack.rule == "refused" for lack in join.lacks):
        return [Step(label=_("Preguntar otra vez desde el equipo"), href=team)]
    page = f"/personas/{join.person}"
    wanted = dict.fromkeys(ON_THEIR_PAGE[lack.rule] for lack in join.lacks)
    return [
        Step(label=_(label), href=f"{page}#{section}", person=join.person)
        for section, label in wanted
    ]
