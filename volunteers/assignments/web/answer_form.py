"""The forms in which an invitation is answered, and a substitute asked for."""

from typing import Final

from msgspec import Struct

from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.assignments.domain.declining import USUAL
from volunteers.assignments.domain.invitations import ANSWERS, LONGEST_REASON

KINDS: Final = {"expired": "info"}


class Reply(Struct, frozen=True, kw_only=True):
    """An answer, and why, if they said why: a usual reason, their own words, or both."""

    answer: str
    reason: str = ""
    usual: str = ""


def reply(form: Form) -> Reply:
    """What was answered; raises Invalid for what cannot be read."""
    found = Reply(
        answer=form.choice("answer", ANSWERS),
        reason=form.text("reason", most=LONGEST_REASON, required=False),
        usual=form.choice("usual", USUAL, required=False),
    )
    form.check()
    return found


def wish(form: Form) -> str:
    """Why somebody asks for a substitute, which they need not say; raises Invalid."""
    why = form.text("why", most=LONGEST_REASON, required=False)
    form.check()
    return why


def thanks(became: str) -> tuple[str, str]:
    """What is said once an answer is kept, and of which kind the message is."""
    sentences = {
        "accepted": _("Gracias. Quedó anotado que sí."),
        "declined": _("Quedó anotado que no se puede. Gracias por avisar."),
        "expired": _("Gracias: el lugar ya se cubrió. No hace falta hacer nada más."),
    }
    return sentences[became], KINDS.get(became, "success")
