"""The links with which an invitation is answered in one tap, without a password."""

from notifications.domain.letter import Link
from notifications.domain.notices.standing import Standing
from notifications.domain.office import Office
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.answer_links import answer_address


def links(place: Standing, office: Office) -> tuple[Link, ...]:
    """To accept or decline what is open, or to take an acceptance back."""
    address = _address(place, office)
    if place.status == "accepted":
        return (Link(_("Ya no puedo asistir"), f"{address}?r=no"),)
    return (Link(_("Acepto"), f"{address}?r=si"), Link(_("No puedo"), f"{address}?r=no"))


def late(place: Standing, office: Office) -> tuple[Link, ...]:
    """To accept after all what nobody waits for any more."""
    return (Link(_("Todavía puedo"), f"{_address(place, office)}?r=si"),)


def hint() -> str:
    """What these links do."""
    return _("Para responder no hace falta contraseña, y la respuesta se puede cambiar después.")


def _address(place: Standing, office: Office) -> str:
    return answer_address(office.settings.base_url, place.assignment, office.signer)
