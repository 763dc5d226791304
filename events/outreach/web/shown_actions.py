"""A network's log as the pages show it: small numbers only to those who keep it."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from babel.dates import format_date
from msgspec import Struct

from events.outreach.domain.amounts import Amount
from events.outreach.domain.beyond import action_months
from events.outreach.domain.beyond.action_months import A_FEW, KINDS, Action, Cell
from events.outreach.domain.upstairs import Network
from events.outreach.web.action_form import name_of, seen_of
from events.planning.domain.when import LOCALES
from server.foundation.identity import Actor
from server.foundation.translation import current_language
from server.foundation.translation import gettext as _


class NetworkLine(Struct, frozen=True, kw_only=True):
    """A network's year in one line: what each kind adds up to, and the months without a word."""

    id: UUID
    name: str
    municipality_ine: str
    municipality: str
    totals: list[str]
    missing: str
    keeps: bool


class Box(Struct, frozen=True, kw_only=True):
    """One number: to be filled in under its name, or to be read."""

    name: str
    seen: str
    label: str
    column: str
    text: str


class MonthLine(Struct, frozen=True, kw_only=True):
    """A month of a network."""

    label: str
    boxes: list[Box]


def line(
    network: Network, place: str, actions: Sequence[Action], missing: Sequence[date], *, by: Actor
) -> NetworkLine:
    """A network's year, from its own actions."""
    keeps = by.may("register", network.municipality)
    totals = action_months.by_kind(actions, to_keepers=keeps)
    return NetworkLine(
        id=network.id,
        name=network.name,
        municipality_ine=network.municipality,
        municipality=place,
        totals=[_text(totals[kind]) for kind in KINDS],
        missing=", ".join(map(month, missing)),
        keeps=keeps,
    )


def totals(actions: Sequence[Action], *, to_keepers: bool) -> list[str]:
    """What each kind of a network's year adds up to."""
    summed = action_months.by_kind(actions, to_keepers=to_keepers)
    return [_text(summed[kind]) for kind in KINDS]


def month_lines(
    actions: Sequence[Action], months: Sequence[date], *, to_keepers: bool
) -> list[MonthLine]:
    """A network's year month by month."""
    people = {action.cell: action.people for action in actions}
    return [
        MonthLine(
            label=month(day),
            boxes=[_box(Cell(day, k), people, to_keepers=to_keepers) for k in KINDS],
        )
        for day in months
    ]


def month(day: date) -> str:
    """Such as «marzo»."""
    return format_date(day, "LLLL", locale=LOCALES[current_language()])


def _box(cell: Cell, people: Mapping[Cell, int], *, to_keepers: bool) -> Box:
    column = action_months.kinds()[cell.kind]
    number = people.get(cell)
    shown = None if number is None else action_months.shown(number, to_keepers=to_keepers)
    return Box(
        name=name_of(cell),
        seen=seen_of(cell),
        label=f"{column}, {month(cell.month)}",
        column=column,
        text=_("menos de 5") if shown == A_FEW and not to_keepers else _text(shown),
    )


def _text(amount: Amount | None) -> str:
    return amount.text if amount else _("no reportado")
