"""The command that restores: what it refuses before anything is touched, and what it says."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from server.cli import restore, restore_place, restoring
from server.cli.commands import main
from server.cli.restore_place import RestoreError, check_secret, environment
from server.cli.restore_swap import _in_place, named_before
from server.cli.restoring import Restored, Wish
from server.foundation import archive_manifest
from server.foundation.archive import packed
from server.foundation.archive_manifest import Manifest
from tests.support.backups import SECRET

AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
MANIFEST = Manifest(made_at=AT, convoca="1.0", postgres=18, dumped_by=18, schema=(), counts={})
OTHER = b"the secret of quite another installation"


def backup(folder: Path, manifest: Manifest = MANIFEST, *names: str) -> Path:
    """A file with these parts, open to everybody."""
    told = {
        archive_manifest.NAME: archive_manifest.written(manifest),
        archive_manifest.SECRET: SECRET,
    }
    order = names or (*told, f"{archive_manifest.DUMP}000000")
    file = folder / "backup"
    file.write_bytes(b"".join(packed((name, told.get(name, b"dump")) for name in order)))
    return file


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["restore", *map(str, words)])
    return done.exit_code, done.output.strip()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an installation; its database is left out."""

    @contextmanager
    def installation(_environ: dict[str, str]) -> Iterator[tuple[None, dict[str, Any]]]:
        yield None, {}

    monkeypatch.setattr(restore, "installation", installation)
    monkeypatch.setenv("CONVOCA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("CONVOCA_SECRET_KEY", raising=False)
    return tmp_path / "data"


def test_what_is_back_is_said_and_what_is_left_to_do(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes: list[Wish] = []

    async def done(
        _config: object, _environ: object, wish: Wish, *_more: object, at: object
    ) -> Restored:
        wishes.append(wish)
        return Restored(as_of=AT, before="old", set_aside=3, erased=("volunteer:7",))

    monkeypatch.setattr(restoring, "restore", done)
    code, said = run(backup(tmp_path), "--replace", "--keep-sessions")
    told = said.splitlines()
    assert (code, told[0][:52]) == (0, "Everything is as of 2026-11-22 08:30:00 UTC again. W")
    assert told[1:3] == [
        "Erase again who had been erased since: volunteer:7.",
        "What was there is kept in the database “old”.",
    ]
    assert told[3].startswith("3 notices may have gone out since")
    assert [(wish.replace, wish.keep_sessions, wish.drop_old) for wish in wishes] == [
        (True, True, False)
    ]
    assert place.stat().st_mode & 0o777 == 0o700
    assert '"set_aside":3' in run(backup(tmp_path), "--json")[1]


@pytest.mark.parametrize(
    "names",
    [
        ("something",),
        ("manifest.json", "secret-key", "database.dump.000001"),
        ("manifest.json", "database.dump.000000", "secret-key"),
    ],
)
def test_what_is_no_backup_is_refused(names: tuple[str, ...], place: Path, tmp_path: Path) -> None:
    code, said = run(backup(tmp_path, MANIFEST, *names))
    assert (code, "It is no backup of Convoca. Nothing was restored." in said) == (1, True)


def test_one_without_a_database_is_refused(place: Path, tmp_path: Path) -> None:
    code, said = run(backup(tmp_path, MANIFEST, "manifest.json", "secret-key"))
    assert (code, "There is no database in it." in said) == (1, True)


def test_one_of_a_newer_version_is_refused(place: Path, tmp_path: Path) -> None:
    newer = replace(MANIFEST, convoca="9.9", schema=(("accounts", "2099-01-01"),))
    code, said = run(backup(tmp_path, newer))
    assert (code, "made by a newer version of Convoca (9.9;" in said) == (1, True)


def test_files_that_are_not_there_are_said(place: Path, tmp_path: Path) -> None:
    assert "There is no such file. Nothing was restored." in run(tmp_path / "none")[1]
    assert "There is no key in" in run(backup(tmp_path), "--key", tmp_path / "none")[1]


def test_another_secret_key_is_only_replaced_when_that_is_said(place: Path, tmp_path: Path) -> None:
    place.mkdir()
    (place / "secret-key").write_bytes(OTHER)
    code, said = run(backup(tmp_path))
    assert (code, "holds another key than the backup was made with." in said) == (1, True)
    environ = {"CONVOCA_DATA_DIR": str(place)}
    check_secret(environ, SECRET, replace=True)
    check_secret(environ, OTHER, replace=False)


def test_a_secret_key_in_the_environment_must_be_the_backups(tmp_path: Path) -> None:
    environ = {"CONVOCA_DATA_DIR": str(tmp_path), "CONVOCA_SECRET_KEY": OTHER.decode()}
    check_secret(environ, OTHER, replace=False)
    with pytest.raises(RestoreError, match="take the variable away"):
        check_secret(environ, SECRET, replace=True)


def test_another_place_is_a_folder_or_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVOCA_DATABASE_URL", "postgresql://here/convoca")
    monkeypatch.setenv("CONVOCA_DATA_DIR", "here")
    names = ("CONVOCA_DATABASE_URL", "CONVOCA_DATA_DIR")

    def told(into: str | None) -> list[str | None]:
        return [environment(into).get(name) for name in names]

    assert told(None) == ["postgresql://here/convoca", "here"]
    assert told("postgresql://there/other") == ["postgresql://there/other", "here"]
    assert told("/there") == [None, "/there"]


@pytest.mark.parametrize("there", [[OTHER], [SECRET], []])
def test_a_key_is_as_it_was_when_the_swap_fails(there: list[bytes], tmp_path: Path) -> None:
    key = tmp_path / "secret-key"
    for content in there:
        key.write_bytes(content)
    with pytest.raises(FileNotFoundError), _in_place(key, SECRET, AT):  # noqa: PT012 (what is so within)
        assert key.read_bytes() == SECRET
        (tmp_path / "none").unlink()
    assert [file.read_bytes() for file in tmp_path.iterdir()] == there


def test_a_long_name_leaves_room_for_when(tmp_path: Path) -> None:
    assert named_before("x" * 63, AT) == "x" * 40 + "_before_20261122_083000"
    assert restore_place.secret_file({"CONVOCA_DATA_DIR": str(tmp_path)}) == tmp_path / "secret-key"
