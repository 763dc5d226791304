"""Putting the restored database and its secret key in their places, both or neither."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg
from msgspec import Struct

from server.cli.backup_scratch import LONGEST, on_server, quoted
from server.cli.restore_place import RestoreError
from server.foundation.whole_files import remember_folder, written_whole


class Places(Struct, frozen=True, kw_only=True):
    """What goes where; `aside` is whether there is a database to rename first."""

    config: dict[str, Any]
    restored: str
    aside: bool
    key: Path
    secret: bytes


async def swap(places: Places, *, at: datetime) -> str | None:
    """Do so in one step; returns what the database that was there is called now."""
    name = places.config["database"]
    before = named_before(name, at) if places.aside else None
    async with on_server(places.config) as admin:
        try:
            async with admin.transaction():
                if before:
                    await admin.execute(f"ALTER DATABASE {quoted(name)} RENAME TO {quoted(before)}")
                renamed = f"ALTER DATABASE {quoted(places.restored)} RENAME TO {quoted(name)}"
                await admin.execute(renamed)
                with _in_place(places.key, places.secret, at):
                    # Whatever can go wrong has gone wrong by now, but the power.
                    await admin.execute("SELECT 1")
        except asyncpg.ObjectInUseError:
            raise RestoreError(
                "Somebody uses the database again: stop the servers first, on every machine."
            ) from None
    return before


def named_before(name: str, at: datetime) -> str:
    """What the database is called that made room."""
    ending = f"_before_{at:%Y%m%d_%H%M%S}"
    return name[: LONGEST - len(ending)] + ending


@contextmanager
def _in_place(key: Path, secret: bytes, at: datetime) -> Iterator[None]:
    """The key's file holds the secret; one that was there is kept, and comes back on failure."""
    beside = key.with_name(f"{key.name}.before_{at:%Y%m%d_%H%M%S}")
    new = not key.exists()
    other = not new and key.read_bytes().strip() != secret
    key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if other:
        os.link(key, beside)
    if other or new:
        with written_whole(key) as file:
            file.write(secret)
    try:
        yield
    except BaseException:
        if other:
            beside.replace(key)
        if new:
            key.unlink()
        raise
    remember_folder(key.parent)
