"""The form in which somebody says when they want no notices."""

from datetime import time
from typing import Final

from events.planning.domain import zones
from notifications.domain.contacts.preferences import Quiet
from notifications.domain.contacts.quiet import NIGHT
from notifications.domain.contacts.way import Hours
from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.people.domain.words import clock

USUAL, THESE, NONE = MODES = ("usual", "these", "none")
MIDNIGHT: Final = time()
# The page says along with the hours which ones it showed.
SHOWN: Final = "_shown"


def quiet(form: Form) -> Quiet | None:
    """The hours; None for what is usual. Who typed some means these. Raises Invalid."""
    mode = form.choice("quiet", MODES)
    if mode in MODES and _typed(form):
        mode = THESE
        form.put("quiet", mode)
    zone = form.choice("zone", zones.known())
    hours = Hours(MIDNIGHT, MIDNIGHT)
    if mode == THESE:
        hours = Hours(form.hour("quiet_from"), form.hour("quiet_until"))
        if hours.from_time == hours.until_time:
            form.wrong("quiet_until", _("Las dos horas no pueden ser la misma."))
    form.check()
    return Quiet(hours, zone) if mode != USUAL else None


def filled_in(said: Quiet | None, *, home: str) -> Form:
    """What somebody said; `home` is the zone of the installation."""
    hours = said.hours if said is not None else NIGHT
    none = hours.from_time == hours.until_time
    shown = NIGHT if none else hours
    return Form(
        {
            "quiet": [USUAL if said is None else NONE if none else THESE],
            "quiet_from": [clock(shown.from_time)],
            "quiet_until": [clock(shown.until_time)],
            "zone": [said.zone if said is not None else home],
        }
    )


def modes() -> list[tuple[str, str, str]]:
    """What may be said, each with what it means."""
    night = clock(NIGHT.from_time), clock(NIGHT.until_time)
    return [
        (
            USUAL, _("Lo usual"),
            _("Por WhatsApp y mensaje de texto, nada de %(begins)s a %(ends)s."
              " Por correo, a cualquier hora.", begins=night[0], ends=night[1]),
        ),
        (THESE, _("Otras horas"), _("Por ningún medio en las horas de abajo.")),
        (NONE, _("Sin horas de silencio"), _("Por todos los medios, a cualquier hora.")),
    ]  # fmt: skip


def _typed(form: Form) -> bool:
    """Whether the hours are others than the page showed, whichever was chosen above them."""
    for name in ("quiet_from", "quiet_until"):
        shown = form.values(f"{name}{SHOWN}")
        if shown and form.value(name) not in {"", *shown}:
            return True
    return False


def places(form: Form) -> list[tuple[str, str]]:
    """The clocks to choose from: the usual ones, and the one that was said."""
    offered = dict.fromkeys([*zones.USUAL, form.value("zone")])
    return [(zone, zones.name(zone)) for zone in offered if zone in zones.known()]
