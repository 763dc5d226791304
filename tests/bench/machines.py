"""Two servers on machines of their own before one PostgreSQL, as far as one computer can be three.

`python -m tests.bench.machines`, as root on Linux: network namespaces, PostgreSQL with a password.
It prints what was tried across them, and fails when something did not hold.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import httpx

from server.accounts.domain import accounts, sign_in, tokens
from server.accounts.web.authentication import COOKIE
from server.foundation import database
from server.foundation.clock import now
from server.foundation.identity import SYSTEM
from server.foundation.ownership import private, system_user
from tests.bench.own_cluster import set_up
from tests.events.attendance.arriving import under_way
from tests.support.installation import environment
from tests.support.standby import Server

NAMES: Final = ("convoca1", "convoca2")
PORT: Final = 8000
PASSWORD: Final = "made up"
KEY: Final = "only for measuring, and nowhere else"


def main() -> None:
    """Set the three up, try everything, clear away."""
    with tempfile.TemporaryDirectory(prefix="convoca-machines-") as folder, ExitStack() as stack:
        place = Path(folder)
        place.chmod(0o711)
        gates = [stack.enter_context(_network(name, n)) for n, name in enumerate(NAMES, 1)]
        url = stack.enter_context(_postgres(place))
        config = database.address(url=url, sockets=None)
        secrets = asyncio.run(_scene(config))
        for name, gate in zip(NAMES, gates, strict=True):
            own = url.replace("127.0.0.1", gate.rpartition(".")[0] + ".1")
            stack.enter_context(_server(name, gate, own, place))
        asyncio.run(_tried([f"http://{gate}:{PORT}" for gate in gates], *secrets))


@contextmanager
def _network(name: str, number: int) -> Iterator[str]:
    """A machine of its own, and its address; ours for it ends in 1."""
    ours, theirs = f"10.77.{number}.1/24", f"10.77.{number}.2"
    _run("ip", "netns", "add", name)
    try:
        _run("ip", "link", "add", f"{name}v", "type", "veth", "peer", "name", "eth0", "netns", name)
        _run("ip", "addr", "add", ours, "dev", f"{name}v")
        _run("ip", "link", "set", f"{name}v", "up")
        for command in (f"addr add {theirs}/24 dev eth0", "link set eth0 up", "link set lo up"):
            _run("ip", "-n", name, *command.split())
        yield theirs
    finally:
        _run("ip", "netns", "del", name)


@contextmanager
def _postgres(place: Path) -> Iterator[str]:
    """A server on the network that takes a password; what the wheel holds knows no TLS."""
    folder = private(place / "postgres", system_user())
    server = Server(folder=folder / "database", port=54321)
    word = place / "word"
    word.write_text(PASSWORD)
    word.chmod(0o644)
    init = ("--auth=scram-sha-256", "--username=convoca", "--encoding=UTF8", "--locale=C")
    server.cluster.run("initdb", *init, "--pwfile", str(word), "-D", str(server.folder))
    (server.folder / "pg_hba.conf").write_text("host all all 0.0.0.0/0 scram-sha-256\n")
    told = "listen_addresses = '*'\npassword_encryption = scram-sha-256\n"
    with (server.folder / "postgresql.conf").open("a") as written:
        written.write(f"{told}port = {server.port}\nunix_socket_directories = ''\n")
    start = ("pg_ctl", "start", "-w", "-D", str(server.folder), "-l", str(server.folder / "log"))
    server.cluster.run(*start)
    try:
        yield (
            f"postgresql://convoca:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{server.port}/convoca"
        )
    finally:
        server.stop()


@contextmanager
def _server(name: str, gate: str, url: str, place: Path) -> Iterator[None]:
    """`convoca serve` on that machine."""
    more = {"CONVOCA_DATABASE_URL": url, "CONVOCA_SECRET_KEY": KEY}
    command = ["ip", "netns", "exec", name, sys.executable, "-m", "server.cli", "serve"]
    with (place / f"{name}.log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--host", gate, "--port", str(PORT)],
            env=environment(place / name, **more), stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        _wait(f"http://{gate}:{PORT}/health/ready")
        yield
    finally:
        os.killpg(process.pid, 2)
        process.wait(30)


def _wait(address: str) -> None:
    for _attempt in range(600):
        try:
            httpx.get(address, timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(address)


async def _scene(config: dict[str, str]) -> tuple[str, str, str]:
    await set_up(config)
    async with database.connected(config, size=2):
        new = accounts.NewAccount(
            email="ana@convoca.example", name="Ana A.", role="coordinator", municipalities=("0103",)
        )
        account = await accounts.create(new, by=SYSTEM, at=now())
        session = await sign_in.open_session(account, at=now(), second=True)
        token = await tokens.create("phones", "attend", by=SYSTEM, at=now())
        return str(await under_way()), session, token


async def _tried(addresses: list[str], event: str, session: str, token: str) -> None:
    first, second = (httpx.AsyncClient(base_url=each, timeout=30) for each in addresses)
    async with first, second:
        for client in (first, second):
            client.cookies.set(COOKIE, session)
        _say("a session of one is good at the other", (await second.get("/calendario")).is_success)
        _say(
            "the register of one stirs a page of the other",
            await _stirred(first, second, event, token),
        )
        page = await first.get("/entrar")
        left = await second.post(
            "/salir",
            data={"_csrf_token": first.cookies["csrf"]},
            headers={"Cookie": (f"csrf={first.cookies['csrf']}; {COOKIE}={session}")},
        )
        _say("a form of one is taken by the other", page.is_success and left.status_code == 303)
        gone = await first.get("/calendario")
        _say("who goes out at one is out at the other", gone.status_code != 200)


async def _stirred(
    first: httpx.AsyncClient, second: httpx.AsyncClient, event: str, token: str
) -> bool:
    """Whether a check-in at the first reaches a stream that is open at the second."""
    async with second.stream("GET", f"/eventos/{event}/registro/en-vivo") as stream:
        lines = stream.aiter_lines()
        await _heard(lines)  # from here on nothing is missed
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        line = {"id": str(uuid4()), "sex": "female", "age": 30, "at": moment, "source": "door"}
        sent = await first.post(
            f"/api/v1/events/{event}/check-ins", json=[line],
            headers={"Authorization": f"Bearer {token}"},
        )  # fmt: skip
        assert sent.json()["results"][0]["result"] == "recorded", sent.text
        return await _heard(lines)


async def _heard(lines: AsyncIterator[str]) -> bool:
    async with asyncio.timeout(20):
        async for line in lines:
            if line.startswith("data:"):
                return True
    return False


def _say(what: str, holds: bool) -> None:  # noqa: FBT001 (a sentence and whether it is true)
    sys.stdout.write(f"{'yes' if holds else 'NO '}  {what}\n")
    if not holds:
        raise SystemExit(1)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
