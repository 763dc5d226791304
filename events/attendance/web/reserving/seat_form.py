"""What somebody who wants seats filled in, read from the form."""

from typing import Final
from uuid import UUID, uuid4

from events.attendance.domain.reserving.registrations import Wish
from server.foundation.errors import Invalid
from server.foundation.mailbox import LONGEST, is_mailbox
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _
from server.web.forms import Form

# A field that nobody sees: what is written there, a program wrote.
TRAP: Final = "web"


def blank() -> Form:
    """An empty form. Its id is no UUIDv7: it does not say when it was made."""
    return Form({"id": [str(uuid4())], "people": ["1"]})


def wish(form: Form, *, most: int) -> Wish:
    """What was asked for; raises Invalid."""
    if form.ticked(TRAP):
        raise Invalid({"form": _("No se guardó nada. Dejar en blanco la casilla que lo dice.")})
    people = form.whole("people", least=1, most=most)
    contact = form.text("contact", most=LONGEST, required=False)
    if contact and not is_mailbox(contact):
        form.wrong("contact", _("Falta una dirección de correo válida."))
    form.check()
    return Wish(
        id=_id(form), people=people or 1, contact=contact, language=current_language()
    )  # fmt: skip


def _id(form: Form) -> UUID:
    try:
        return UUID(form.value("id"))
    except ValueError:
        return uuid4()
