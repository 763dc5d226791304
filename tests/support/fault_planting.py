"""Writing rows that the database would refuse, to see that somebody notices; nothing stays."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import msgspec

from server.foundation.database import execute, fetch, transaction

CONSTRAINTS: Final = """
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS command
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'x')
"""
INDEXES: Final = """
    SELECT format('DROP INDEX %s', indexrelid::regclass) AS command
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indisunique AND NOT i.indisprimary AND c.relnamespace = 'public'::regnamespace
"""
NEEDED: Final = """
    SELECT a.attname AS name, t.typname AS type
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = $1::text::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull
"""
ANYTHING: Final[Mapping[str, str]] = {
    "uuid": "gen_random_uuid()", "varchar": "'x'", "text": "'x'", "timestamptz": "now()",
    "bytea": "sha256(gen_random_uuid()::text::bytea)", "jsonb": "'[]'::jsonb", "bool": "false",
    "date": "current_date", "time": "'08:00'::time", "int2": "1", "int4": "1", "int8": "1",
    "numeric": "1", "float8": "1", "_varchar": "'{}'::varchar[]", "_uuid": "'{}'::uuid[]",
}  # fmt: skip
Row = tuple[str, Mapping[str, Any]]


class _Undone(Exception):
    """Nothing of it is to stay."""


@asynccontextmanager
async def undone() -> AsyncIterator[None]:
    """What happens in the block is undone."""
    with suppress(_Undone):
        async with transaction():
            yield
            _undo()


def _undo() -> None:
    raise _Undone


async def loosen() -> None:
    """Let anything be written until the transaction ends."""
    await execute("SET LOCAL session_replication_role = replica")
    for query in (CONSTRAINTS, INDEXES):
        for row in await fetch(query):
            await execute(row["command"])


async def plant(rows: Sequence[Row]) -> None:
    """Write rows; what they do not say is anything at all."""
    for table, values in rows:
        needed = {row["name"]: ANYTHING[row["type"]] for row in await fetch(NEEDED, table)}
        given = msgspec.json.encode(dict(values)).decode()
        others = {name: how for name, how in needed.items() if name not in values}
        built = ", ".join(f"'{name}', {how}" for name, how in others.items())
        await execute(
            f'INSERT INTO "{table}" SELECT (jsonb_populate_record(NULL::"{table}",'
            f" jsonb_build_object({built}) || $1::jsonb)).*",
            given,
        )
