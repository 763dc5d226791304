"""Sex and age in one table: a row for each age, a column for each sex, and what they come to."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.code_names import Names
from events.outreach.domain.totals import Breakdown, Cell
from events.outreach.web.figures_asked import CountedFigures
from server.foundation.translation import gettext as _

Figure = Callable[[Cell], Amount]


class CrossRow(Struct, frozen=True):
    name: str
    cells: list[str]


class Crossing(Struct, frozen=True, kw_only=True):
    """`foot` is the row of the totals; the last column of each row is its own."""

    columns: list[str]
    rows: list[CrossRow]
    foot: CrossRow


def both(found: CountedFigures) -> dict[str, Crossing]:
    """The same table twice: of contacts, and of unique people."""
    names = found.names["sex"], found.names["age_band"]
    ages = found.figures.by["age_band"]
    return {
        name: crossing(found.by_sex, ages, names=names, figure=figure)
        for name, figure in {"contacts": contacts, "people": people}.items()
    }


def contacts(cell: Cell) -> Amount:
    return exactly(cell.contacts)


def people(cell: Cell) -> Amount:
    return Amount(cell.unique_from, cell.unique_to)


def crossing(
    by_sex: Mapping[str, Breakdown],
    ages: Breakdown,
    *,
    names: tuple[Names, Names],
    figure: Figure,
) -> Crossing:
    """Under the names of sexes and of ages; whoever said nothing is a row and a column too."""
    sexes, bands = names

    def text(cell: Cell | None) -> str:
        return figure(cell or Cell()).text

    return Crossing(
        columns=[*(sexes[sex] for sex in by_sex), _("Total")],
        rows=[
            CrossRow(
                name,
                [
                    *(text(part.cells.get(code)) for part in by_sex.values()),
                    text(ages.cells.get(code)),
                ],
            )
            for code, name in bands.items()
        ],
        foot=CrossRow(
            _("Total"), [*(text(part.total) for part in by_sex.values()), text(ages.total)]
        ),
    )
