"""What an attendee filled in, read from the form."""

from contextlib import suppress
from typing import Final
from uuid import UUID

from events.attendance.domain import codes
from events.attendance.domain.answers import SEXES
from events.attendance.domain.doors import Doorway
from events.attendance.domain.entrance.gate import FIELD, Said
from events.attendance.domain.entrance.self_check_in import Answers
from events.planning.domain.age_atoms import UNKNOWN, atom_of
from server.foundation.errors import Invalid, TooMany
from server.foundation.identity import new_id
from server.web.forms import Form

OLDEST: Final = 120
SLIP: Final = "pase"


def said(form: Form, *, origin: str) -> Said:
    """What shows that somebody stands at the door; whatever came as the id, it is one now."""
    submission = _submission(form)
    form.put("id", str(submission))
    return Said(
        submission=submission, origin=origin, code=form.value(FIELD)[:40], slip=form.value(SLIP)
    )


def answers(form: Form, doorway: Doorway, *, card: str | None) -> Answers:
    """The answers, with the age already turned into a band; raises Invalid.

    `card` is the phone's pass, or None for a person who only borrows it.
    """
    given = Answers(
        id=_submission(form),
        sex=form.choice("sex", SEXES),
        age_band=_age_band(form),
        audience=_audience(form, doorway),
        pass_code=card,
    )
    form.check()
    return given


def refused(form: Form, doorway: Doorway, refusal: Invalid | TooMany) -> Form:
    """The form with everything that is wrong: the door's code, and the answers besides."""
    fields = refusal.fields if isinstance(refusal, Invalid) else {FIELD: refusal.sentence}
    form.refused(Invalid(fields))
    with suppress(Invalid):
        answers(form, doorway, card=None)
    return form


def pass_in(text: str) -> str | None:
    """A pass as a cookie or a hidden field holds it; None for anything else."""
    code = codes.normalise(text)
    return code if code is not None and len(code) == codes.PASS_LENGTH else None


def _submission(form: Form) -> UUID:
    """The id that came with the page, or a new one where somebody wrote another thing there."""
    try:
        return UUID(form.value("id"))
    except ValueError:
        return new_id()


def _age_band(form: Form) -> str:
    """The band; who says that they would rather not is not asked what else they typed."""
    if form.ticked("age_unsaid"):
        return UNKNOWN
    age = form.whole("age", least=0, most=OLDEST)
    return UNKNOWN if age is None else atom_of(age)


def _audience(form: Form, doorway: Doorway) -> str | None:
    if form.values("audience") == [""]:
        return None
    offered = {slug for slug, _es, _en in doorway.audiences}
    chosen = form.choice("audience", {*offered, UNKNOWN})
    return None if chosen == UNKNOWN else chosen
