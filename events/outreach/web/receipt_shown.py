"""A receipt as pages show it: its figures then and now, and what is behind them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from markupsafe import Markup
from msgspec import Struct

from events.attendance.domain import qr
from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.code_names import Names
from events.outreach.domain.ledgers import DIMENSIONS, Dimension
from events.outreach.domain.receipts.checking import Verdict
from events.outreach.domain.receipts.comparing import Change
from events.outreach.domain.receipts.receipt import Receipt
from events.outreach.domain.releases.released import Released
from events.outreach.web import figure_words, receipt_released
from events.planning.domain import when
from events.planning.domain.event import Event
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

MOST_EVENTS: Final = 200
MOST_CORRECTIONS: Final = 20


class ChangeLine(Struct, frozen=True, kw_only=True):
    """One number that is another one now."""

    name: str
    before: str
    now: str


class CellLine(Struct, frozen=True, kw_only=True):
    """A part of the figures, as it was counted when the receipt was made."""

    name: str
    contacts: str
    people: str
    headcount: str


class Face(Struct, frozen=True, kw_only=True):
    """What stands on every receipt, whoever reads it."""

    name: str
    id: str
    seal: str
    short: str
    rule: str
    made: str
    events: int


class ReceiptLine(Struct, frozen=True, kw_only=True):
    """A receipt in a list."""

    href: str
    name: str
    made: str
    short: str
    amount: str
    release: str


def face(receipt: Receipt, *, zone: str) -> Face:
    """The head of a receipt."""
    return Face(
        name=receipt.named,
        id=str(receipt.id),
        seal=receipt.digest.hex(),
        short=receipt.short,
        rule=receipt.rule,
        made=_moment(receipt, zone),
        events=len(receipt.events),
    )


def picture(receipt: Receipt, *, base_url: str) -> Markup:
    """The QR of its address."""
    return Markup(qr.svg(f"{base_url}/recibo/{receipt.id}"))  # noqa: S704 (drawn here, out of numbers)


def line(receipt: Receipt, *, zone: str, release: Released | None = None) -> ReceiptLine:
    """The same for a list; beside the `release` that it belongs to, if to one."""
    return ReceiptLine(
        href=f"/recibo/{receipt.id}",
        name=receipt.named,
        made=_moment(receipt, zone),
        short=receipt.short,
        amount=amount(receipt) or _contacts(receipt),
        release=receipt_released.said(release) if release else "",
    )


def amount(receipt: Receipt) -> str:
    """The figure that it was asked for; empty for one of all of them."""
    found = receipt.about and receipt.about.within(receipt.figures)
    return found.text if found else ""


def parts(receipt: Receipt, names: Mapping[Dimension, Names]) -> list[tuple[str, list[CellLine]]]:
    """The figures by each dimension that they were broken down by, in their usual order."""
    by: dict[str, dict[str, Any]] = receipt.figures["by"]
    return [
        (
            figure_words.dimension(dimension),
            [
                _cell(figure_words.part(names, dimension, code), by[dimension][code])
                for code in sorted(by[dimension], key=_order(names[dimension]))
            ],
        )
        for dimension in DIMENSIONS
        if dimension in by
    ]


def total(receipt: Receipt) -> CellLine:
    """Everything together."""
    return _cell(_("Total"), receipt.figures["total"])


def change_lines(changes: Iterable[Change], names: Mapping[Dimension, Names]) -> list[ChangeLine]:
    """Each number that differs, called by its part and its ledger."""
    return [
        ChangeLine(
            name=_named(change, names),
            before=exactly(change.before).text,
            now=exactly(change.now).text,
        )
        for change in changes
    ]


def listed(receipt: Receipt, verdict: Verdict) -> list[UUID]:
    """The events that are named, those of which something is to be said first."""
    told = [it.event for it in verdict.corrections[:MOST_CORRECTIONS]]
    return list(dict.fromkeys([*told, *verdict.joined, *receipt.events]))[:MOST_EVENTS]


def unlisted(receipt: Receipt, verdict: Verdict) -> int:
    """How many more there are."""
    return max(0, len({*receipt.events, *verdict.joined}) - MOST_EVENTS)


def corrections(verdict: Verdict, events: Sequence[Event], *, zone: str) -> list[str]:
    """A sentence for each register that was written to since."""
    titles = {event.id: event.title for event in events}
    return [
        _(
            "El registro de «%(title)s» se corrigió el %(day)s.",
            title=titles.get(it.event, _("una actividad")),
            day=when.day(it.at, zone),
        )
        for it in verdict.corrections[:MOST_CORRECTIONS]
    ]


def closures(verdict: Verdict, *, zone: str) -> list[str]:
    """A sentence for each period that was closed."""
    return [
        _(
            "El periodo del %(first)s al %(last)s se cerró el %(day)s: sus registros no cambian.",
            first=when.day(period.starts_on, zone),
            last=when.day(period.ends_on, zone),
            day=when.day(period.closed_at, zone),
        )
        for period in verdict.closed
    ]


def _order(listed: Names) -> Callable[[str], int]:
    """As the codes are listed; those that are not, as the ages of a donor, behind them."""
    places = {code: place for place, code in enumerate(listed)}
    return lambda code: places.get(code, len(places))


def _named(change: Change, names: Mapping[Dimension, Names]) -> str:
    called = figure_words.ledger(change.ledger)
    if change.dimension is None or change.code is None:
        return called
    return f"{figure_words.part(names, change.dimension, change.code)}: {called}"


def _cell(name: str, cell: Mapping[str, Any]) -> CellLine:
    return CellLine(
        name=name,
        contacts=exactly(cell["contacts"]).text,
        people=Amount(cell["unique_from"], cell["unique_to"]).text,
        headcount=exactly(cell["headcount"]).text,
    )


def _contacts(receipt: Receipt) -> str:
    number = receipt.figures["total"]["contacts"]
    return ngettext("%(n)s contacto", "%(n)s contactos", number, n=exactly(number).text)


def _moment(receipt: Receipt, zone: str) -> str:
    return f"{when.day(receipt.made_at, zone)}, {when.hour(receipt.made_at, zone)}"
