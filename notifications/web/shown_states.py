"""How notices stand, as the filters of the outbox name it."""

from typing import Final

from notifications.web.outbox_search import addressed
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext
from server.web.forms import Form
from server.web.pages import NavigationItem

ALWAYS: Final = ("", "queued", "sent", "failed")


def filters(counts: dict[str, int], chosen: str, form: Form) -> list[NavigationItem]:
    """The ways to look at the outbox, each with how much it shows; those that show nothing hide.

    What failed comes first: somebody has to do something about it.
    """
    names = {
        "": _("Todos"),
        "failed": _("Fallidos"),
        "queued": _("Por enviar"),
        "held": _("Retenidos por horario"),
        "in_flight": _("En camino"),
        "doubt": _("En duda"),
        "sent": _("Enviados"),
        "kept": _("Solo en Convoca"),
        "delivered": _("Entregados"),
        "read": _("Leídos"),
        "superseded": _("Sin efecto"),
    }
    return [
        NavigationItem(
            addressed(form, estado=name), f"{label} ({counts[name]})", "", name == chosen
        )
        for name, label in names.items()
        if counts[name] or name in {*ALWAYS, chosen}
    ]


def said_again(sent: int) -> str:
    """What was done about notices that failed."""
    if not sent:
        return _("No había nada que enviar de nuevo.")
    return ngettext(
        "%(n)s aviso está en cola y sale en un momento.",
        "%(n)s avisos están en cola y salen en un momento.",
        sent,
    )
