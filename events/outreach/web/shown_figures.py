"""Figures as the page shows them: words, bars and a map, nothing to decide."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.charts import Bar, bars_svg
from events.outreach.domain.csv_figures import Row, Table
from events.outreach.domain.ledgers import Dimension, Figures
from events.outreach.domain.totals import Cell
from events.outreach.web.shown_map import contact_map
from server.foundation.translation import gettext as _


class Line(Struct, frozen=True, kw_only=True):
    """One row of figures in digits as people read them."""

    code: str
    name: str
    contacts: str
    people: str
    headcount: str
    check_ins: str


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


def shown(
    figures: Figures, tables: Mapping[Dimension, Table], *, links: Mapping[str, str]
) -> Shown:
    """The page of these figures; `links` lead from municipalities to their own."""
    return Shown(
        total=_line(Row(code="total", name=_("Total"), cell=figures.total)),
        exact=figures.total.unique_from == figures.total.unique_to,
        nobody=figures.total.contacts == 0,
        events=figures.events,
        still_open=len(figures.still_open),
        parts={name: _part(name, table) for name, table in tables.items()},
        map=contact_map(tables["municipality"], links=links),
    )


def _part(dimension: Dimension, table: Table) -> Part:
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
    return Part(
        lines=[_line(row) for row in rows],
        total=_line(total),
        bars=bars_svg(bars, title=_("Personas únicas")),
    )


def _line(row: Row) -> Line:
    cell = row.cell or Cell()
    return Line(
        code=row.code,
        name=row.name,
        contacts=exactly(cell.contacts).text,
        people=_people(cell).text,
        headcount=exactly(cell.headcount).text,
        check_ins=exactly(cell.check_ins).text,
    )


def _people(cell: Cell) -> Amount:
    return Amount(cell.unique_from, cell.unique_to)
