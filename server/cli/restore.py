"""Bringing back what was backed up."""

import asyncio
from pathlib import Path
from typing import Any, Final

import asyncpg
import click
import msgspec
from msgspec import Struct

from server.cli import restore_place, restoring
from server.cli.backup_opening import Contents, keys_of, looked_through
from server.cli.installation import installation, say
from server.cli.restore_place import RestoreError
from server.cli.restoring import Restored, Wish
from server.foundation.archive import ArchiveError
from server.foundation.archive_keys import Identity
from server.foundation.clock import now
from server.foundation.postgres_programs import ProgramError
from server.foundation.setting_values import PREFIX, SettingsError

FILE: Final = click.Path(dir_okay=False, path_type=Path)
REFUSALS: Final = (ArchiveError, ProgramError, RestoreError, SettingsError, asyncpg.PostgresError)
LOST: Final = (
    "What was done since then is not there: who was erased, disabled or taken a pass or token from"
    " since has to be so again (docs/backups.md)."
)


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked for on the command line."""

    file: Path
    key: Path | None
    into: str | None
    replace: bool
    drop_old: bool
    keep_sessions: bool
    as_json: bool


@click.command()
@click.argument("file", type=FILE)
@click.option("--key", type=FILE, help="File of the private key that opens it.")
@click.option("--into", help="Another place: a postgresql:// address or a data folder.")
@click.option("--replace", is_flag=True, help="Put it in the place of what is there.")
@click.option("--drop-old", is_flag=True, help="With --replace: keep nothing of what was there.")
@click.option("--keep-sessions", is_flag=True, help="Do not sign everybody out.")
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
def restore(**chosen: Any) -> None:
    """Restore the backup FILE into an empty place, or with --replace in the place of what is there.

    It is filled into a new database, brought to this version and looked at before anything that is
    there is touched. What was there is kept under another name.
    """
    asked = Asked(**chosen)
    try:
        keys = keys_of(asked.file, asked.key)
        contents = looked_through(asked.file, keys)
        environ = restore_place.environment(asked.into)
        restore_place.check_secret(environ, contents.secret, replace=asked.replace)
        say(*_told(_restored(_wish(asked, keys), environ, contents), asked))
    except REFUSALS as error:
        raise click.ClickException(f"{asked.file}: {error} Nothing was restored.") from error
    except OSError as error:
        raise click.ClickException(f"{error}. Nothing was restored.") from error


def _wish(asked: Asked, keys: list[Identity]) -> Wish:
    return Wish(
        file=asked.file,
        keys=keys,
        replace=asked.replace,
        drop_old=asked.drop_old,
        keep_sessions=asked.keep_sessions,
    )


def _restored(wish: Wish, environ: dict[str, str], contents: Contents) -> Restored:
    # A key is made where there is none: not here, where the backup's is about to come.
    named = {**environ, f"{PREFIX}SECRET_KEY": contents.secret.decode(errors="surrogateescape")}
    restore_place.secret_file(environ).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with installation(named) as (_configured, config):
        return asyncio.run(restoring.restore(config, environ, wish, contents, at=now()))


def _told(done: Restored, asked: Asked) -> list[str]:
    if asked.as_json:
        return [msgspec.json.encode(done).decode()]
    lines = [f"Everything is as of {done.as_of:%Y-%m-%d %H:%M:%S} UTC again. {LOST}"]
    if done.erased:
        lines.append(f"Erase again who had been erased since: {', '.join(done.erased)}.")
    if done.before:
        lines.append(f"What was there is kept in the database “{done.before}”.")
    if done.set_aside:
        lines.append(
            f"{done.set_aside} notices may have gone out since: none is sent by itself. Send again"
            " under /avisos?estado=failed what did not."
        )
    return lines
