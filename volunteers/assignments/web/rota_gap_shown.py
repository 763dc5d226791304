"""The empty places of a rota: why they are empty, and what whoever looks can do about it."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from volunteers.assignments.domain.rota.knowing import Known
from volunteers.assignments.domain.rota.review import Gap, Look, Review
from volunteers.assignments.domain.rota.steps import Step
from volunteers.assignments.web.rota_shown import ADDRESS
from volunteers.people.domain import words


class StepFace(Struct, frozen=True, kw_only=True):
    """One thing to do: a link, or a choice to send; without either it is somebody else's to do."""

    label: str
    name: str = ""
    href: str = ""
    volunteer: str = ""
    role: str = ""


class GapFace(Struct, frozen=True, kw_only=True):
    """An empty place and why, and the cheapest change with the `steps` that make it.

    `href` is where somebody is chosen for it in a draft, `repair` where one is looked for later.
    """

    text: str
    event: str
    funnel: str
    near: tuple[str, ...]
    change: str
    steps: tuple[StepFace, ...]
    href: str
    repair: str


def gaps(look: Look, review: Review, by: Actor) -> list[GapFace]:
    """Those of an event."""
    return [_gap(gap, look.event.id, review, by) for gap in look.gaps]


def _gap(gap: Gap, event: UUID, review: Review, by: Actor) -> GapFace:
    rota, why = review.rota, gap.why
    told = {"role": words.roles()[gap.role]}
    found = [_step(step, review.people, by) for step in why.steps] if why else []
    if rota.state != "draft":
        found = [step for step in found if not step.volunteer]
    return GapFace(
        text=ngettext("Falta %(n)s: %(role)s", "Faltan %(n)s: %(role)s", gap.missing, **told),
        event=str(event),
        funnel=why.funnel if why else "",
        near=why.near if why else (),
        change=why.change if why else "",
        steps=tuple(found),
        href=f"{ADDRESS}/{rota.id}/lugares/{event}/{gap.role}" if rota.state == "draft" else "",
        repair=f"/eventos/{event}/reparacion" if rota.state == "published" else "",
    )


def _step(step: Step, people: Mapping[UUID, Known], by: Actor) -> StepFace:
    if step.person is None:
        return StepFace(label=step.label, href=step.href)
    person = people.get(step.person)
    name = person.name if person else "—"
    if not step.href:
        label = _("Elegir a %(name)s", name=name)
        return StepFace(label=label, volunteer=str(step.person), role=step.role)
    if person is None or not by.reaches(person.home):
        place = person.home_name if person else "—"
        asks = _("Pedirlo a la coordinación de %(municipality)s", municipality=place)
        return StepFace(label=asks)
    return StepFace(label=step.label, name=name, href=step.href)
