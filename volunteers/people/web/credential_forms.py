"""The forms that qualifications and clearances are written down in."""

from uuid import UUID

from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.people.domain.credentials import KINDS, ROLES, NewClearance, NewQualification
from volunteers.people.domain.renewing import Pick, Verified


def qualification(form: Form) -> NewQualification:
    """What the form says; raises Invalid for what cannot be read."""
    held = NewQualification(
        topic=form.text("topic", most=60),
        role=form.choice("role", ROLES),
        valid_until=form.day("valid_until") if form.value("valid_until") else None,
    )
    form.check()
    return held


def clearance(form: Form) -> NewClearance:
    """What the form says; raises Invalid for what cannot be read."""
    verified = NewClearance(
        kind=form.choice("kind", KINDS),
        verified_on=form.day("verified_on"),
        valid_until=form.day("clear_until") if form.value("clear_until") else None,
    )
    form.check()
    return verified


def verified(form: Form) -> Verified:
    """When records of any kind were verified; raises Invalid for what cannot be read."""
    told = Verified(
        form.day("verified_on"), form.day("clear_until") if form.value("clear_until") else None
    )
    form.check()
    return told


def picks(form: Form) -> list[Pick]:
    """The records that were ticked, each «person.kind»."""
    chosen = []
    for value in form.values("chosen"):
        volunteer, _dot, kind = value.partition(".")
        try:
            chosen.append(Pick(UUID(volunteer), KINDS[KINDS.index(kind)]))
        except ValueError:
            form.wrong("chosen", _("Elegir una de las opciones."))
    return chosen


def several(form: Form) -> list[UUID]:
    """The qualifications that were ticked."""
    chosen = []
    for value in form.values("chosen"):
        try:
            chosen.append(UUID(value))
        except ValueError:
            form.wrong("chosen", _("Elegir una de las opciones."))
    return chosen


def beside(form: Form, refusal: Invalid) -> Form:
    """The clearance form with its mistakes; both forms stand on one page, so its names differ."""
    for name, sentence in refusal.fields.items():
        form.wrong("clear_until" if name == "valid_until" else name, sentence)
    return form
