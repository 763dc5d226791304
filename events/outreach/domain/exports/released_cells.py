"""What a release says of an indicator: nothing else about people leaves the house.

An indicator is answered where its filters ask for cells that a table of the release has: its
contacts are the sum of these cells, unique people those of one cell, for they never add up. What a
reader could not reckon from the release itself is withheld.
"""

from itertools import product
from typing import Final

from events.outreach.domain.answered import DIMENSIONS, Dimension
from events.outreach.domain.exports.report import Found, Part
from events.outreach.domain.indicators.indicator import Filters, Indicator
from events.outreach.domain.releases.released import Released, ReleasedCell, ReleasedTable

WITHHELD: Final = Found(withheld=True)
# A code of these is always told: where there is no such cell, there was nobody.
OPEN: Final[frozenset[Dimension]] = frozenset({"municipality", "sex", "age_band", "audience"})
Wanted = dict[Dimension, tuple[str, ...]]


def found_in(release: Released, indicator: Indicator, municipality: str | None) -> Found:
    """The actual of an indicator about people, in a place or everywhere."""
    wanted = _wanted(indicator.filters, municipality)
    if wanted is None:
        return WITHHELD
    cells = _cells(release, wanted)
    return WITHHELD if cells is None else _found(indicator, cells)


def parts_in(release: Released, indicator: Indicator) -> tuple[Part, ...]:
    """The indicator by its breakdowns and by pairs of them, as far as there are such tables."""
    if _wanted(indicator.filters, None) != {}:
        return ()
    asked = [name for name in DIMENSIONS if name in indicator.breakdowns]
    tables = [table for table in release.tables if table.dimensions]
    parts = [_part(table, indicator) for table in tables if set(table.dimensions) <= set(asked)]
    return tuple(part for part in parts if part.cells)


def _part(table: ReleasedTable, indicator: Indicator) -> Part:
    """The cells that are told."""
    found = {cell.codes: _found(indicator, [cell]) for cell in table.cells}
    return Part(
        dimensions=table.dimensions, cells={codes: it for codes, it in found.items() if it.known}
    )


def _wanted(filters: Filters, municipality: str | None) -> Wanted | None:
    """The codes that are asked for by dimension; None where no table could ever answer."""
    if filters.modalities or filters.programmes:
        return None
    wanted: Wanted = {
        "municipality": filters.municipalities,
        "sex": filters.sexes,
        "age_band": filters.age_bands,
        "audience": filters.audiences,
        "kind": filters.kinds,
        "topic": filters.topics,
    }
    if municipality is not None:
        if filters.municipalities and municipality not in filters.municipalities:
            return None
        wanted["municipality"] = (municipality,)
    return {name: codes for name, codes in wanted.items() if codes}


def _cells(release: Released, wanted: Wanted) -> list[ReleasedCell] | None:
    """The cells that together are what is asked for; None where they are not told."""
    asked = _in_bands(release, wanted)
    dimensions = tuple(asked or ())
    table = release.table(dimensions)
    if asked is None or not table or len(asked.get("topic", ())) > 1:
        return None
    found = []
    for codes in product(*asked.values()):
        if codes in table:
            found.append(table[codes])
        elif not set(dimensions) <= OPEN:
            return None
    return found


def _in_bands(release: Released, wanted: Wanted) -> Wanted | None:
    """The ages as the release groups them; None where it puts others with them."""
    atoms = set(wanted.get("age_band", ()))
    if release.ages is None or not atoms:
        return wanted
    bands = {name: held for name, held in release.ages.items() if atoms & set(held)}
    exact = all(set(held) <= atoms for held in bands.values())
    return {**wanted, "age_band": tuple(bands)} if exact else None


def _found(indicator: Indicator, cells: list[ReleasedCell]) -> Found:
    if any(cell.contacts is None for cell in cells):
        return WITHHELD
    if indicator.measure == "contacts":
        contacts = sum(cell.contacts or 0 for cell in cells)
        return Found(contacts, contacts)
    if indicator.measure != "unique" or len(cells) > 1:
        return WITHHELD
    if not cells:
        return Found(0, 0)
    (cell,) = cells
    return people_in(cell)


def people_in(cell: ReleasedCell) -> Found:
    """The unique people of a cell; that there were at least none of some says nothing at all."""
    low = cell.at_least if cell.at_least or not cell.at_most else None
    return Found(low, cell.at_most, withheld=low is None and cell.at_most is None)
