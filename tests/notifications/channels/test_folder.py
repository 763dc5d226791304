"""Letters kept as files."""

from pathlib import Path

import pytest

from notifications.channels.failures import TemporaryFailure
from notifications.channels.folder import keep, kept


def test_a_kept_letter_is_for_its_owner_alone(tmp_path: Path) -> None:
    keep(b"Subject: Hola\r\n\r\nuno\r\n", name="n1", folder=tmp_path / "mail")
    assert oct((tmp_path / "mail").stat().st_mode & 0o777) == "0o700"
    assert oct((tmp_path / "mail" / "n1.eml").stat().st_mode & 0o777) == "0o600"


def test_a_second_copy_replaces_the_first(tmp_path: Path) -> None:
    keep(b"Subject: Uno\r\n\r\n", name="n1", folder=tmp_path)
    keep(b"Subject: Dos\r\n\r\n", name="n1", folder=tmp_path)
    letter = kept("n1", folder=tmp_path)
    assert letter is not None
    assert (letter["Subject"], [file.name for file in tmp_path.iterdir()]) == ("Dos", ["n1.eml"])


def test_a_letter_that_was_not_kept_is_none(tmp_path: Path) -> None:
    assert kept("n1", folder=tmp_path) is None


def test_a_folder_that_cannot_be_written_is_a_temporary_failure(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("not a folder")
    with pytest.raises(TemporaryFailure):
        keep(b"", name="n1", folder=tmp_path / "mail")
