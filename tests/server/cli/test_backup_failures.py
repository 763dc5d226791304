"""A backup that cannot be made leaves nothing behind, and the database remembers why."""

import errno
import secrets
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from server.accounts.domain import backups
from server.cli import backup_making
from server.cli.backup_making import BackupError, make
from server.cli.backup_programs import Restoring, dumped
from server.foundation import database
from server.foundation.clock import now
from server.foundation.postgres_programs import ProgramError
from tests.support.backups import apart, asked, names_like, wish

LAST = "SELECT wrong, ended_at IS NOT NULL AS ended FROM backup_run ORDER BY began_at DESC LIMIT 1"


@pytest.fixture
async def config(pool: dict[str, Any], db: None) -> AsyncIterator[dict[str, Any]]:
    """The worker's database, for what connects by itself."""
    with apart():
        yield pool


async def full(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


async def contradicts(*_arguments: object) -> list[str]:
    return ["Every seat is taken once. 2 times it is not so, such as {}."]


def names_in(folder: Path) -> list[str]:
    """What is there."""
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize(
    ("what", "how", "said"),
    [
        ("_packed", full, "No space left"),
        ("wrong_with", contradicts, "beside the database is wrong"),
    ],
)
async def test_nothing_is_left_of_one_that_went_wrong(
    what: str, how: Callable[..., Any], said: str, config: dict[str, Any],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(backup_making, what, how)
    monkeypatch.setattr(secrets, "token_hex", lambda _size: tmp_path.name)
    file = tmp_path / "backup"
    file.write_text("yesterday's")
    with pytest.raises((OSError, BackupError), match=said):
        await make(config, wish(file, verify=True))
    assert names_in(tmp_path) == ["backup"]
    assert file.read_text() == "yesterday's"
    assert await names_like(config, f"convoca_verify_{tmp_path.name}") == []
    (last,) = await asked(config, LAST)
    assert (said in last["wrong"], last["ended"]) == (True, True)
    async with database.connected(config, size=1):
        assert await backups.last_good() is None
        # It is tried again, but not at once.
        assert not await backups.is_due(at=now(), zone="America/Guatemala")


def test_what_pg_dump_says_is_passed_on(config: dict[str, Any]) -> None:
    with pytest.raises(ProgramError, match=r"pg_dump failed: .*snapshot"):
        list(dumped(config, "no-such-snapshot", 18))


def test_what_pg_restore_says_is_passed_on(config: dict[str, Any]) -> None:
    with pytest.raises(ProgramError, match="pg_restore failed: "):
        restore(config, [b"this is no dump" * 1000] * 100)


def restore(config: dict[str, Any], pieces: list[bytes]) -> None:
    with Restoring(config, 18) as restoring:
        for piece in pieces:
            restoring.feed(piece)
        restoring.finish()
