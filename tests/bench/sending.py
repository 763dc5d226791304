"""How many letters a second leave to a mail server on loopback, by one process and by two.

`python -m tests.bench.sending` prints only these.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from notifications.channels import mail, postbox
from notifications.channels.message import Message
from server.foundation import database
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.senders import MailServer
from server.foundation.settings import Settings
from tests.bench.own_cluster import cluster, set_up, settings
from tests.bench.table import Row, written
from tests.support.hasty_worker import Orders
from tests.support.hasty_worker import written as as_argument
from tests.support.outbox_crowd import owed

LETTERS: Final = 2_000
ALONE: Final = 500
LOOK_AGAIN: Final = 0.5  # seconds
SETTLED: Final = """
    SELECT count(*) AS number, extract(epoch FROM max(ended_at) - min(began_at))::float AS seconds
    FROM delivery WHERE outcome = 'sent'
"""


def measured() -> list[Row]:
    """In a database of its own, without the pace that spares real servers."""
    with (
        tempfile.TemporaryDirectory(prefix="convoca-sending-") as folder,
        cluster(Path(folder)) as config,
        _sink() as server,
    ):
        alone, one, two = asyncio.run(_rates(config, settings(Path(folder), mail_server=server)))
    return [
        Row("letters a second to a mail server on loopback", "", "handed over alone"),
        _row("1 process", one, alone),
        _row("2 processes", two, alone),
    ]


def main() -> None:
    """Only these."""
    sys.stdout.write(f"{written(measured())}\n")


async def _rates(config: dict[str, Any], configured: Settings) -> tuple[float, float, float]:
    await set_up(config)
    alone = await _alone(configured)
    async with database.connected(config, size=2):
        await owed(LETTERS, phones=False, at=now())
        one = await _sent(1, config, configured)
        await execute("DELETE FROM notice")
        two = await _sent(2, config, configured)
    return alone, one, two


async def _alone(configured: Settings) -> float:
    """What the same letter takes without an outbox."""
    letter = Message(
        key=str(uuid4()), host="convoca.test", written_at=now(), sender=configured.mail_from,
        sender_name="Convoca", to="p1@convoca.test", to_name="Persona 1", language="es",
        subject="Confirmación", text="Texto. " * 100, html="<p>Texto.</p>" * 100,
    )  # fmt: skip
    started = time.perf_counter()
    async with postbox.kept_open():
        for _letter in range(ALONE):
            await mail.send(letter, server=configured.mail_server, folder=configured.data_dir)
    return ALONE / (time.perf_counter() - started)


async def _sent(processes: int, config: dict[str, Any], configured: Settings) -> float:
    """Letters a second, from the first that is begun to the last that is taken."""
    orders = Orders(database=config, settings=configured, starts_at=now(), paced=False)
    with _crew(processes, orders):
        while True:
            (told,) = await fetch(SETTLED)
            if told["number"] >= LETTERS:
                return float(told["number"] / told["seconds"])
            await asyncio.sleep(LOOK_AGAIN)


@contextmanager
def _crew(processes: int, orders: Orders) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.support.hasty_worker", as_argument(orders)]
    crew = [subprocess.Popen(command) for _each in range(processes)]
    try:
        yield
    finally:
        for process in crew:
            process.terminate()
        for process in crew:
            process.wait()


@contextmanager
def _sink() -> Iterator[MailServer]:
    command = [sys.executable, "-m", "tests.bench.mail_sink"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        try:
            yield MailServer(
                host="127.0.0.1", port=port, user=None, password=None, starttls=False, tls=False
            )
        finally:
            process.terminate()


def _row(what: str, rate: float, alone: float) -> Row:
    return Row(f"  {what}", f"{rate:,.0f}", f"{alone:,.0f}", f"{rate / alone:.2f}")


if __name__ == "__main__":
    main()
