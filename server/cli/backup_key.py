"""Making the pair of keys that backups are locked and opened with."""

from pathlib import Path

import click

from server.cli.installation import say
from server.foundation.archive_keys import make_pair


@click.command("backup-key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--passphrase", is_flag=True, help="Lock the file by words that you are asked for.")
def backup_key(file: Path, *, passphrase: bool) -> None:
    """Make a pair of keys: the private one goes into FILE, the public one is printed.

    Backups are locked with the public key. Only the private one opens them again.
    """
    words = _asked() if passphrase else ""
    try:
        public = make_pair(file, words)
    except FileExistsError:
        raise click.ClickException(f"{file} is there already: name another file.") from None
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}.") from error
    say(public)
    click.echo(
        f"The private key is in {file}. Move it to another place than this machine and its backups,"
        " and keep a copy: without it no backup can ever be opened, and whoever has it opens all."
        f"\nHere only the public key is needed: CONVOCA_BACKUP_TO={public}",
        err=True,
    )


def _asked() -> str:
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True))
