"""The tables of figures as the PDF shows them: bars above rows, or a grid of two dimensions."""

from typing import Any, Final

from events.outreach.domain.equity.sentences import rate_text
from events.outreach.domain.exports import wording
from events.outreach.domain.exports.report import Found, Line, Report, Table
from events.outreach.domain.exports.resident_rates import resident_rates
from server.foundation.translation import gettext as _

# Of each municipality, as everywhere else.
COLOURS: Final = {
    "0108": "#2c56a0", "0115": "#a23b20", "0114": "#0b6577", "0116": "#46690f", "0110": "#96286a",
    "0103": "#7d5600",
}  # fmt: skip
PLAIN: Final = "#2f5d4a"
CHARTED: Final = 14
"""As many rows as a chart can have before it is a second table."""
HIDDEN: Final = "—"
NOBODY: Final = "0"


def figures(report: Report) -> dict[str, Any]:
    """Every table but that of the total."""
    parts = [
        part
        for table in report.parts
        if table.lines
        for part in (_part(table, report), *_rates(table, report))
    ]
    return {"title": _("Las cifras"), "parts": parts}


def people(line: Line) -> str:
    """The unique people of a row."""
    return line.people.text if line.people.known and not line.withheld else HIDDEN


def number(figure: int | None) -> str:
    """A figure of a row."""
    return HIDDEN if figure is None else f"{figure:,}"


def _part(table: Table, report: Report) -> dict[str, Any]:
    known = any(line.people.known for line in table.lines)
    if len(table.dimensions) > 1 and not known:
        return _grid(table)
    charted = len(table.dimensions) == 1 and len(table.lines) <= CHARTED
    headings = [_("Nombre"), _("Contactos")] + ([_("Personas únicas")] if known else [])
    ledgers = [_("Conteo"), _("Individuales")] if report.internal else []
    return {
        "title": table.title,
        "headings": headings + ledgers,
        "rows": [_row(line, report, with_people=known) for line in table.lines],
        "total": None if table.overlapping else _row(report.total, report, with_people=known),
        "note": _("Estas filas no se suman.") if table.overlapping else "",
        "chart": _chart(table, with_people=known) if charted else None,
    }


def _row(line: Line, report: Report, *, with_people: bool) -> list[str]:
    ledgers = [number(line.headcount), number(line.check_ins)] if report.internal else []
    unique = [people(line)] if with_people else []
    return [line.name, number(line.contacts), *unique, *ledgers]


def _chart(table: Table, *, with_people: bool) -> dict[str, Any]:
    """Of the unique people where they are told, or else of the contacts."""
    what = _("%(what)s, personas únicas") if with_people else _("%(what)s, contactos")
    return {
        "name": what % {"what": table.title},
        "bars": [_bar(line, with_people=with_people) for line in table.lines],
    }


def _bar(line: Line, *, with_people: bool) -> dict[str, Any]:
    contacts = Found(line.contacts, line.contacts)
    found = line.people if with_people else contacts
    text = people(line) if with_people else number(line.contacts)
    return {
        "name": line.name,
        "text": text,
        # A sign says nothing to whoever has the chart read aloud.
        "said": Found(withheld=True).text if text == HIDDEN else text,
        "low": found.low or 0,
        "high": found.high or found.low or 0,
        "colour": COLOURS.get(line.codes[0], PLAIN),
    }


def _rates(table: Table, report: Report) -> list[dict[str, Any]]:
    """Beneath the municipalities, what that is for those who live there."""
    if table.dimensions != ("municipality",):
        return []
    rows = [
        [
            it.name,
            number(it.residents),
            number(it.contacts),
            HIDDEN if it.rate is None else rate_text(it.rate),
        ]
        for it in resident_rates(report)
    ]
    headings = [_("Municipio"), _("Habitantes, censo 2018"), _("Contactos")]
    part = {
        "title": _("Por cada 10,000 habitantes"),
        "headings": [*headings, _("Por cada 10,000 habitantes")],
        "rows": rows,
        "total": None,
        "note": "",
        "chart": None,
    }
    return [part] if rows else []


def _grid(table: Table) -> dict[str, Any]:
    """Contacts, the dimension with fewer codes across."""
    told = {line.codes: line for line in table.lines}
    names = [_names(table, at) for at in (0, 1)]
    across = 0 if len(names[0]) <= len(names[1]) else 1
    down = 1 - across

    def cell(row: str, column: str) -> str:
        line = told.get((column, row) if across == 0 else (row, column))
        if line is None:
            return NOBODY
        return HIDDEN if line.contacts is None else f"{line.contacts:,}"

    return {
        "title": table.title,
        "headings": [wording.headings()[table.dimensions[down]], *names[across].values()],
        "rows": [
            [name, *(cell(row, column) for column in names[across])]
            for row, name in names[down].items()
        ],
        "total": None,
        "grid": True,
        "note": _("Contactos. —: reservado. 0: nadie."),
        "chart": None,
    }


def _names(table: Table, at: int) -> dict[str, str]:
    """The codes of one of two dimensions, in the order in which they come, and their names."""
    found: dict[str, str] = {}
    for line in table.lines:
        found.setdefault(line.codes[at], line.names[at])
    return found
