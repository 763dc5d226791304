"""Server processes that are killed and started again, each on a port of its own."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Final, Protocol

import httpx
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from tests.support.installation import environment, free_port

STARTS_WITHIN: Final = 180.0  # seconds, where others work on this machine too
LOOK_AGAIN: Final = 0.1


class Machine(Protocol):
    """Something that serves on a port."""

    port: int

    def start(self) -> None:
        """Begin to serve."""

    def kill(self) -> None:
        """End as a power cut ends it."""

    def revive(self) -> None:
        """Start it anew where it ended by itself, as whoever looks after services does."""

    def said(self) -> str:
        """The last that it wrote down."""


class Served:
    """`convoca serve` with all its processes."""

    def __init__(self, folder: Path, known: Mapping[str, str]) -> None:
        self.port = free_port()
        folder.mkdir(exist_ok=True)
        self._log = (folder / "log").open("a")
        self._environment = environment(folder, **known)
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """As an operator does."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve", "--port", str(self.port)],
            env=self._environment, stdout=self._log, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip

    def kill(self) -> None:
        """All processes at once."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def revive(self) -> None:
        """As above."""
        if self._process is None or self._process.poll() is not None:
            self.start()

    def said(self) -> str:
        """As above."""
        return Path(self._log.name).read_text()[-2000:]


class Forked:
    """One process that serves alone, forked from one that has read everything in already."""

    def __init__(self, folder: Path, known: Mapping[str, str]) -> None:
        self.port = free_port()
        folder.mkdir(exist_ok=True)
        self._environment = environment(folder, **known)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["server.app", __name__])
        self._process: multiprocessing.process.BaseProcess | None = None

    def start(self) -> None:
        """At once."""
        self._process = self._context.Process(
            target=serve, args=(self.port, self._environment), daemon=True
        )
        self._process.start()

    def kill(self) -> None:
        """As above."""
        assert self._process is not None
        self._process.kill()
        self._process.join()

    def revive(self) -> None:
        """As above."""
        if self._process is None or not self._process.is_alive():
            self.start()

    def said(self) -> str:
        """It writes to where we do."""
        return ""


def serve(port: int, known: Mapping[str, str]) -> None:
    """Serve in this process until it is killed."""
    os.environ.clear()
    os.environ.update(known)
    server = Server(
        _application(), port=port, interface=Interfaces.ASGI, log_level=LogLevels.warning
    )
    asyncio.run(server.serve())


def _application() -> object:
    from server.app import create  # noqa: PLC0415 (the test's own process need not read it in)

    return create()


async def ready(machine: Machine) -> None:
    """Wait until it serves."""
    until = monotonic() + STARTS_WITHIN
    async with httpx.AsyncClient() as asking:
        while monotonic() < until:
            try:
                answer = await asking.get(f"http://127.0.0.1:{machine.port}/health/live")
            except httpx.HTTPError:
                machine.revive()
                await asyncio.sleep(LOOK_AGAIN)
            else:
                answer.raise_for_status()
                return
    raise RuntimeError(machine.said())
