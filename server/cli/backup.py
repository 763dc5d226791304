"""Taking backups by hand and by the clock, and seeing that one can be restored."""

import asyncio
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import asyncpg
import click
import msgspec
from msgspec import Struct

from server.accounts.domain import backups
from server.accounts.domain.backups import Good
from server.cli import backup_folder
from server.cli.backup_making import BackupError, Wish, make
from server.cli.backup_opening import keys_of, verified
from server.cli.backup_progress import watched
from server.cli.installation import installation, say
from server.foundation import database
from server.foundation.archive import ArchiveError
from server.foundation.archive_keys import Recipient, recipients
from server.foundation.clock import now
from server.foundation.postgres_programs import ProgramError
from server.foundation.settings import Settings

T = TypeVar("T")
FILE: Final = click.Path(dir_okay=False, path_type=Path)
REFUSALS: Final = (ArchiveError, BackupError, ProgramError)
NOBODY: Final = (
    "Say who may open it: --to age1… or CONVOCA_BACKUP_TO (`convoca backup-key` makes a pair of"
    " keys); or --unencrypted: whoever gets hold of the file then reads everything."
)
NOWHERE: Final = "Name a file, or a folder by CONVOCA_BACKUP_DIR."


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked for on the command line."""

    file: Path | None
    to: tuple[str, ...]
    unencrypted: bool
    no_verify: bool
    verify: bool
    key: Path | None
    scheduled: bool
    as_json: bool


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--to", multiple=True, help="Public key of whoever may open it; may be repeated.")
@click.option("--unencrypted", is_flag=True, help="Whoever gets the file reads everything in it.")
@click.option("--no-verify", is_flag=True, help="Do not restore it beside the database to see.")
@click.option("--verify", is_flag=True, help="Make none: see that FILE can be restored.")
@click.option("--key", type=FILE, help="File of the private key, to open FILE with --verify.")
@click.option("--scheduled", is_flag=True, help="Only if one is due, into CONVOCA_BACKUP_DIR.")
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
def backup(**chosen: Any) -> None:
    """Back everything up into FILE, while everybody works on.

    Without FILE it goes into the folder CONVOCA_BACKUP_DIR, of which the last 7 days, 5 weeks and
    12 months are kept. What was written is restored beside the database and looked at.
    """
    asked = Asked(**chosen)
    try:
        with installation() as (configured, config):
            act = _verified(asked, config) if asked.verify else _made(asked, configured, config)
            say(*asyncio.run(_until_told_to_stop(act)))
    except REFUSALS as error:
        raise click.ClickException(f"{asked.file or 'The backup'}: {error}") from error
    except asyncio.CancelledError:
        raise click.ClickException("It was broken off: there is no backup.") from None


async def _made(asked: Asked, configured: Settings, config: dict[str, Any]) -> list[str]:
    if not asked.scheduled:
        return await _make(asked, configured, config)
    async with backup_folder.alone(config) as alone:
        if not alone or not await _due(configured, config):
            return []
        return await _make(asked, configured, config)


async def _due(configured: Settings, config: dict[str, Any]) -> bool:
    async with database.connected(config, size=2):
        return await backups.is_due(at=now(), zone=configured.timezone)


async def _make(asked: Asked, configured: Settings, config: dict[str, Any]) -> list[str]:
    to = _readers(asked, configured)
    folder = configured.backup_dir if asked.file is None else None
    if folder is None and asked.file is None:
        raise BackupError(NOWHERE)
    began = now()
    with _understood(), watched("Dumped") as told:
        file = asked.file or backup_folder.new_file(folder or Path(), locked=bool(to), at=began)
        wish = Wish(
            file=file, secret=configured.secret_key, to=to, verify=not asked.no_verify, told=told
        )
        made = await make(config, wish)
        gone = backup_folder.rotate(folder, at=now()) if folder else []
    return _told(made, file, gone, asked, now() - began)


@contextmanager
def _understood() -> Iterator[None]:
    """What disks and databases say, as a sentence."""
    try:
        yield
    except ConnectionError:
        raise
    except OSError as error:
        raise BackupError(f"{error.strerror or error}: nothing was left behind.") from error
    except asyncpg.PostgresError as error:
        raise BackupError(f"The database refused: {error}") from error


def _readers(asked: Asked, configured: Settings) -> tuple[Recipient, ...]:
    if asked.unencrypted:
        return ()
    to = recipients(asked.to or configured.backup_to)
    if not to:
        raise BackupError(NOBODY)
    return tuple(to)


def _told(made: Good, file: Path, gone: list[Path], asked: Asked, took: timedelta) -> list[str]:
    seconds = took.total_seconds()
    if asked.as_json:
        names = [one.name for one in gone]
        found = {"file": str(file), "bytes": made.bytes, "as_of": made.began_at}
        more = {"verified": made.verified, "seconds": seconds, "rotated": names}
        return [msgspec.json.encode({**found, **more}).decode()]
    proof = "restored beside the database and found right" if made.verified else "not verified"
    deleted = [f"{len(gone)} older ones were deleted."] if gone else []
    return [f"{file}: {made.bytes:,} bytes in {seconds:.1f} s; {proof}.", *deleted]


async def _verified(asked: Asked, config: dict[str, Any]) -> list[str]:
    if asked.file is None:
        raise BackupError(NOWHERE)
    began = now()
    with _understood():
        manifest = await verified(config, asked.file, keys_of(asked.file, asked.key))
    seconds, rows = (now() - began).total_seconds(), sum(manifest.counts.values())
    if asked.as_json:
        told = {
            "file": str(asked.file),
            "as_of": manifest.made_at,
            "rows": rows,
            "seconds": seconds,
        }
        return [msgspec.json.encode(told).decode()]
    as_of = f"{manifest.made_at:%Y-%m-%d %H:%M:%S} UTC"
    proof = f"restored beside the database and found right in {seconds:.1f} s"
    return [f"{asked.file}: everything as of {as_of}, {rows:,} rows; {proof}."]


async def _until_told_to_stop(act: Coroutine[Any, Any, T]) -> T:
    """Let what was begun be cleared away when the process is told to end."""
    task = asyncio.ensure_future(act)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await task
