"""The commands of backups: what is asked, what is refused, and what is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from server.accounts.domain.backups import Good
from server.cli import backup, backup_folder, backup_opening
from server.cli.backup_making import BackupError, Wish
from server.cli.commands import main
from server.foundation.archive_manifest import Manifest
from server.foundation.settings import Settings

MADE = Good(datetime(2026, 11, 22, 8, 30, tzinfo=UTC), "backup", 12_345, verified=True)


class Stand:
    """An installation without a database; what it was asked to make."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.due = True
        self.wishes: list[Wish] = []

    @contextmanager
    def installation(self) -> Iterator[tuple[Settings, dict[str, Any]]]:
        yield self.settings, {}

    async def make(self, _config: object, wish: Wish) -> Good:
        self.wishes.append(wish)
        if wish.file.name == "full":
            raise OSError(28, "No space left on device")
        if wish.file.name == "wrong":
            raise BackupError("What was restored is wrong.")
        wish.file.write_bytes(b"backup")
        return replace(MADE, verified=wish.verify)

    async def is_due(self, *_arguments: object) -> bool:
        return self.due


@pytest.fixture
def stand(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Stand:
    made = Stand(settings)
    monkeypatch.setattr(backup, "installation", made.installation)
    monkeypatch.setattr(backup, "make", made.make)
    monkeypatch.setattr(backup, "_due", made.is_due)
    return made


@pytest.fixture
def public(tmp_path: Path) -> str:
    """The public key of a pair whose private one is in `key`."""
    said = CliRunner().invoke(main, ["backup-key", str(tmp_path / "key")])
    assert "without it no backup can ever be opened" in said.stderr
    return said.stdout.strip()


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["backup", *map(str, words)])
    return done.exit_code, done.output.strip()


def test_one_for_nobody_is_only_made_when_that_is_said(stand: Stand, tmp_path: Path) -> None:
    code, said = run(tmp_path / "one")
    assert (code, "or --unencrypted: whoever gets hold" in said) == (1, True)
    code, said = run(tmp_path / "one", "--unencrypted", "--no-verify")
    assert (code, said[-30:]) == (0, "12,345 bytes in 0.0 s; not verified."[-30:])
    assert [(wish.to, wish.verify) for wish in stand.wishes] == [((), False)]


def test_a_private_key_as_recipient_is_refused(stand: Stand, public: str, tmp_path: Path) -> None:
    private = (tmp_path / "key").read_text().splitlines()[1]
    code, said = run(tmp_path / "one", "--to", private)
    assert (code, "This is a private key" in said, private in said) == (1, True, False)
    assert run(tmp_path / "one", "--to", public)[0] == 0


def test_without_a_file_it_goes_into_the_folder_which_is_rotated(
    stand: Stand, public: str, tmp_path: Path
) -> None:
    assert "or a folder by CONVOCA_BACKUP_DIR" in run("--to", public)[1]
    folder = tmp_path / "backups"
    stand.settings = replace(stand.settings, backup_dir=folder, backup_to=(public,))
    folder.mkdir()
    for days in range(1, 400):
        then = datetime(2026, 11, 22, tzinfo=UTC) - timedelta(days=days)
        backup_folder.new_file(folder, locked=True, at=then).touch()
    (folder / "somebody-elses").touch()
    (folder / "convoca-x.backup.age").touch()
    code, said = run("--json")
    kept = backup_folder.kept(folder)
    assert (code, len(kept), '"rotated":["convoca-2025' in said) == (0, 7 + 5 + 12 - 2, True)
    assert stand.wishes[-1].file in kept
    assert {"somebody-elses", "convoca-x.backup.age"} <= {file.name for file in folder.iterdir()}


def test_what_was_left_half_written_goes_after_a_day(tmp_path: Path) -> None:
    draft = tmp_path / "convoca-20261122T083000Z.backup.age.part"
    draft.touch()
    at = datetime.fromtimestamp(draft.stat().st_mtime, UTC)
    assert backup_folder.rotate(tmp_path, at=at + timedelta(hours=23)) == []
    assert backup_folder.rotate(tmp_path, at=at + timedelta(hours=25)) == [draft]


async def test_only_one_of_all_machines_makes_the_one_that_is_due(pool: dict[str, Any]) -> None:
    async with backup_folder.alone(pool) as first, backup_folder.alone(pool) as second:
        assert (first, second) == (True, False)


@pytest.mark.parametrize(
    ("name", "said"),
    [("full", "No space left on device: nothing was left behind."), ("wrong", "is wrong.")],
)
def test_why_there_is_none_is_said(name: str, said: str, stand: Stand, tmp_path: Path) -> None:
    code, told = run(tmp_path / name, "--unencrypted")
    assert (code, told.endswith(said)) == (1, True)


def test_one_that_is_there_is_verified(
    stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def verified(*_arguments: object) -> Manifest:
        return Manifest(
            made_at=MADE.began_at,
            convoca="1",
            postgres=18,
            dumped_by=18,
            schema=(),
            counts={"a": 2, "b": 3},
        )

    monkeypatch.setattr(backup, "verified", verified)
    assert "There is no such file" in run("--verify", tmp_path / "none")[1]
    (tmp_path / "one").touch()
    code, said = run("--verify", tmp_path / "one")
    assert (code, "as of 2026-11-22 08:30:00 UTC, 5 rows; restored" in said) == (0, True)
    assert '"rows":5' in run("--verify", tmp_path / "one", "--json")[1]


def test_the_words_of_a_locked_key_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_opening, "asks_for_passphrase", lambda _file: True)
    monkeypatch.setattr(backup_opening, "identities", lambda _file, words: [words])
    monkeypatch.setattr(click, "prompt", lambda *_words, **_more: "four words")
    (tmp_path / "key").touch()
    assert backup_opening.keys_of(tmp_path / "key", tmp_path / "key") == ["four words"]


def test_a_pair_of_keys_is_made_once(public: str, tmp_path: Path) -> None:
    again = CliRunner().invoke(main, ["backup-key", str(tmp_path / "key")])
    assert (again.exit_code, "is there already" in again.output) == (1, True)
    nowhere = CliRunner().invoke(main, ["backup-key", str(tmp_path / "no" / "key")])
    assert (nowhere.exit_code, "No such file or directory" in nowhere.output) == (1, True)
