"""How a figure was counted, sentence by sentence."""

from collections.abc import Iterator

from events.outreach.domain.amounts import exactly
from events.outreach.domain.explained.explanation import Explanation
from events.outreach.domain.explained.telling import Told
from events.planning.domain import when
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext


def amount(figure: str, explained: Explanation) -> str:
    """The figure itself."""
    if figure == "unique":
        least, most = _n(explained.least), _n(explained.most)
        return least if explained.exact else f"{least}–{most}"
    return _n(
        {
            "contacts": explained.contacts,
            "headcount": explained.counted + explained.adjusted,
            "check_ins": explained.recorded,
            "events": explained.events,
        }[figure]
    )


def sentences(figure: str, explained: Explanation, *, fullest: str) -> list[str]:
    """How it was put together; `fullest` is what the event with most people is called."""
    match figure:
        case "unique":
            return [_least(explained, fullest), _most(explained)]
        case "headcount":
            return [_counted(explained)]
        case "check_ins":
            return [_recorded(explained)]
        case "events":
            return [_held(explained)]
    return [_contacts(explained)]


def caveats(told: Told, *, zone: str) -> Iterator[str]:
    """What one should know before quoting the figure."""
    explained = told.explanation
    if told.still_open:
        yield ngettext(
            "%(n)s registro sigue abierto: la cifra todavía puede cambiar.",
            "%(n)s registros siguen abiertos: la cifra todavía puede cambiar.",
            told.still_open,
        )
    if explained.adjusted:
        yield _(
            "Incluye ajustes hechos después de cerrar un periodo: %(n)s.",
            n=f"{explained.adjusted:+,}",
        )
    if told.periods > 1:
        yield _(
            "Abarca %(n)s periodos, y las tarjetas de uno no se pueden comparar con las de otro.",
            n=told.periods,
        )
    if told.fresh.pending:
        yield ngettext(
            "%(n)s registro cambió hace un momento y todavía no se vuelve a contar.",
            "%(n)s registros cambiaron hace un momento y todavía no se vuelven a contar.",
            told.fresh.pending,
        )
    if told.fresh.counted_at is not None:
        at = told.fresh.counted_at
        yield _(
            "Contado el %(day)s a las %(hour)s.", day=when.day(at, zone), hour=when.hour(at, zone)
        )


def _contacts(explained: Explanation) -> str:
    start = ngettext("De %(n)s actividad:", "De %(n)s actividades:", explained.events)
    told = _(
        "%(recorded)s y %(counted)s", recorded=_one_by_one(explained), counted=_only(explained)
    )
    if explained.adjusted:
        change = _("con %(n)s por ajustes", n=f"{explained.adjusted:+,}")
        told = f"{told}, {change}"
    total = ngettext(
        "suman %(n)s contacto.", "suman %(n)s contactos.", explained.contacts,
        n=_n(explained.contacts),
    )  # fmt: skip
    return f"{start} {told}; {total}"


def _one_by_one(explained: Explanation) -> str:
    return ngettext(
        "%(n)s persona se registró", "%(n)s personas se registraron una por una",
        explained.recorded, n=_n(explained.recorded),
    )  # fmt: skip


def _only(explained: Explanation) -> str:
    return ngettext(
        "%(n)s solo se contó", "%(n)s solo se contaron", explained.counted,
        n=_n(explained.counted),
    )  # fmt: skip


def _least(explained: Explanation, fullest: str) -> str:
    least = _n(explained.least)
    match explained.reason:
        case "nobody":
            return _("Como mínimo 0: nadie se registró ni se contó.")
        case "passes":
            return _(
                "Como mínimo %(n)s: esas son las tarjetas distintas que se mostraron.", n=least
            )
        case "fullest":
            return _(
                "Como mínimo %(n)s: esas personas estuvieron a la vez en la actividad más"
                " concurrida, %(event)s.",
                n=least,
                event=fullest,
            )
        case "adjusted":
            return _("Como mínimo %(n)s, con los ajustes ya contados.", n=least)
    return _(
        "Como mínimo %(n)s: personas de distinto sexo o edad son distintas, y los mínimos de esas"
        " partes suman eso.",
        n=least,
    )


def _most(explained: Explanation) -> str:
    if explained.exact:
        return _("Como máximo también %(n)s: por eso es un solo número.", n=_n(explained.most))
    return _(
        "Como máximo %(n)s: %(passes)s tarjetas distintas y %(without)s veces que vino alguien"
        " sin tarjeta, que pudo ser cada vez una persona nueva.",
        n=_n(explained.most),
        passes=_n(explained.passes),
        without=_n(explained.without),
    )


def _counted(explained: Explanation) -> str:
    told = ngettext(
        "En %(n)s actividad se contaron %(counted)s personas sin registrarlas una por una.",
        "En %(n)s actividades se contaron %(counted)s personas sin registrarlas una por una.",
        explained.events,
        counted=_n(explained.counted),
    )
    return f"{told} {_('De ellas solo se sabe cuántas son y lo que se anotó al contarlas.')}"


def _recorded(explained: Explanation) -> str:
    return ngettext(
        "En %(n)s actividad se registraron %(recorded)s personas una por una: %(passes)s con"
        " tarjeta y %(without)s sin tarjeta.",
        "En %(n)s actividades se registraron %(recorded)s personas una por una: %(passes)s con"
        " tarjeta y %(without)s sin tarjeta.",
        explained.events,
        recorded=_n(explained.recorded),
        passes=_n(explained.recorded - explained.without_pass),
        without=_n(explained.without_pass),
    )


def _held(explained: Explanation) -> str:
    return ngettext(
        "Es %(n)s actividad publicada o cerrada que ya empezó, o cuyo registro ya tiene algo.",
        "Son %(n)s actividades publicadas o cerradas que ya empezaron, o cuyo registro ya tiene"
        " algo.",
        explained.events,
    )


def _n(number: int) -> str:
    return exactly(number).text
