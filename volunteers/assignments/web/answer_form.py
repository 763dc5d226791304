"""The form in which an invitation is answered."""

from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.assignments.domain.invitations import ANSWERS, LONGEST_REASON


def reply(form: Form) -> tuple[str, str]:
    """The answer and why; raises Invalid for what cannot be read."""
    answer = form.choice("answer", ANSWERS)
    reason = form.text("reason", most=LONGEST_REASON, required=False)
    form.check()
    return answer, reason


def thanks(answer: str) -> str:
    """What is said once an answer is kept."""
    if answer == "accepted":
        return _("Gracias. Quedó anotado que sí.")
    return _("Quedó anotado que no se puede. Gracias por avisar.")
