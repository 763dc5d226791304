"""The forms of an event's door: what self check-in asks for, and a link for one more phone."""

from datetime import timedelta
from typing import Final
from uuid import uuid4

from events.attendance.domain.door.door_phones import LASTS, NAME_LENGTH, Terms
from events.attendance.domain.doors import ASKED, Door
from server.foundation.translation import gettext as _
from server.web.forms import Form

HOURS: Final = (12, 72, 168)


def asked(door: Door | None) -> Form:
    """The form as the door stands."""
    spoken = (door.spoken_code if door else None) or ""
    return Form({"asks": [door.asks if door else ASKED[0]], "spoken_code": [spoken]})


def ways_to_ask() -> list[tuple[str, str, str]]:
    """What may be asked for, as (value, label, hint)."""
    said = (
        (_("Nada más"), _("Basta con escanear el cartel en la hora de la actividad.")),
        (_("Clave hablada"), _("Tres números que dice quien facilita.")),
        (_("Código en pantalla"), _("Una pantalla lo muestra y lo cambia cada medio minuto.")),
    )
    return [(way, label, hint) for way, (label, hint) in zip(ASKED, said, strict=True)]


def blank() -> Form:
    """The form for a new link."""
    hours = int(LASTS / timedelta(hours=1))
    name = _("Teléfono de la entrada")
    return Form({"id": [str(uuid4())], "name": [name], "lasts": [str(hours)]})


def lengths() -> list[tuple[str, str]]:
    """How long after the end a link may work."""
    words = (_("12 horas después del final"), _("3 días después"), _("7 días después"))
    return [(str(hours), said) for hours, said in zip(HOURS, words, strict=True)]


def said(asks: str, digits: str) -> str:
    """What self check-in asks for from now on."""
    if asks == "spoken":
        return _("La clave de hoy es %(digits)s.", digits=digits)
    return _("Ya no se pide nada más.")


def wanted(form: Form) -> tuple[str, Terms]:
    """The name of the phone and the terms of its link; raises Invalid."""
    phone = form.reference("id", required=False)
    name = form.text("name", most=NAME_LENGTH)
    lasts = form.choice("lasts", [str(hours) for hours in HOURS])
    form.check()
    return name, Terms(lasts=timedelta(hours=int(lasts)), phone=phone)
