"""A PostgreSQL of its own for what must not disturb, or be disturbed by, other measurements."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from events.planning.domain import reference
from server.foundation import database, embedded, migrations
from server.foundation.senders import MailServer
from server.foundation.settings import Settings


@contextmanager
def cluster(folder: Path) -> Iterator[dict[str, Any]]:
    """PostgreSQL of its own, as an installation has it; how to reach it."""
    with embedded.running(folder / "postgres") as sockets:
        yield database.address(url=None, sockets=sockets)


async def set_up(config: dict[str, Any]) -> None:
    """An empty installation."""
    await migrations.create_if_missing(config)
    async with database.connected(config, size=2):
        await migrations.migrate(config)
        await reference.ship()


def settings(folder: Path, *, mail_server: MailServer | None = None) -> Settings:
    """Those of an installation that nobody reaches."""
    return Settings(
        data_dir=folder, database_url=None, base_url="http://convoca.test",
        secret_key=b"only for measuring, and nowhere else", mail_server=mail_server,
        mail_from="convoca@convoca.test", timezone="America/Guatemala", locale="es", workers=1,
        scheduler=False,
    )  # fmt: skip
