"""The private database: who starts it, who stops it, and who can reach it."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from server.foundation import embedded, ownership
from server.foundation.embedded import EmbeddedDatabaseError, running

REPOSITORY = Path(__file__).resolve().parents[3]
FAST = "-c fsync=off"
USES_IT = f"""
import os, pwd, sys
from pathlib import Path
from server.foundation.embedded import running
if sys.argv[2:]:
    # Only now: the interpreter itself may stand where that user cannot read.
    who = pwd.getpwnam(sys.argv[2])
    os.setgroups([])
    os.setgid(who.pw_gid)
    os.setuid(who.pw_uid)
with running(Path(sys.argv[1]), options={FAST!r}) as sockets:
    print(sockets, flush=True)
    sys.stdin.read()
"""
ROOT = os.geteuid() == 0


class User:
    """A process that uses the database of a folder until it is told to leave."""

    def __init__(self, folder: Path, *, user: str | None = None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", USES_IT, str(folder), *([user] if user else [])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=REPOSITORY, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        self.sockets = Path(self._process.stdout.readline().strip())

    def leave(self) -> None:
        """End in order."""
        self._process.communicate(timeout=60)
        assert self._process.returncode == 0

    def die(self) -> None:
        """End as `kill -9` ends it."""
        self._process.kill()
        self._process.communicate(timeout=60)


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder whose path is short; pytest's own are shut to PostgreSQL's user by other runs."""
    folder = Path(tempfile.mkdtemp(prefix="convoca-test-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for one test."""
    with temporary_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """A folder whose cluster was started once."""
    with temporary_folder() as folder:
        with running(folder, options=FAST):
            pass
        yield folder


def answers(sockets: Path) -> bool:
    """Whether a server listens there."""
    with socket.socket(socket.AF_UNIX) as client, contextlib.suppress(OSError):
        client.connect(str(sockets / ".s.PGSQL.5432"))
        return True
    return False


def postmaster(folder: Path) -> int:
    """The number of the server's first process."""
    return int((folder / "cluster" / "postmaster.pid").read_text().splitlines()[0])


async def ask(sockets: Path, query: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(
        host=str(sockets), port=5432, user="postgres", database="postgres"
    )
    try:
        return list(await connection.fetch(query))
    finally:
        await connection.close()


def test_the_first_to_come_starts_it_and_the_last_to_leave_stops_it(prepared: Path) -> None:
    with running(prepared, options=FAST) as sockets:
        second = User(prepared)
        assert second.sockets == sockets
        assert answers(sockets)
        second.leave()
        assert answers(sockets)
    assert not answers(sockets)


def test_somebody_who_comes_later_keeps_it_running(prepared: Path) -> None:
    with running(prepared, options=FAST) as sockets:
        later = User(prepared)
    assert answers(sockets)
    later.leave()
    assert not answers(sockets)


def test_a_killed_user_leaves_a_server_that_the_next_adopts_and_stops(prepared: Path) -> None:
    killed = User(prepared)
    killed.die()
    assert answers(killed.sockets)
    orphan = postmaster(prepared)
    with running(prepared, options=FAST) as sockets:
        assert postmaster(prepared) == orphan
    assert not answers(sockets)


async def test_a_killed_server_comes_back_with_its_data(prepared: Path) -> None:
    with running(prepared, options=FAST) as sockets:
        await ask(sockets, "CREATE TABLE IF NOT EXISTS kept AS SELECT 'still here' AS word")
        os.kill(postmaster(prepared), signal.SIGKILL)
        with running(prepared, options=FAST) as again:
            rows = await ask(again, "SELECT word FROM kept")
    assert [row["word"] for row in rows] == ["still here"]
    assert not answers(sockets)


async def test_an_adopted_server_may_still_be_recovering(prepared: Path) -> None:
    user = User(prepared)
    os.kill(postmaster(prepared), signal.SIGKILL)
    user.die()
    with running(prepared, options=FAST) as sockets:
        assert [row[0] for row in await ask(sockets, "SELECT 1")] == [1]


def test_a_lock_of_a_process_with_a_recycled_number_does_not_keep_it_from_starting(
    prepared: Path,
) -> None:
    lock = prepared / "cluster" / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{prepared / 'cluster'}\n")
    with running(prepared, options=FAST) as sockets:
        assert answers(sockets)


def test_a_folder_that_was_being_made_when_the_power_went_is_made_anew(place: Path) -> None:
    (place / "cluster.unfinished").mkdir(mode=0o700)
    (place / "cluster.unfinished" / "PG_VERSION").write_text("18\n")
    with running(place, options=FAST) as sockets:
        assert answers(sockets)
    assert not (place / "cluster.unfinished").exists()


def test_only_the_owner_reaches_data_and_sockets(prepared: Path) -> None:
    owner = ownership.SYSTEM_USER if ROOT else pwd.getpwuid(os.geteuid()).pw_name
    with running(prepared, options=FAST) as sockets:
        for folder in (prepared / "cluster", sockets):
            found = folder.stat()
            assert (stat.S_IMODE(found.st_mode), pwd.getpwuid(found.st_uid).pw_name) == (
                0o700,
                owner,
            )
    for lock in ("users.lock", "start.lock"):
        assert stat.S_IMODE((prepared / lock).stat().st_mode) == 0o600


async def test_it_opens_no_network_port(prepared: Path) -> None:
    with running(prepared, options=FAST) as sockets:
        rows = await ask(sockets, "SELECT setting FROM pg_settings WHERE name = 'listen_addresses'")
    assert [row["setting"] for row in rows] == [""]


@pytest.mark.parametrize(
    "name",
    ["x" * 120, "a place with spaces", "a,b"],
    ids=["too long", "spaces", "a comma"],
)
def test_a_path_that_does_not_fit_a_socket_gets_a_private_folder(
    prepared: Path, place: Path, name: str
) -> None:
    folder = place / name
    shutil.copytree(prepared, folder, ignore=shutil.ignore_patterns("postmaster.*"))
    shutil.copystat(prepared / "cluster", folder / "cluster")
    if ROOT:
        own(folder / "cluster", ownership.SYSTEM_USER)
    with running(folder, options=FAST) as sockets:
        assert answers(sockets)
        assert (folder in sockets.parents, stat.S_IMODE(sockets.stat().st_mode)) == (False, 0o700)
        # Who has another folder for passing files still finds the server.
        other = User(folder)
        other.leave()
        assert other.sockets == sockets
    sockets.rmdir()


def own(folder: Path, user: str) -> None:
    for place in (folder, *folder.rglob("*")):
        shutil.chown(place, user, pwd.getpwnam(user).pw_gid)


def test_a_folder_that_somebody_else_put_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "sockets").symlink_to(tmp_path / "theirs")
    with pytest.raises(EmbeddedDatabaseError, match="belongs to somebody else: remove it"):
        ownership.private(tmp_path / "sockets", None)


# As root the server runs as a system user; anybody else runs it themselves.
@pytest.mark.parametrize("name", [None, "nobody"] if ROOT else [None])
def test_it_works_for_root_and_for_a_user(place: Path, name: str | None) -> None:
    if name is not None:
        ownership.let_through(embedded.programs())
        shutil.chown(place, name)
    user = User(place / "data", user=name)
    runs_as = name or (ownership.SYSTEM_USER if ROOT else pwd.getpwuid(os.geteuid()).pw_name)
    assert pwd.getpwuid(user.sockets.stat().st_uid).pw_name == runs_as
    user.leave()
    assert not answers(user.sockets)


def test_a_server_that_does_not_start_says_why(prepared: Path) -> None:
    with (
        pytest.raises(EmbeddedDatabaseError, match="no_such_setting"),
        running(prepared, options="-c no_such_setting=1"),
    ):
        pass
