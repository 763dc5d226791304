"""The shape of a database as its catalogue tells it, and what of one shape another has lost."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from server.foundation.database import fetch

COLUMNS: Final = """
    SELECT c.relname AS table, a.attname AS column,
        format_type(a.atttypid, a.atttypmod) AS kind, a.attnotnull AS required,
        a.atthasdef OR a.attidentity <> '' AS filled
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
        AND a.attnum > 0 AND NOT a.attisdropped
"""
MIGRATIONS: Final = "migration"


class Column(Struct, frozen=True):
    """One column: its type, and whether it must be given or is filled when left out."""

    kind: str
    required: bool
    filled: bool


Schema = dict[tuple[str, str], Column]


async def schema() -> Schema:
    """Every column of every table, but for the list of migrations."""
    return {
        (row["table"], row["column"]): Column(row["kind"], row["required"], row["filled"])
        for row in await fetch(COLUMNS)
        if row["table"] != MIGRATIONS
    }


def columns(of: Schema) -> dict[str, list[str]]:
    """The columns of each table."""
    return {table: [name for at, name in of if at == table] for table in sorted({t for t, _ in of})}


def losses(older: Schema, newer: Schema) -> Iterator[str]:
    """What code written for the older shape cannot do on the newer one.

    It finds every table and column with the type it knows, and may leave out what it does not know.
    """
    for at, column in sorted(older.items()):
        became = newer.get(at)
        name = ".".join(at)
        if became is None:
            yield f"{name} is gone"
        elif became.kind != column.kind:
            yield f"{name} was {column.kind}, is {became.kind}"
        elif became.required and not column.required:
            yield f"{name} must be given"
    known = {table for table, _ in older}
    for at, column in sorted(newer.items()):
        if at not in older and at[0] in known and column.required and not column.filled:
            yield f"{'.'.join(at)} is new and must be given"
