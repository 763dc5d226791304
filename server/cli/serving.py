"""Starting the server processes, and telling the person in front of the terminal how to get in."""

import asyncio
import gc
import multiprocessing
import os
import socket
import sys
from collections.abc import MutableMapping
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Final, TextIO

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer as Server

from server.accounts.domain import same_key
from server.cli.installation import installation, migrated, say, url
from server.foundation import database, logs
from server.foundation.reviving import revived
from server.foundation.settings import Settings
from server.foundation.worker_counts import kept_together, place

DRAIN_SECONDS: Final = 10


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="Port to listen on.")
@click.option(
    "--demo", is_flag=True, help="Fill an empty database with the demonstration organisation."
)
def serve(host: str, port: int, *, demo: bool) -> None:
    """Serve Convoca until Ctrl-C; starts the embedded database when no other is named."""
    _refuse_a_taken_port(host, port)
    keep_quiet(os.environ, sys.stderr, demo=demo)
    os.environ.setdefault("CONVOCA_BASE_URL", f"http://localhost:{port}")
    with installation() as (configured, config):
        logs.configure(configured.log_level)
        asyncio.run(_prepare(config, configured, demo=demo))
        os.environ["CONVOCA_DATABASE_URL"] = url(config)
        os.environ["CONVOCA_DATA_DIR"] = str(configured.data_dir)
        say(
            f"Convoca listens on {opened_at(host, port)}",
            *_where_mail_goes(configured),
            "Ctrl-C stops it.",
        )
        with kept_together(place(configured.data_dir)), _looked_after(configured):
            _share_the_app(configured.workers)
            _server(host, port, configured.workers).serve()


def keep_quiet(environ: MutableMapping[str, str], log: TextIO, *, demo: bool) -> None:
    """Let no line per request push away the ways in that somebody reads at a terminal."""
    if demo and log.isatty():
        environ.setdefault("CONVOCA_LOG_LEVEL", "warning")


def opened_at(host: str, port: int) -> str:
    """The address to open: browsers offer passkeys at names, not at numbers."""
    return f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"


def _share_the_app(workers: int) -> None:
    """Import the application once for several processes that are forked: they share its memory."""
    if workers > 1 and multiprocessing.get_start_method() == "fork":
        import_module("server.app")
        gc.freeze()


def _looked_after(configured: Settings) -> AbstractContextManager[None]:
    """Our own database comes back by itself when it dies; another one is looked after elsewhere."""
    if configured.database_url is not None:
        return nullcontext()
    return revived(configured.data_dir / "postgres")


def _refuse_a_taken_port(host: str, port: int) -> None:
    # Granian shares its port with whoever else shares theirs, so it would not notice.
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sentence = f"Port {port} of {host} is taken or not ours: name another with PORT=…"
            raise click.ClickException(sentence) from error


async def _prepare(config: dict[str, object], configured: Settings, *, demo: bool) -> None:
    await migrated(config)
    async with database.connected(config, size=4):
        await same_key.check(configured)
        if demo:
            say(*await import_module("server.cli.filling").filled(configured))


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
        log_dictconfig=logs.of_libraries(),
        respawn_failed_workers=True,
        workers_kill_timeout=DRAIN_SECONDS,
    )
