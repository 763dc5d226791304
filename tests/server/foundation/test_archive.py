"""The file of a backup: what was put in comes out, or nothing is believed."""

import io
import tarfile
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.foundation.archive import CHANGED, SEAL, ArchiveError, packed, unpacked

PARTS = [
    ("manifest.json", b'{"format": 1}'),
    ("empty", b""),
    ("dump.000000", bytes(range(256)) * 3),
]
FILE = b"".join(packed(PARTS))


def read(content: bytes) -> list[tuple[str, bytes]]:
    return list(unpacked(io.BytesIO(content).read))


@given(st.lists(st.tuples(st.from_regex(r"[a-z]{1,20}", fullmatch=True), st.binary(max_size=2000))))
def test_what_was_packed_is_unpacked_in_its_order(parts: list[tuple[str, bytes]]) -> None:
    assert read(b"".join(packed(parts))) == parts


@given(st.binary(max_size=3000), st.data())
def test_a_reader_that_gives_less_than_asked_for_is_asked_again(
    content: bytes, data: st.DataObject
) -> None:
    source = io.BytesIO(b"".join(packed([("one", content)])))
    found = unpacked(lambda size: source.read(data.draw(st.integers(min(size, 200), size))))
    assert list(found) == [("one", content)]


def test_a_change_of_any_byte_is_noticed() -> None:
    assert read(FILE) == PARTS
    for place in range(0, len(FILE), 3):
        changed = bytearray(FILE)
        changed[place] ^= 1 << place % 8
        with pytest.raises(ArchiveError, match=CHANGED):
            read(bytes(changed))


def test_a_file_that_was_cut_or_continued_is_noticed() -> None:
    for length in (*range(0, len(FILE), 100), len(FILE) - 1):
        with pytest.raises(ArchiveError, match=CHANGED):
            read(FILE[:length])
    with pytest.raises(ArchiveError, match=CHANGED):
        read(FILE + b"\0")


def test_parts_that_changed_places_are_noticed() -> None:
    one, other = (b"".join(packed([part]))[:1024] for part in (PARTS[0], PARTS[2]))
    whole = b"".join(packed([PARTS[0], PARTS[2]]))
    assert whole.startswith(one)
    with pytest.raises(ArchiveError, match=CHANGED):
        read(other + one + whole[2048:])


def test_a_part_that_says_it_is_huge_is_not_believed() -> None:
    told = tarfile.TarInfo("dump")
    told.size, told.mode = 2**40, 0o600
    with pytest.raises(ArchiveError, match=CHANGED):
        read(told.tobuf(tarfile.GNU_FORMAT))


def test_it_opens_and_is_checked_without_us() -> None:
    with tarfile.open(fileobj=io.BytesIO(FILE)) as opened:
        names = opened.getnames()
        held = {name: opened.extractfile(name) for name in names}
        content = {name: file.read() for name, file in held.items() if file}
    sums = [line.split("  ") for line in content[SEAL].decode().splitlines()]
    assert names == [*dict(PARTS), SEAL]
    assert sums == [[sha256(part).hexdigest(), name] for name, part in PARTS]
