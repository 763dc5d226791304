"""What somebody lacks for a place, and who is beside them there."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from server.foundation.translation import gettext as _
from server.foundation.translation import later
from volunteers.assignments.domain.helper_facts import Held, Helper, Place
from volunteers.people.domain import words

TAKEN: Final = frozenset({"invited", "accepted", "attended", "absent"})
REFUSED: Final = {
    "declined": later("Dijo que no a esta actividad."),
    "withdrawn": later("Ya se le retiró de esta actividad."),
    "substituted": later("Pidió que otra persona tomara su lugar en esta actividad."),
}


def already(helper: Helper, _place: Place) -> str:
    """They have a place there."""
    if helper.status not in TAKEN:
        return ""
    if helper.status == "invited":
        return _("Ya tiene una invitación a esta actividad.")
    return _("Ya está en el equipo de esta actividad.")


def refused(helper: Helper, _place: Place) -> str:
    """They said no there, or were taken off it."""
    said = REFUSED.get(helper.status or "")
    return _(said) if said else ""


def not_cleared(helper: Helper, place: Place) -> str:
    """Minors are expected, and no clearance covers all days of the event."""
    covering = any(
        one.verified_on <= place.first_day and place.last_day <= one.valid_until
        for one in helper.clearances
    )
    if not place.minors or covering:
        return ""
    if not helper.clearances:
        return _("Falta la constancia para trabajar con menores.")
    if not helper.ours:
        return _("La constancia para trabajar con menores no cubre la fecha.")
    return _(
        "La constancia para trabajar con menores vale hasta el %(day)s y no cubre la fecha.",
        day=words.day(max(one.valid_until for one in helper.clearances)),
    )


def not_qualified(helper: Helper, place: Place) -> str:
    """No qualification for a topic of the event is valid through its last day."""
    fitting = [one for one in helper.qualifications if place.role in {"assistant", one.role}]
    if not place.has_topics or _covered(fitting, place.last_day):
        return ""
    if not fitting:
        lead = place.role == "lead"
        return (
            _("Falta formación para dirigir el tema.") if lead else _("Falta formación en el tema.")
        )
    if not helper.ours:
        return _("La formación no cubre la fecha.")
    latest = max(one.valid_until for one in fitting if one.valid_until)
    return _("La formación vale hasta el %(day)s y no cubre la fecha.", day=words.day(latest))


def too_far(helper: Helper, place: Place) -> str:
    """The road from home is longer than they travel."""
    most = helper.limits.travel_minutes
    if place.virtual or most is None or helper.road <= most:
        return ""
    if not helper.ours:
        return _("Queda más lejos de lo que puede viajar.")
    return _(
        "Queda a %(road)s minutos de %(home)s, y viaja %(most)s como mucho.",
        road=helper.road, home=helper.home_name, most=most,
    )  # fmt: skip


def novice(helper: Helper, place: Place) -> str:
    """They have just begun: they never lead, and each needs somebody beside them who can."""
    if not helper.novice:
        return ""
    if place.role == "lead":
        return _("Está empezando: todavía no dirige.")
    if helper.beside.novices < helper.beside.leads:
        return ""
    return _("Está empezando, y al lado hace falta una persona principal con experiencia.")


def apart(helper: Helper, _place: Place) -> str:
    """Somebody is on the team with whom they never work."""
    if not helper.beside.never:
        return ""
    return _("No va con %(names)s, del mismo equipo.", names=", ".join(helper.beside.never))


def _covered(held: Iterable[Held], day: date) -> bool:
    return any(one.valid_until is None or day <= one.valid_until for one in held)
