"""Restoring a backup: filled and looked at beside what is there, and only then in its place."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import asyncpg
from msgspec import Struct
from msgspec.structs import replace

from notifications.domain.outbox import restored
from server.accounts.domain import restored as ways_in
from server.accounts.domain.audit import anchoring
from server.cli import restore_place
from server.cli.backup_opening import Contents, filled
from server.cli.backup_proving import wrong_with
from server.cli.backup_scratch import dropped, made, on_server
from server.cli.restore_place import RestoreError
from server.cli.restore_swap import Places, swap
from server.foundation import database, primary
from server.foundation.archive_keys import Identity

ERASED: Final = """
    SELECT subject FROM audit_entry WHERE act = 'person.erased' AND id > $1 ORDER BY id
"""


class Wish(Struct, frozen=True, kw_only=True):
    """Which backup, opened by which keys, and how much of what is there may go."""

    file: Path
    keys: Sequence[Identity]
    replace: bool = False
    drop_old: bool = False
    keep_sessions: bool = False


class Restored(Struct, frozen=True, kw_only=True):
    """As of when everything is again, what the old database is called, and how many notices wait
    for somebody to look at them. `erased` are the people who were forgotten since and are back.
    """

    as_of: datetime
    before: str | None
    set_aside: int
    erased: tuple[str, ...] = ()


async def restore(
    config: dict[str, Any], environ: Mapping[str, str], wish: Wish, contents: Contents,
    *, at: datetime,
) -> Restored:  # fmt: skip
    """Put a backup that was looked through in its place; raises RestoreError or ProgramError.

    Until everything about it is right nothing that was there is touched.
    """
    await restore_place.check(config, replace=wish.replace)
    await _check_server(config, contents)
    key = restore_place.secret_file(environ)
    beside = await made(config, "restore")
    try:
        await _filled(beside, wish, contents)
        waiting = await _calmed(beside, wish, contents, at)
        aside = await restore_place.check(config, replace=wish.replace)
        places = Places(
            config=config, restored=beside["database"], aside=aside,
            key=key, secret=contents.secret,
        )  # fmt: skip
        before = await swap(places, at=at)
    except BaseException:
        await dropped(beside)
        raise
    await _anchored(config, key.parent, at)
    done = Restored(as_of=contents.manifest.made_at, before=before, set_aside=waiting)
    return await _seen_off(done, {**config, "database": before}, wish, contents)


async def _seen_off(
    done: Restored, old: dict[str, Any], wish: Wish, contents: Contents
) -> Restored:  # fmt: skip
    """What there was is asked for what must not be forgotten, and kept unless it is no loss."""
    if done.before is None:
        return done
    erased = await _erased_since(old, contents)
    if not wish.drop_old and await restore_place.occupied(old):
        return replace(done, erased=erased)
    await dropped(old)
    return replace(done, erased=erased, before=None)


async def _erased_since(old: dict[str, Any], contents: Contents) -> tuple[str, ...]:
    """Whom the database that made room had forgotten; empty where it cannot say."""
    lent = await primary.connect(**old)
    try:
        number = contents.manifest.head[0] if contents.manifest.head else 0
        return tuple(row["subject"] for row in await lent.fetch(ERASED, number))
    except asyncpg.UndefinedTableError:
        return ()
    finally:
        await lent.close()


async def _filled(beside: dict[str, Any], wish: Wish, contents: Contents) -> None:
    await asyncio.to_thread(filled, beside, wish.file, wish.keys, contents.manifest.dumped_by)
    wrong = await wrong_with(beside, contents.manifest)
    if wrong:
        raise RestoreError(" ".join(["What came out of it is wrong:", *wrong]))


async def _check_server(config: dict[str, Any], contents: Contents) -> None:
    async with on_server(config) as admin:
        major = admin.get_server_version().major
    if major < contents.manifest.postgres:
        raise RestoreError(
            f"The backup is of PostgreSQL {contents.manifest.postgres} and this server is"
            f" PostgreSQL {major}: restore it to one of version {contents.manifest.postgres} or"
            " newer."
        )


async def _calmed(
    config: dict[str, Any], wish: Wish, contents: Contents, at: datetime
) -> int:  # fmt: skip
    async with database.connected(config, size=2):
        as_of, keep = contents.manifest.made_at, wish.keep_sessions
        await ways_in.shut(as_of=as_of, keep_sessions=keep, at=at)
        return await restored.set_aside(at=at)


async def _anchored(config: dict[str, Any], folder: Path, at: datetime) -> None:
    """The chain's end that was kept outside is of the other database: its evidence stays beside."""
    kept = folder / anchoring.NAME
    if kept.exists():
        await asyncio.to_thread(kept.rename, folder / f"{anchoring.NAME}.before_{at:%Y%m%d_%H%M%S}")
    async with database.connected(config, size=2):
        await anchoring.keep(folder, at=at)
