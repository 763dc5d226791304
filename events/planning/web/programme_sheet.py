"""A programme as its pages show it, in words."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from events.planning.domain import when, zones
from events.planning.domain.draft import MODALITIES
from events.planning.domain.event import Event
from events.planning.domain.programmes import Programme, Step
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


class Card(Struct, frozen=True, kw_only=True):
    """A programme in the list of all."""

    href: str
    name: str
    cohort: str
    municipality_ine: str
    municipality: str
    project: str
    sessions: str
    rule: str
    starts: str


class Session(Struct, frozen=True, kw_only=True):
    """A position in the line of sessions; without `href` it is a gap."""

    position: int
    id: UUID | None = None
    href: str = ""
    title: str = ""
    when: str = ""
    place: str = ""
    modality: str = ""
    status: str = ""
    early: bool = False
    called_off: list[tuple[str, str]] = []


class Sheet(Struct, frozen=True, kw_only=True):
    """The sessions of a programme, what it takes to complete it, and what is missing for that."""

    sessions: list[Session]
    rule: str
    missing: str
    next_position: int


def card(programme: Programme) -> Card:
    """The programme in the list of all."""
    planned = programme.planned
    return Card(
        href=f"/programas/{programme.id}",
        name=programme.name,
        cohort=programme.cohort,
        municipality_ine=programme.municipality,
        municipality=programme.municipality_name,
        project=programme.project_name,
        sessions=ngettext("%(n)s sesión", "%(n)s sesiones", planned) if planned else "",
        rule=rule(programme),
        starts=when.short_day(programme.starts_at, zones.HOME) if programme.starts_at else "",
    )


def sheet(programme: Programme, steps: Sequence[Step]) -> Sheet:
    """The page of a programme."""
    lacking = programme.needed - programme.planned
    missing = ngettext(
        "Falta planificar %(n)s sesión para que alguien pueda completarlo.",
        "Faltan por planificar %(n)s sesiones para que alguien pueda completarlo.",
        lacking,
    )
    return Sheet(
        sessions=[_session(step) for step in steps],
        rule=rule(programme),
        missing=missing if lacking > 0 else "",
        next_position=programme.last_position + 1,
    )


def rule(programme: Programme) -> str:
    """What it takes to have completed it, such as «4 de 5 sesiones y aprobar «Examen» con 70 %»."""
    attended = _(
        "%(needed)s de %(planned)s sesiones",
        needed=programme.needed,
        planned=max(programme.planned, programme.needed),
    )
    if not programme.assessment:
        return attended
    if programme.pass_mark is None:
        return _(
            "%(attended)s y aprobar «%(assessment)s»",
            attended=attended,
            assessment=programme.assessment,
        )
    return _(
        "%(attended)s y aprobar «%(assessment)s» con %(mark)s %%",
        attended=attended,
        assessment=programme.assessment,
        mark=programme.pass_mark,
    )


def _session(step: Step) -> Session:
    gone = [(f"/eventos/{event.id}", event.title) for event in step.called_off]
    event = step.event
    if event is None:
        return Session(position=step.position, called_off=gone)
    return Session(
        position=step.position,
        id=event.id,
        href=f"/eventos/{event.id}",
        title=event.title,
        when=when.span(event.starts_at, event.ends_at, event.zone),
        place=event.venue_name or "",
        modality=_modality(event),
        status=event.status,
        early=step.early,
        called_off=gone,
    )


def _modality(event: Event) -> str:
    words = dict(zip(MODALITIES, (_("Presencial"), _("Virtual"), _("Mixta")), strict=True))
    return words[event.modality]
