"""Figures set out as tables, one for each dimension."""

from collections.abc import Mapping
from typing import Final

from events.outreach.domain.code_names import OPEN_LISTS, Names
from events.outreach.domain.csv_figures import Table, table_of
from events.outreach.domain.ledgers import Dimension, Figures

# Named for scripts, as the columns of the file are: the same in every language.
HEADINGS: Final[dict[Dimension, str]] = {
    "municipality": "municipio",
    "sex": "sexo",
    "age_band": "edad",
    "audience": "público",
    "kind": "tipo",
    "topic": "tema",
}


def tables(figures: Figures, names: Mapping[Dimension, Names]) -> dict[Dimension, Table]:
    """List every place, sex and age band; of the longer lists, only what somebody came to."""
    return {
        dimension: table_of(
            part, dimension=HEADINGS[dimension], names=_listed(dimension, figures, names[dimension])
        )
        for dimension, part in figures.by.items()
    }


def _listed(dimension: Dimension, figures: Figures, names: Names) -> Names:
    if dimension not in OPEN_LISTS:
        return names
    return {code: name for code, name in names.items() if code in figures.by[dimension].cells}
