"""A backup that is locked opens for whom it was locked, whole or not at all."""

import errno
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.foundation.archive import CHANGED, ArchiveError, packed, unpacked
from server.foundation.archive_keys import identities, make_pair, recipients
from server.foundation.archive_lock import is_locked, locked, opened

PARTS = [("manifest.json", b"{}"), ("dump.000000", random.Random(1).randbytes(200_000))]


class Pair:
    """A public key and the file of the private one."""

    def __init__(self, folder: Path, name: str) -> None:
        self.file = folder / name
        self.public = make_pair(self.file)


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path, "key")


@pytest.fixture
def backup(pair: Pair, tmp_path: Path) -> Path:
    """A file that the pair opens."""
    path = tmp_path / "backup.age"
    with path.open("wb") as file:
        locked(packed(PARTS), file, recipients([pair.public]))
    return path


def read(path: Path, *keys: Pair) -> list[tuple[str, bytes]]:
    found = [identity for key in keys for identity in identities(key.file)]
    with opened(path, found) as reading:
        return list(unpacked(reading))


def test_whoever_has_the_private_key_opens_it(backup: Path, pair: Pair) -> None:
    assert (is_locked(backup), read(backup, pair)) == (True, PARTS)
    assert PARTS[1][1][:32] not in backup.read_bytes()


def test_any_of_several_may_open_it(pair: Pair, tmp_path: Path) -> None:
    other, path = Pair(tmp_path, "other"), tmp_path / "for-two"
    with path.open("wb") as file:
        locked(packed(PARTS), file, recipients([pair.public, other.public]))
    assert read(path, pair) == read(path, other) == PARTS


def test_without_recipients_everybody_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "open.tar"
    with path.open("wb") as file:
        locked(packed(PARTS), file, ())
    assert (is_locked(path), read(path)) == (False, PARTS)


def test_nobody_else_opens_it(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="This key does not open it"):
        read(backup, Pair(tmp_path, "other"))
    with pytest.raises(ArchiveError, match="--key"):
        read(backup)


def test_a_change_of_a_byte_anywhere_is_noticed(backup: Path, pair: Pair) -> None:
    whole = backup.read_bytes()
    chance = random.Random(7)
    places = [*range(0, 250, 6), len(whole) - 1, *chance.sample(range(len(whole)), 40)]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        backup.write_bytes(changed)
        with pytest.raises(ArchiveError):
            read(backup, pair)


def test_a_file_that_was_cut_or_continued_is_noticed(backup: Path, pair: Pair) -> None:
    whole = backup.read_bytes()
    for wrong in (whole[:-1], whole[:70_000], whole[:100], whole + b"x"):
        backup.write_bytes(wrong)
        with pytest.raises(ArchiveError, match=CHANGED):
            read(backup, pair)


def test_a_reader_may_leave_early(backup: Path, pair: Pair) -> None:
    with opened(backup, identities(pair.file)) as reading:
        assert next(unpacked(reading)) == PARTS[0]


def test_what_goes_wrong_in_the_making_is_raised_as_it_is(pair: Pair) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"begun"
        raise LookupError("the dump failed")

    with pytest.raises(LookupError, match="the dump failed"):
        locked(pieces(), io.BytesIO(), recipients([pair.public]))


@pytest.mark.parametrize("readers", [0, 1])
def test_a_disk_that_fills_is_said(pair: Pair, readers: int) -> None:
    class Full(io.BytesIO):
        def write(self, _piece: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        locked(packed(PARTS), Full(), recipients([pair.public] * readers))
