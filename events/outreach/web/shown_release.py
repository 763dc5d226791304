"""A release as its pages show it: words, grids of figures, and what is held back."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.answered import Dimension
from events.outreach.domain.code_names import Names
from events.outreach.domain.equity.spans import Span
from events.outreach.domain.exports import wording
from events.outreach.domain.exports.figure_lines import named, ordered
from events.outreach.domain.releases.basis import Code
from events.outreach.domain.releases.known import Known
from events.outreach.domain.releases.naming import with_ages
from events.outreach.domain.releases.released import Released, ReleasedCell, ReleasedTable
from events.outreach.web import shown_days
from events.planning.domain import when
from server.foundation.translation import gettext as _

HIDDEN: Final = "—"
NONE: Final = ReleasedCell(contacts=0, at_least=0, at_most=0)


class CellFace(Struct, frozen=True, kw_only=True):
    """What stands in a cell; `known` is what it is, for who may know, and `why` it is not told."""

    contacts: str
    people: str
    hidden: bool = False
    known: str = ""
    why: str = ""


class RowFace(Struct, frozen=True, kw_only=True):
    """A row of a table; the code of a municipality gives it its colour."""

    code: str
    name: str
    cells: list[CellFace]


class TableFace(Struct, frozen=True, kw_only=True):
    """One dimension goes down; of two, the second goes across, with contacts alone."""

    title: str
    heading: str
    columns: list[str]
    rows: list[RowFace]
    municipal: bool
    overlapping: bool
    people: bool


class ReleaseFace(Struct, frozen=True, kw_only=True):
    """A release in words."""

    title: str
    readers: str
    public: bool
    days: str
    project: str
    made: str
    withdrawn: str
    why_withdrawn: str
    events: str
    hidden: int
    small: int
    total: CellFace
    tables: list[TableFace]
    rule: str


def face(
    release: Released,
    names: Mapping[Dimension, Names],
    *,
    zone: str,
    known: Known | None = None,
    whole_only: bool = False,
) -> ReleaseFace:
    """Everything that its pages say; with what is `known` beside what is told."""
    return ReleaseFace(
        title=release.title,
        readers=readers(release.readers),
        public=release.readers == "public",
        days=shown_days.days(Span(release.first, release.last)),
        project=release.project_name or _("Todos los proyectos"),
        made=when.day(release.made_at, zone),
        withdrawn=when.day(release.withdrawn_at, zone) if release.withdrawn_at else "",
        why_withdrawn=release.withdrawn_why or "",
        events=exactly(release.events).text,
        hidden=release.hidden,
        small=release.small,
        total=total(release.tables, known),
        tables=[] if whole_only else tables(release.tables, with_ages(names, release.ages), known),
        rule=release.rule,
    )


def total(told: tuple[ReleasedTable, ...], known: Known | None) -> CellFace:
    """Everything together; of nobody it is zero."""
    cells = (cell for table in told if not table.dimensions for cell in table.cells)
    return _cell(((), ()), next(cells, NONE), known)


def readers(code: str) -> str:
    """Whom a release is for."""
    return {"public": _("Para todo el mundo"), "donor": _("Para el donante")}[code]


def tables(
    told: tuple[ReleasedTable, ...], names: Mapping[Dimension, Names], known: Known | None
) -> list[TableFace]:
    """Every table in which somebody is."""
    return [
        _crossed(table, names, known) if len(table.dimensions) > 1 else _listed(table, names, known)
        for table in told if table.dimensions and table.cells
    ]  # fmt: skip


def _listed(
    table: ReleasedTable, names: Mapping[Dimension, Names], known: Known | None
) -> TableFace:
    (down,) = table.dimensions
    rows = [
        RowFace(code=code, name=named(down, code, names), cells=[_at(table, (code,), known)])
        for code in _codes(table, 0, names)
    ]
    people = any(cell.at_most is not None for cell in table.cells)
    return _face(table, [], rows, people=people)


def _crossed(
    table: ReleasedTable, names: Mapping[Dimension, Names], known: Known | None
) -> TableFace:
    down, across = table.dimensions
    columns = _codes(table, 1, names)
    rows = [
        RowFace(
            code=code,
            name=named(down, code, names),
            cells=[_at(table, (code, other), known) for other in columns],
        )
        for code in _codes(table, 0, names)
    ]
    return _face(table, [named(across, code, names) for code in columns], rows, people=False)


def _face(
    table: ReleasedTable, columns: list[str], rows: list[RowFace], *, people: bool
) -> TableFace:
    down = table.dimensions[0]
    return TableFace(
        title=wording.table_title(table.dimensions),
        heading=wording.headings()[down],
        columns=columns,
        rows=rows,
        municipal=down == "municipality",
        overlapping="topic" in table.dimensions,
        people=people,
    )


def _codes(table: ReleasedTable, at: int, names: Mapping[Dimension, Names]) -> list[str]:
    codes = {cell.codes[at] for cell in table.cells}
    return sorted(codes, key=lambda code: (ordered(table.dimensions[at], code, names), code))


def _at(table: ReleasedTable, codes: tuple[str, ...], known: Known | None) -> CellFace:
    cell = next((cell for cell in table.cells if cell.codes == codes), NONE)
    return _cell((table.dimensions, codes), cell, known)


def _cell(code: Code, cell: ReleasedCell, known: Known | None) -> CellFace:
    if cell.contacts is None:
        return CellFace(
            contacts=HIDDEN,
            people=HIDDEN,
            hidden=True,
            known=exactly(known.contacts.get(code, 0)).text if known else "",
            why=known.why.get(code, "") if known else "",
        )
    return CellFace(contacts=exactly(cell.contacts).text, people=_people(cell))


def _people(cell: ReleasedCell) -> str:
    if cell.at_most is None:
        return HIDDEN
    if not cell.at_least:
        most = exactly(cell.at_most).text
        return _("a lo más %(n)s", n=most) if cell.at_most else most
    return Amount(cell.at_least, cell.at_most).text
