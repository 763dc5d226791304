"""Saying plainly which places fall behind, and what the rates cannot tell."""

from events.outreach.domain.equity.rates import PEOPLE, Behind, Equity
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


def sentence(behind: Behind, overall: Equity) -> str:
    """Such as «Mixco bajó de 12 a 5 actividades.»; `overall` is all places together."""
    place = behind.place
    match behind.reason:
        case "nothing":
            return _nothing(place)
        case "dropped":
            return _(
                "%(name)s bajó de %(before)s a %(now)s actividades.",
                name=place.name,
                before=place.events_before,
                now=place.events,
            )
        case "few_events":
            held = ngettext("%(n)s actividad", "%(n)s actividades", place.events)
            return _compared(place.name, held, place.events_rate, overall.events_rate)
    reached = ngettext("%(n)s contacto", "%(n)s contactos", place.contacts)
    return _compared(place.name, reached, place.contacts_rate, overall.contacts_rate)


def rate_text(rate: float | None) -> str:
    """With more digits where it is small, so that little is never shown as nothing."""
    if rate is None:
        return _("no se sabe")
    return f"{rate:,.1f}" if rate >= 1 or rate == 0 else f"{rate:,.2f}"


def caveat() -> str:
    """What everybody must know who reads a rate."""
    return _(
        "Las tasas usan la población del censo de 2018, que omitió a cerca del 9 % de las personas"
        " y no sabe cuántas llegaron desde entonces: como se divide entre menos gente de la que"
        " hay, las tasas salen algo altas."
    )


def _nothing(place: Equity) -> str:
    if not place.events_before:
        return _("%(name)s no tuvo ninguna actividad.", name=place.name)
    return ngettext(
        "%(name)s no tuvo ninguna actividad; antes tuvo %(n)s.",
        "%(name)s no tuvo ninguna actividad; antes tuvo %(n)s.",
        place.events_before,
        name=place.name,
    )


def _compared(name: str, got: str, rate: float | None, overall: float | None) -> str:
    return _(
        "%(name)s tuvo %(got)s: %(rate)s por cada %(people)s habitantes, cuando en todos los"
        " municipios juntos son %(overall)s.",
        name=name,
        got=got,
        rate=rate_text(rate),
        people=f"{PEOPLE:,}",
        overall=rate_text(overall),
    )
