"""Where a backup is restored to, and whether anything is there that must not be lost."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from server.cli.backup_scratch import on_server
from server.foundation import primary
from server.foundation.setting_values import PREFIX, folder, read

SECRET: Final = "secret-key"  # noqa: S105 (a file's name)
# What only people write. What ships with the product is no loss.
PRECIOUS: Final = ("account", "event", "audit_entry", "check_in")
OTHERS: Final = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1"


class RestoreError(Exception):
    """It is not restored; the sentence says why, and what would help."""


def environment(into: str | None) -> dict[str, str]:
    """The environment of the installation to restore to: this one, or what `into` names."""
    if into is None:
        return dict(os.environ)
    if "://" in into:
        return {**os.environ, f"{PREFIX}DATABASE_URL": into}
    elsewhere = {**os.environ, f"{PREFIX}DATA_DIR": into}
    elsewhere.pop(f"{PREFIX}DATABASE_URL", None)
    return elsewhere


def check_secret(environ: Mapping[str, str], secret: bytes, *, replace: bool) -> None:
    """Raise RestoreError where another secret key would be used with the restored data."""
    named = environ.get(f"{PREFIX}SECRET_KEY", "")
    if named and os.fsencode(named) != secret:
        raise RestoreError(
            f"{PREFIX}SECRET_KEY is not the key that the backup was made with, and without that"
            " passes, second steps and closed periods are of no use: take the variable away. The"
            " backup's key is then put into the data folder."
        )
    kept = secret_file(environ)
    if kept.exists() and kept.read_bytes().strip() != secret and not replace:
        raise RestoreError(
            f"{kept} holds another key than the backup was made with. --replace puts the backup's"
            " in its place and keeps this one beside it."
        )


def secret_file(environ: Mapping[str, str]) -> Path:
    """Where the installation keeps its secret key."""
    return read(environ, "DATA_DIR", "data", folder) / SECRET


async def exists(config: dict[str, Any]) -> bool:
    """Whether there is a database of that name."""
    async with on_server(config) as admin:
        found: bool = await admin.fetchval(
            "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", config["database"]
        )
    return found


async def occupied(config: dict[str, Any]) -> bool:
    """Whether the database holds anything that people put there."""
    lent = await primary.connect(**config)
    try:
        for table in PRECIOUS:
            if await lent.fetchval("SELECT to_regclass($1)", f"public.{table}") is not None:
                query = f'SELECT EXISTS (SELECT FROM "{table}")'
                if await lent.fetchval(query):
                    return True
        return False
    finally:
        await lent.close()


async def check(config: dict[str, Any], *, replace: bool) -> bool:
    """Whether there is a database to put aside; raises RestoreError unless that may be done."""
    if not await exists(config):
        return False
    if not replace and await occupied(config):
        raise RestoreError(
            f"The database “{config['database']}” is not empty. --replace keeps it under another"
            " name and puts the backup in its place."
        )
    async with on_server(config) as admin:
        others = await admin.fetchval(OTHERS, config["database"])
    if others:
        raise RestoreError(
            f"{others} connections use the database: stop the servers first, on every machine."
        )
    return True
