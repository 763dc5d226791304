"""Where backups go and who may open them, as the settings name it."""

from pathlib import Path

import pytest

from server.foundation.setting_values import SettingsError
from server.foundation.settings import Settings, load

ONE = "age1zr9lvyh3ntpnvypfkkn3ussfdwexwzwumuwr93mzrslj6r9shd4s2cn9jq"
OTHER = "age1egnh9hlrj6farp7hlf62m8c5yszc7ay9sga6zpvxef8zgmu3f5usch2f7j"


def loaded(folder: Path, **variables: str) -> Settings:
    named = {f"CONVOCA_{name}": value for name, value in variables.items()}
    return load({"CONVOCA_DATA_DIR": str(folder), "CONVOCA_SECRET_KEY": "x" * 40, **named})


def test_nothing_is_backed_up_unless_somebody_says_so(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert (found.backup_dir, found.backup_to) == (None, ())


@pytest.mark.parametrize("between", [",", " ", ", "])
def test_several_people_may_open_them(between: str, tmp_path: Path) -> None:
    there = str(tmp_path / "backups")
    found = loaded(tmp_path, BACKUP_DIR=there, BACKUP_TO=f"{ONE}{between}{OTHER}")
    assert (found.backup_dir, found.backup_to) == (Path(there), (ONE, OTHER))


@pytest.mark.parametrize("key", [ONE[:-1], f"{ONE}, somebody", "AGE-SECRET-KEY-1ABC"])
def test_what_is_no_public_key_is_named_but_not_repeated(key: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CONVOCA_BACKUP_TO must be public keys") as refused:
        loaded(tmp_path, BACKUP_TO=key)
    assert key not in str(refused.value)


def test_a_file_is_no_folder_for_backups(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="CONVOCA_BACKUP_DIR must be a folder"):
        loaded(tmp_path, BACKUP_DIR=str(tmp_path / "file"))
