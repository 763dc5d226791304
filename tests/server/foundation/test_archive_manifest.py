"""What a backup says of itself."""

import msgspec
import pytest

from server.foundation import archive_manifest
from server.foundation.archive import ArchiveError
from server.foundation.archive_manifest import Manifest, check_age, read, written
from server.foundation.clock import now
from server.foundation.migrations import shipped

MANIFEST = Manifest(
    made_at=now(), convoca="1.0", postgres=18, dumped_by=18, schema=tuple(sorted(shipped())),
    counts={"account": 2}, head=(7, "ab" * 32),
)  # fmt: skip


def test_it_is_read_as_it_was_written() -> None:
    assert read(written(MANIFEST)) == MANIFEST
    check_age(MANIFEST)


def test_one_of_an_older_version_is_welcome() -> None:
    check_age(msgspec.structs.replace(MANIFEST, schema=MANIFEST.schema[:3]))


def test_one_of_a_newer_version_is_refused() -> None:
    newer = msgspec.structs.replace(
        MANIFEST,
        convoca="9.9",
        schema=(*MANIFEST.schema, ("accounts", "2099-01-01T00:00:00:000001")),
    )
    with pytest.raises(ArchiveError, match=r"newer version of Convoca \(9.9; .*2099-01-01"):
        check_age(newer)
    told = written(msgspec.structs.replace(MANIFEST, format=archive_manifest.FORMAT + 1))
    with pytest.raises(ArchiveError, match="newer version"):
        read(told)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 1}', b'{"format": "x"}'])
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(ArchiveError, match="cannot be read"):
        read(content)
