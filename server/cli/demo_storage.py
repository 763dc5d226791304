"""Storing many rows of many tables with few statements."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from piccolo.table import Table

# PostgreSQL takes 32,767 parameters in a statement; the widest table has 26 columns.
AT_ONCE: Final = 1000


async def store(rows: Iterable[Table]) -> None:
    """Insert rows, table by table in the order in which the tables first appear."""
    tables: defaultdict[type[Table], list[Table]] = defaultdict(list)
    for row in rows:
        tables[type(row)].append(row)
    for table, of_it in tables.items():
        for start in range(0, len(of_it), AT_ONCE):
            await table.insert(*of_it[start : start + AT_ONCE])
