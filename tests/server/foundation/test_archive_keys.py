"""Keys for backups: made once, kept by their owner, and told apart."""

import base64
import stat
from pathlib import Path

import pyrage
import pytest

from server.foundation.archive import ArchiveError
from server.foundation.archive_keys import (
    LOCKED,
    asks_for_passphrase,
    identities,
    make_pair,
    recipients,
)


def test_the_private_key_is_its_owners_alone_and_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "key"
    public = make_pair(file)
    assert [str(one.to_public()) for one in identities(file)] == [public]
    assert (stat.S_IMODE(file.stat().st_mode), asks_for_passphrase(file)) == (0o600, False)
    with pytest.raises(FileExistsError):
        make_pair(file)


class Words:
    """As pyrage locks by a passphrase, without the seconds that guessing must cost (scrypt)."""

    @staticmethod
    def encrypt(content: bytes, words: str) -> bytes:
        return LOCKED + base64.b64encode(words.encode() + b"/" + content)

    @staticmethod
    def decrypt(content: bytes, words: str) -> bytes:
        said, _slash, clear = base64.b64decode(content[len(LOCKED) :]).partition(b"/")
        if said != words.encode():
            raise pyrage.DecryptError
        return clear


def test_a_passphrase_locks_the_private_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyrage, "passphrase", Words)
    file = tmp_path / "key"
    public = make_pair(file, "four words of mine")
    assert asks_for_passphrase(file)
    assert b"AGE-SECRET-KEY" not in file.read_bytes()
    assert [str(one.to_public()) for one in identities(file, "four words of mine")] == [public]
    with pytest.raises(ArchiveError, match="The passphrase does not open"):
        identities(file, "other words")


def test_a_private_key_is_no_recipient(tmp_path: Path) -> None:
    make_pair(tmp_path / "key")
    private = (tmp_path / "key").read_text().splitlines()[1]
    with pytest.raises(ArchiveError, match="This is a private key"):
        recipients([private])
    with pytest.raises(ArchiveError, match="“age1abc” is no public key"):
        recipients(["age1abc"])


@pytest.mark.parametrize("content", [b"", b"AGE-SECRET-KEY-1WRONG\n", b"\xff\xfe"])
def test_a_file_without_a_private_key_is_said_to_be_one(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(ArchiveError, match="There is no private key in"):
        identities(tmp_path / "key")
