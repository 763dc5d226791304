"""The forms that qualifications and clearances are written down in."""

from server.foundation.errors import Invalid
from server.web.forms import Form
from volunteers.people.domain.credentials import KINDS, ROLES, NewClearance, NewQualification


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


def beside(form: Form, refusal: Invalid) -> Form:
    """The clearance form with its mistakes; both forms stand on one page, so its names differ."""
    for name, sentence in refusal.fields.items():
        form.wrong("clear_until" if name == "valid_until" else name, sentence)
    return form
