"""How a registration stands, in words for whoever holds its link."""

from events.attendance.domain.reserving.registrations import Seat
from events.planning.domain.event import Event
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


def heading(seat: Seat, event: Event) -> str:
    """In two or three words."""
    if event.status == "cancelled":
        return _("La actividad se canceló")
    if seat.turn:
        return _("Hay lugar para una parte del grupo")
    return {
        "confirmed": _("Lugar confirmado"),
        "offered": _("Hay lugar: falta aceptarlo"),
        "waiting": _("En lista de espera"),
        "lapsed": _("El ofrecimiento venció"),
        "cancelled": _("Reserva cancelada"),
    }[seat.status]


def sentences(seat: Seat, event: Event) -> list[str]:
    """What that means, one thing after the other."""
    if event.status == "cancelled":
        return [_("Ya no hace falta asistir.")]
    return {
        "confirmed": _confirmed, "offered": _offered, "waiting": _waiting, "lapsed": _lapsed,
        "cancelled": _cancelled,
    }[seat.status](seat)  # fmt: skip


def _confirmed(seat: Seat) -> list[str]:
    kept = ngettext("Hay %(n)s lugar apartado.", "Hay %(n)s lugares apartados.", seat.people)
    return [kept, _("En la entrada no hace falta mostrar nada.")]


def _offered(seat: Seat) -> list[str]:
    return [
        ngettext(
            "Se liberó %(n)s lugar para esta reserva.",
            "Se liberaron %(n)s lugares para esta reserva.",
            seat.people,
        )
    ]


def _waiting(seat: Seat) -> list[str]:
    asked = ngettext("Se pidió %(n)s lugar.", "Se pidieron %(n)s lugares.", seat.people)
    if not seat.open:
        return [asked, _("Las reservas cerraron y no se liberó un lugar a tiempo.")]
    if seat.turn:
        return [asked, _turn(seat)]
    if not seat.ahead:
        return [asked, _("Nadie espera antes: el próximo lugar que alcance es para este grupo.")]
    before = ngettext(
        "%(n)s persona espera antes.", "%(n)s personas esperan antes.", seat.ahead
    )  # fmt: skip
    return [
        asked,
        before,
        _("Los lugares que se liberan se ofrecen en orden, a quien pidió antes."),
    ]


def _turn(seat: Seat) -> str:
    return ngettext(
        "Hay %(n)s lugar libre, que no alcanza para todo el grupo. Se puede venir con menos"
        " personas; si no, pasan quienes siguen y este grupo conserva su número.",
        "Hay %(n)s lugares libres, que no alcanzan para todo el grupo. Se puede venir con menos"
        " personas; si no, pasan quienes siguen y este grupo conserva su número.",
        seat.free,
    )


def _lapsed(_seat: Seat) -> list[str]:
    return [_("No se aceptó a tiempo y el lugar pasó a quien seguía.")]


def _cancelled(_seat: Seat) -> list[str]:
    return [_("El lugar quedó libre para otra persona.")]
