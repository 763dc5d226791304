"""A PostgreSQL primary and its synchronous standby on this machine, to be killed and promoted."""

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from msgspec import Struct

from server.foundation import embedded
from server.foundation.ownership import let_through, private, system_user
from tests.support.installation import free_port

NAME = "standby"
IN_STEP = "SELECT bool_or(sync_state = 'sync' AND state = 'streaming') FROM pg_stat_replication"
CALM = "-c autovacuum=off -c max_connections=60 -c shared_buffers=32MB"


class Server(Struct, frozen=True, kw_only=True):
    """One PostgreSQL on a port of the loopback."""

    folder: Path
    port: int

    @property
    def cluster(self) -> embedded.Cluster:
        """What runs its programs."""
        return embedded.Cluster(data=self.folder, user=system_user())

    @property
    def reach(self) -> tuple[str, ...]:
        """Options for PostgreSQL's programs."""
        return ("-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres")

    def start(self) -> None:
        """Start and wait until it answers."""
        told = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} {CALM}"
        log = str(self.folder / "log")
        self.cluster.run("pg_ctl", "start", "-w", "-D", str(self.folder), "-l", log, "-o", told)

    def promote(self) -> None:
        """Make a standby the primary, which waits for nobody, and wait until it takes writes."""
        self.cluster.run("pg_ctl", "promote", "-w", "-D", str(self.folder))
        self.wait_for("")

    def wait_for(self, standby: str) -> None:
        """Keep each commit there too before it is acknowledged; empty for nowhere else."""
        self._say(f"ALTER SYSTEM SET synchronous_standby_names = '{standby}'")
        self._say("SELECT pg_reload_conf()")
        while standby and self._say(IN_STEP).strip() != "t":
            time.sleep(0.1)

    def _say(self, command: str) -> str:
        psql = [str(embedded.programs() / "psql"), "-XAtq", *self.reach, "-c", command]
        return subprocess.run(psql, check=True, capture_output=True, text=True).stdout

    def stop(self) -> None:
        """Stop it if it runs."""
        with suppress(embedded.EmbeddedDatabaseError):
            self.cluster.run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.folder))

    def silence(self) -> None:
        """Have the standby hear nothing more of it."""
        for process in self._parent.children():
            if "walsender" in " ".join(process.cmdline()):
                process.send_signal(signal.SIGSTOP)

    @property
    def _parent(self) -> psutil.Process:
        return psutil.Process(int((self.folder / "postmaster.pid").read_text().split()[0]))

    def kill(self) -> None:
        """Take the power from it: no process of it does anything any more."""
        parent = self._parent
        parent.send_signal(signal.SIGSTOP)
        processes = [*parent.children(recursive=True), parent]
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(processes, timeout=10)


class Pair(Struct, frozen=True):
    """Two servers, and the address that names both."""

    primary: Server
    standby: Server

    def address(self, database: str) -> str:
        """For CONVOCA_DATABASE_URL."""
        hosts = f"127.0.0.1:{self.primary.port},127.0.0.1:{self.standby.port}"
        return f"postgresql://postgres@{hosts}/{database}?target_session_attrs=read-write"


@contextmanager
def pair(folder: Path, *, copied_from: tuple[str, ...]) -> Iterator[Pair]:
    """Both running, each commit on both; the first is a copy of the server reached with
    `copied_from` (options of pg_basebackup). Nothing of them is left."""
    let_through(private(folder, system_user()))
    primary = Server(folder=folder / "primary", port=free_port())
    standby = Server(folder=folder / "standby", port=free_port())
    try:
        _copy(primary, *copied_from)
        primary.start()
        _follow(standby, primary)
        primary.wait_for(NAME)
        yield Pair(primary, standby)
    finally:
        primary.stop()
        standby.stop()
        shutil.rmtree(folder, ignore_errors=True)


def rejoined(servers: Pair) -> Pair:
    """The old primary as the standby of the new one; what only it had is gone."""
    new, old = servers.standby, servers.primary
    shutil.rmtree(old.folder)
    _follow(old, new)
    new.wait_for(NAME)
    return Pair(new, old)


def _follow(standby: Server, primary: Server) -> None:
    source = f"host=127.0.0.1 port={primary.port} user=postgres application_name={NAME}"
    _copy(standby, "-R", "-d", source)
    standby.start()


def _copy(server: Server, *source: str) -> None:
    told = ("-D", str(server.folder), "-X", "stream", "-c", "fast", "--no-sync", *source)
    server.cluster.run("pg_basebackup", *told)
    server.folder.chmod(0o700)
