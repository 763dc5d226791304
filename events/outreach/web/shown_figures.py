"""Figures as the page shows them: words, bars and a map, nothing to decide."""

from collections.abc import Callable, Mapping
from typing import Final

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.charts import Bar, bars_svg
from events.outreach.domain.csv_figures import TOTAL, Row, Table
from events.outreach.domain.ledgers import Dimension
from events.outreach.domain.totals import Cell
from events.outreach.web import explained
from events.outreach.web.figures_asked import AskedFigures, CountedFigures
from events.outreach.web.shown_map import contact_map
from server.foundation.translation import gettext as _

LEDGERS: Final = ("contacts", "unique", "headcount", "check_ins")
How = Callable[[str, str], str]  # the ledger and the code of a row give an address


class Line(Struct, frozen=True, kw_only=True):
    """One row of figures in digits as people read them, each with where it is explained."""

    code: str
    name: str
    contacts: str
    people: str
    headcount: str
    check_ins: str
    how: dict[str, str]


class Part(Struct, frozen=True, kw_only=True):
    """A breakdown: its rows, the total below them, and bars of the unique people."""

    lines: list[Line]
    total: Line
    bars: Markup


class Shown(Struct, frozen=True, kw_only=True):
    """Everything the page says; `exact` where the unique people are known to be one number."""

    total: Line
    exact: bool
    nobody: bool
    events: int
    still_open: int
    parts: dict[Dimension, Part]
    map: Markup
    how_events: str


def shown(found: CountedFigures, *, links: Mapping[str, str]) -> Shown:
    """The page of these figures; `links` lead from municipalities to their own."""
    figures, question = found.figures, found.asked.question
    whole = Row(code=TOTAL, name=_("Total"), cell=figures.total)
    return Shown(
        total=_line(whole, lambda ledger, _code: explained.address(question, figure=ledger)),
        exact=figures.total.unique_from == figures.total.unique_to,
        nobody=figures.total.contacts == 0,
        events=figures.events,
        still_open=len(figures.still_open),
        parts={name: _part(name, table, found.asked) for name, table in found.tables.items()},
        map=contact_map(found.tables["municipality"], links=links),
        how_events=explained.address(question, figure="events"),
    )


def _part(dimension: Dimension, table: Table, asked: AskedFigures) -> Part:
    *rows, total = table.rows
    municipal = dimension == "municipality"
    bars = [
        Bar(
            label=row.name,
            amount=_people(row.cell) if row.cell else None,
            css=f"muni muni-{row.code}" if municipal else "",
        )
        for row in rows
    ]

    def how(ledger: str, code: str) -> str:
        return _how(dimension, code, ledger, asked)

    return Part(
        lines=[_line(row, how) for row in rows],
        total=_line(total, how),
        bars=bars_svg(bars, title=_("Personas únicas")),
    )


def _how(dimension: Dimension, code: str, ledger: str, asked: AskedFigures) -> str:
    """A donor's band is the question about its ages; anything else is a part of the question."""
    question = asked.question
    if code == TOTAL:
        return explained.address(question, figure=ledger)
    if dimension == "age_band" and asked.bands is not None:
        return explained.address(replace(question, age_bands=asked.bands[code]), figure=ledger)
    return explained.address(question, figure=ledger, dimension=dimension, code=code)


def _line(row: Row, how: How) -> Line:
    cell = row.cell or Cell()
    return Line(
        code=row.code,
        name=row.name,
        contacts=exactly(cell.contacts).text,
        people=_people(cell).text,
        headcount=exactly(cell.headcount).text,
        check_ins=exactly(cell.check_ins).text,
        how={name: how(name, row.code) if cell.contacts else "" for name in LEDGERS},
    )


def _people(cell: Cell) -> Amount:
    return Amount(cell.unique_from, cell.unique_to)
