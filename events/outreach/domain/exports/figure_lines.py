"""Figures of the ledgers as the tables of a report."""

from collections.abc import Iterator, Mapping

from events.outreach.domain.answered import Dimension, Figures
from events.outreach.domain.bands import OTHER
from events.outreach.domain.code_names import OPEN_LISTS, Names
from events.outreach.domain.exports import wording
from events.outreach.domain.exports.report import Found, Line, Table
from events.outreach.domain.totals import Breakdown, Cell
from server.foundation.translation import gettext as _


def tables_of(figures: Figures, names: Mapping[Dimension, Names]) -> tuple[Table, ...]:
    """The total, then a table for each dimension with the codes in the order of their names."""
    whole = Table(
        dimensions=(),
        title=wording.table_title(()),
        lines=(line((), (_("Total"),), figures.total),),
    )
    return (whole, *_tables(figures, names))


def line(codes: tuple[str, ...], called: tuple[str, ...], cell: Cell) -> Line:
    """Every ledger of a cell."""
    return Line(
        codes=codes,
        names=called,
        contacts=cell.contacts,
        people=Found(cell.unique_from, cell.unique_to),
        headcount=cell.headcount,
        check_ins=cell.check_ins,
    )


def named(dimension: Dimension, code: str, names: Mapping[Dimension, Names]) -> str:
    """What a code is called; a donor's band is its own name, and what is not named is others."""
    if code in names[dimension]:
        return names[dimension][code]
    if code == OTHER:
        return _("Otras edades") if dimension == "age_band" else _("Otros")
    return code


def ordered(dimension: Dimension, code: str, names: Mapping[Dimension, Names]) -> float:
    """Where a code stands among those of its dimension; what has no name comes before `unknown`."""
    codes = list(names[dimension])
    return codes.index(code) if code in codes else len(codes) - 1.5


def _tables(figures: Figures, names: Mapping[Dimension, Names]) -> Iterator[Table]:
    for dimension, part in figures.by.items():
        codes = _listed(dimension, part, names[dimension])
        yield Table(
            dimensions=(dimension,),
            title=wording.table_title((dimension,)),
            lines=tuple(
                line((code,), (named(dimension, code, names),), part.cells.get(code, Cell()))
                for code in codes
            ),
            overlapping=part.overlapping,
        )


def _listed(dimension: Dimension, part: Breakdown, names: Names) -> list[str]:
    """Every place and sex; of longer lists, and where a donor has other ages, what was counted."""
    foreign = not set(part.cells) <= set(names)
    if dimension in OPEN_LISTS or foreign:
        known = [code for code in names if code in part.cells]
        return _with(known, [code for code in part.cells if code not in names])
    return list(names)


def _with(known: list[str], others: list[str]) -> list[str]:
    """What is unknown stays last."""
    split = len(known) - (known[-1:] == ["unknown"])
    return [*known[:split], *others, *known[split:]]
