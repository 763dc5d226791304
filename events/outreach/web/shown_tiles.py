"""The ledgers as tiles, each with what it was before; they are never added together."""

from typing import Final

from msgspec import Struct

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.changes import Change, Way, change, share_of
from events.outreach.domain.ledgers import Figures
from events.outreach.domain.questions import Question
from events.outreach.web import explained
from server.foundation.translation import gettext as _
from server.foundation.translation import later


class Tile(Struct, frozen=True, kw_only=True):
    """A ledger; without a number nothing was reported, and without a change there is none."""

    label: str
    number: str
    note: str
    symbol: str
    how: str
    change: str = ""
    way: Way = "same"


class Ledger(Struct, frozen=True, kw_only=True):
    """What a ledger holds, now and before; None where nothing was reported."""

    name: str
    now: Amount | None
    before: Amount | None


# What each is called, what it holds, and its icon.
WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "contacts": (later("Contactos"), later("veces que alguien participó"), "hand"),
    "unique": (later("Personas únicas"), later("del mínimo seguro al máximo posible"), "users"),
    "exact": (later("Personas únicas"), later("personas distintas"), "users"),
    "headcount": (later("Solo conteo"), later("contactos que solo se contaron"), "list"),
    "indirect": (later("Indirecto"), later("por réplicas y medios, según se dijo"), "share"),
}


def tiles(
    question: Question, now: Figures, before: Figures, indirect: tuple[int | None, int | None]
) -> list[Tile]:
    """Contacts, unique people, those only counted, and those reached through others."""
    ledgers = [
        Ledger(name="contacts", now=_contacts(now), before=_contacts(before)),
        Ledger(name="unique", now=_people(now), before=_people(before)),
        Ledger(name="headcount", now=_headcount(now), before=_headcount(before)),
        Ledger(name="indirect", now=_known(indirect[0]), before=_known(indirect[1])),
    ]
    return [_tile(ledger, question) for ledger in ledgers]


def said(changed: Change, before: Amount) -> str:
    """Such as «120 más que antes (+12 %)»."""
    if changed.way == "same":
        return _("igual que antes")
    if changed.way == "unclear":
        return _("no se sabe si más o menos que antes (%(before)s)", before=before.text)
    size = changed.size.text
    more = changed.way == "up"
    words = _("%(n)s más que antes", n=size) if more else _("%(n)s menos que antes", n=size)
    share = share_of(changed, before)
    return words if share is None else f"{words} ({share:+,} %)".replace("-", "−")


def _tile(ledger: Ledger, question: Question) -> Tile:
    now, before = ledger.now, ledger.before
    exact = ledger.name == "unique" and now is not None and now.low == now.high
    label, note, symbol = WORDS["exact" if exact else ledger.name]
    changed = None if now is None or before is None else change(now, before)
    return Tile(
        label=_(label),
        number=now.text if now else _("no reportado"),
        note=_(note),
        symbol=symbol,
        how=explained.address(question, figure=ledger.name) if now else "",
        change=said(changed, before) if changed and before else "",
        way=changed.way if changed else "same",
    )


def _contacts(figures: Figures) -> Amount:
    return exactly(figures.total.contacts)


def _people(figures: Figures) -> Amount:
    return Amount(figures.total.unique_from, figures.total.unique_to)


def _headcount(figures: Figures) -> Amount:
    return exactly(figures.total.headcount)


def _known(number: int | None) -> Amount | None:
    return None if number is None else exactly(number)
