"""What a link stops and what goes on, in words that name no topic."""

from msgspec import Struct

from notifications.domain.contacts.optout import Subscription
from server.foundation.translation import gettext as _
from volunteers.people.domain import words


class Stopping(Struct, frozen=True, kw_only=True):
    """What to tell whoever opens the link; `for_good` is what cannot be taken back."""

    stopped: bool
    what: str
    goes_on: list[str]
    for_good: bool


def stopping(found: Subscription) -> Stopping:
    """What stops, and what does not."""
    if found.reader is not None:
        return Stopping(
            stopped=found.stopped,
            what=_("Los correos que avisan de nuevas cifras."),
            goes_on=[_("Los enlaces que ya llegaron siguen sirviendo.")],
            for_good=False,
        )
    if found.account is None:
        return Stopping(
            stopped=found.stopped,
            what=_("Los mensajes sobre esta reserva: la dirección se borra."),
            goes_on=[
                _("El lugar sigue apartado."),
                _("El enlace personal de la reserva sigue funcionando."),
            ],
            for_good=True,
        )
    channel = words.channels()[found.channel]
    return Stopping(
        stopped=found.stopped,
        what=_("Los avisos de Convoca por este medio: %(channel)s.", channel=channel),
        goes_on=[
            _("Los mismos avisos se leen al entrar, en «Mis avisos»."),
            _("Los enlaces para entrar llegan por correo cuando se piden."),
            _("Por los otros medios anotados, si los hay, se sigue avisando."),
        ],
        for_good=False,
    )


def how_to_stop(channel: str) -> str:
    """What to do when one wants no more of it."""
    if channel == "mail":
        return _("Para dejar de recibirlos basta el enlace al final de cada correo.")
    return _("Para dejar de recibirlos basta responder BAJA.")
