"""Making a backup: one moment of the database and the secret key, in one file."""

import asyncio
import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from msgspec import Struct

from server.accounts.domain import backups
from server.accounts.domain.backups import Good
from server.cli.backup_programs import Restoring, dumped
from server.cli.backup_proving import wrong_with
from server.cli.backup_scratch import scratch
from server.cli.backup_snapshot import Moment, moment
from server.foundation import archive_manifest, database, migrations
from server.foundation.archive import packed
from server.foundation.archive_keys import Recipient
from server.foundation.archive_lock import locked
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.whole_files import written_whole

WRONG: Final = "What was restored beside the database is wrong:"


class BackupError(Exception):
    """There is no backup, or none that could be restored; the sentence says why."""


class Wish(Struct, frozen=True, kw_only=True):
    """Where to, for whom to open, and whether it is restored beside the database to see that it
    can be; `told` hears how many bytes of the dump there are so far.
    """

    file: Path
    secret: bytes
    to: tuple[Recipient, ...]
    verify: bool
    told: Callable[[int], None]


async def make(config: dict[str, Any], wish: Wish) -> Good:
    """Make it while everybody works on; raises BackupError, OSError or ProgramError.

    Whatever goes wrong, nothing is left of the file, and what the database remembers is why.
    """
    began = now()
    async with database.connected(config, size=2):
        # What is of an older version has nowhere to remember, or not in this way.
        outdated = await migrations.missing()
        run = None if outdated else await backups.begin(wish.file.name, at=began)
    try:
        await _written(config, wish, at=began)
    except BaseException as error:
        if run:
            async with database.connected(config, size=2):
                await backups.fail(run, str(error) or type(error).__name__, at=now())
        raise
    size = (await asyncio.to_thread(wish.file.stat)).st_size
    made = Good(began, wish.file.name, size, wish.verify)
    if run:
        async with database.connected(config, size=2):
            await backups.end(run, made, by=SYSTEM, locked=bool(wish.to), at=now())
    return made


async def _written(config: dict[str, Any], wish: Wish, *, at: datetime) -> None:
    """The file takes its place only once what it holds was proved, if that is wanted."""
    with written_whole(wish.file) as file:
        async with AsyncExitStack() as stack:
            beside = scratch(config, "verify")
            proving = await stack.enter_async_context(beside) if wish.verify else None
            async with moment(config, at=at) as seen:
                await _packed(packed(_parts(config, wish, seen, proving)), file, wish)
            if proving:
                wrong = await wrong_with(proving, seen.manifest)
                if wrong:
                    raise BackupError(" ".join([WRONG, *wrong]))


async def _packed(pieces: Iterator[bytes], file: IO[bytes], wish: Wish) -> None:
    """In a thread, which is not left alone when nobody waits for it any more."""
    stopped = threading.Event()
    until = itertools.takewhile(lambda _piece: not stopped.is_set(), pieces)
    try:
        await asyncio.to_thread(locked, until, file, wish.to)
    finally:
        stopped.set()


def _parts(
    config: dict[str, Any], wish: Wish, seen: Moment, proving: dict[str, Any] | None
) -> Iterator[tuple[str, bytes]]:
    yield archive_manifest.NAME, archive_manifest.written(seen.manifest)
    yield archive_manifest.SECRET, wish.secret
    pieces = dumped(config, seen.snapshot, seen.manifest.postgres)
    if proving is not None:
        pieces = _fed(pieces, proving, seen.manifest.dumped_by)
    size = 0
    for number, piece in enumerate(pieces):
        yield f"{archive_manifest.DUMP}{number:06}", piece
        size += len(piece)
        wish.told(size)


def _fed(pieces: Iterator[bytes], into: dict[str, Any], major: int) -> Iterator[bytes]:
    """The same pieces, after they went into the database that is to be looked at."""
    with Restoring(into, major) as restoring:
        for piece in pieces:
            restoring.feed(piece)
            yield piece
        restoring.finish()
