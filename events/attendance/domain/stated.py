"""The reason that somebody states for a decision, as it is kept."""

from typing import Final

from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

LONGEST: Final = 200


def stated(reason: str) -> str:
    """The reason on one line; raises Invalid for none, or one of more than LONGEST letters."""
    reason = one_line(reason)
    if not reason:
        raise Invalid({"reason": _("Falta el motivo.")})
    if len(reason) > LONGEST:
        raise Invalid({"reason": _("Tiene más de %(n)s caracteres.", n=LONGEST)})
    return reason
