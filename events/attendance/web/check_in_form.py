"""What an attendee filled in, read from the form."""

from typing import Final
from uuid import UUID

from events.attendance.domain import codes
from events.attendance.domain.answers import SEXES
from events.attendance.domain.doors import Doorway
from events.attendance.domain.self_check_in import Answers
from events.planning.domain.age_atoms import UNKNOWN, atom_of
from server.foundation.identity import new_id
from server.web.forms import Form

OLDEST: Final = 120


def answers(form: Form, doorway: Doorway, *, card: str | None) -> Answers:
    """The answers, with the age already turned into a band; raises Invalid.

    `card` is the phone's pass, or None for a person who only borrows it.
    """
    age = form.whole("age", least=0, most=OLDEST)
    sex = form.choice("sex", SEXES)
    audience = _audience(form, doorway)
    form.check()
    return Answers(
        id=submission(form),
        sex=sex,
        age_band=UNKNOWN if age is None else atom_of(age),
        audience=audience,
        pass_code=card,
        spoken_code=form.value("spoken_code").strip(),
    )


def submission(form: Form) -> UUID:
    """The id that came with the page, or a new one where somebody wrote another thing there."""
    try:
        return UUID(form.value("id"))
    except ValueError:
        return new_id()


def pass_in(text: str) -> str | None:
    """A pass as a cookie or a hidden field holds it; None for anything else."""
    code = codes.normalise(text)
    return code if code is not None and len(code) == codes.PASS_LENGTH else None


def _audience(form: Form, doorway: Doorway) -> str | None:
    if form.values("audience") == [""]:
        return None
    offered = {slug for slug, _es, _en in doorway.audiences}
    chosen = form.choice("audience", {*offered, UNKNOWN})
    return None if chosen == UNKNOWN else chosen
