"""The form on which a line of a register is corrected."""

from collections.abc import Sequence
from typing import Any, Final

from events.attendance.domain import wording
from events.attendance.domain.answers import SEXES
from events.attendance.domain.correcting import Correction
from events.attendance.domain.summary import RegisterLine
from events.planning.domain.age_atoms import ATOMS, UNKNOWN
from events.planning.domain.codelists import Audience
from server.foundation.identity import new_id
from server.foundation.translation import gettext as _
from server.web.forms import Form

MOST: Final = 10_000


def filled(line: RegisterLine) -> Form:
    """The form of a line as it stands."""
    return Form(
        {
            "id": [str(new_id())],
            "sex": [line.sex],
            "age_band": [line.age_band],
            "audience": [line.audience or UNKNOWN],
            "people": [str(line.people)],
        }
    )


def options(audiences: Sequence[Audience], *, many: bool) -> dict[str, Any]:
    """What can be chosen, by field."""
    sexes = wording.sexes()
    bands = wording.age_bands()
    return {
        "sexes": list(sexes.items()) if many else wording.sexes_to_choose(),
        "age_bands": [(band, bands[band]) for band in ATOMS],
        "audiences": [*((a.slug, a.name) for a in audiences), (UNKNOWN, _("Sin dato"))],
    }


def correction(form: Form, audiences: Sequence[Audience], *, many: bool) -> Correction:
    """What the line should have said; raises Invalid."""
    identity = form.reference("id") or new_id()
    sex = form.choice("sex", SEXES)
    age_band = form.choice("age_band", ATOMS)
    audience = form.choice("audience", [*(a.slug for a in audiences), UNKNOWN])
    people = form.whole("people", least=1, most=MOST) if many else None
    form.check()
    return Correction(
        id=identity, sex=sex, age_band=age_band, people=people,
        audience=None if audience == UNKNOWN else audience,
    )  # fmt: skip
