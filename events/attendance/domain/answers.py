"""Which answers about a person a register can hold."""

from collections.abc import Collection
from typing import Final

from events.planning.domain.age_atoms import ATOMS, UNKNOWN
from server.foundation.translation import gettext as _

SEXES: Final = ("female", "male", "other", UNKNOWN)


def wrong(
    sex: str, age_band: str, audience: str | None, *, audiences: Collection[str]
) -> str | None:
    """What is wrong with the answers, in a sentence; None when nothing is."""
    if sex not in SEXES:
        return _("El sexo debe ser uno de estos: %(list)s.", list=", ".join(SEXES))
    if age_band not in ATOMS:
        return _("Esa edad o ese grupo de edad no existe.")
    if audience is not None and audience not in audiences:
        return _("Ese público no existe.")
    return None
