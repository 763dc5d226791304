"""Starting the server processes, and telling the person in front of the terminal how to get in."""

import asyncio
import os
import socket
from typing import Final

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer as Server

from notifications.domain.texts import checking as texts
from server.cli import demonstration
from server.cli.installation import installation, migrated, say, url
from server.foundation import database
from server.foundation.settings import Settings

DRAIN_SECONDS: Final = 10


def serve(host: str, port: int, *, demo: bool) -> None:
    """Serve until told to stop; the embedded database stops with us."""
    _refuse_a_taken_port(host, port)
    _refuse_missing_words()
    os.environ.setdefault("CONVOCA_BASE_URL", f"http://localhost:{port}")
    with installation() as (configured, config):
        asyncio.run(_prepare(config, configured, demo=demo))
        os.environ["CONVOCA_DATABASE_URL"] = url(config)
        os.environ["CONVOCA_DATA_DIR"] = str(configured.data_dir)
        say(
            f"Convoca listens on http://{host}:{port}",
            *_where_mail_goes(configured),
            "Ctrl-C stops it.",
        )
        _server(host, port, configured.workers).serve()


def _refuse_a_taken_port(host: str, port: int) -> None:
    # Granian shares its port with whoever else shares theirs, so it would not notice.
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sentence = f"Port {port} of {host} is taken or not ours: name another with PORT=…"
            raise click.ClickException(sentence) from error


def _refuse_missing_words() -> None:
    # A server process would say so over and over again, each time it is started anew.
    try:
        texts.check()
    except texts.TextsError as error:
        raise click.ClickException(str(error)) from error


async def _prepare(config: dict[str, object], configured: Settings, *, demo: bool) -> None:
    await migrated(config)
    if demo:
        async with database.connected(config, size=4):
            made = await demonstration.prepare(configured, seed=demonstration.SEED)
            say(*made, *await demonstration.ways_in(configured))


def _where_mail_goes(configured: Settings) -> list[str]:
    if configured.mail_server is not None:
        return [f"Mail goes out through {configured.mail_server.host}."]
    return [f"Mail is kept in {configured.data_dir / 'mail'} and shown under /avisos."]


def _server(host: str, port: int, workers: int) -> Server:
    return Server(
        "server.app:create",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        factory=True,
        workers=workers,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=DRAIN_SECONDS,
    )
