"""A whole installation of its own: server processes as a newcomer starts them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx


class Installation:
    """Running server processes, their address and their data."""

    def __init__(self, process: subprocess.Popen[str], address: str, data: Path, log: Path) -> None:
        self.process = process
        self.address = address
        self.data = data
        self.log = log

    def convoca(self, *arguments: str) -> str:
        """Run a `convoca` command on this installation."""
        done = subprocess.run(
            [sys.executable, "-m", "server.cli", *arguments],
            env=environment(self.data, CONVOCA_BASE_URL=self.address),
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def administrator(self, email: str = "ada@convoca.example") -> str:
        """A link that lets a new administrator in, without a second step."""
        self.convoca("account", "create", "--email", email, "--role", "administrator")
        return self.convoca("account", "let-in", "--email", email)

    def wait_until_ready(self, seconds: float = 60) -> None:
        """Until the server answers, or died."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            try:
                httpx.get(f"{self.address}/health/ready", timeout=2).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.log.read_text())

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """End the server processes as Ctrl-C or a kill would."""
        os.killpg(self.process.pid, how)
        return self.process.wait(timeout=30)


def environment(data: Path, **more: str) -> dict[str, str]:
    """What a server process of an installation finds in its environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CONVOCA_")}
    return {**kept, "CONVOCA_DATA_DIR": str(data), **more}


@contextmanager
def serving(
    data: Path, *arguments: str, port: int | None = None, **more: str
) -> Iterator[Installation]:
    """An installation in the folder `data`; nothing of it survives the block."""
    port = port or free_port()
    log = data.parent / f"{data.name}-{port}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve", "--port", str(port), *arguments],
            env=environment(data, **more),
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    running = Installation(process, f"http://localhost:{port}", data, log)
    try:
        running.wait_until_ready()
        yield running
    finally:
        if process.poll() is None:
            running.stop()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
