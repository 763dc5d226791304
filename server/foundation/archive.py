"""The file of a backup: a tar of named parts, of which the last holds everybody's SHA-256.

`tar -x` and `sha256sum -c SHA256SUMS` open and check it without us. Read by us, every single byte
counts: whatever is not exactly as it would be written is refused.
"""

import tarfile
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Final

BLOCK: Final = 512
SEAL: Final = "SHA256SUMS"
END: Final = bytes(2 * BLOCK)
# No part is longer, so that none has to be believed before it is held in memory.
LONGEST: Final = 64 * 1024 * 1024
CHANGED: Final = "It was changed or cut short since it was made: nothing of it can be trusted."


class ArchiveError(Exception):
    """The file is not what was written; the sentence says so."""


def packed(parts: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The bytes of the file, piece by piece, while the parts still come in."""
    sums = []
    for name, content in parts:
        sums.append(_sum(name, content))
        yield from _member(name, content)
    yield from _member(SEAL, "".join(sums).encode())
    yield END


def unpacked(read: Callable[[int], bytes]) -> Iterator[tuple[str, bytes]]:
    """The parts in their order; only when the last was asked for is it known that all are right.

    Raises ArchiveError where a byte differs. `read` may return less than asked for.
    """
    sums = []
    while True:
        name, content = _part(read)
        if name == SEAL:
            break
        sums.append(_sum(name, content))
        yield name, content
    if content != "".join(sums).encode() or _all(read, len(END)) != END or read(1):
        raise ArchiveError(CHANGED)


def _member(name: str, content: bytes) -> Iterator[bytes]:
    yield _header(name, len(content))
    yield content
    yield bytes(-len(content) % BLOCK)


def _part(read: Callable[[int], bytes]) -> tuple[str, bytes]:
    block = _all(read, BLOCK)
    try:
        told = tarfile.TarInfo.frombuf(block, "ascii", "strict")
    except (tarfile.HeaderError, UnicodeError, ValueError):
        raise ArchiveError(CHANGED) from None
    if not 0 <= told.size <= LONGEST or block != _header(told.name, told.size):
        raise ArchiveError(CHANGED)
    content = _all(read, told.size)
    if any(_all(read, -told.size % BLOCK)):
        raise ArchiveError(CHANGED)
    return told.name, content


def _header(name: str, size: int) -> bytes:
    told = tarfile.TarInfo(name)
    told.size, told.mode = size, 0o600
    return told.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")


def _sum(name: str, content: bytes) -> str:
    return f"{sha256(content).hexdigest()}  {name}\n"


def _all(read: Callable[[int], bytes], size: int) -> bytes:
    pieces, missing = [], size
    while missing:
        piece = read(missing)
        if not piece:
            raise ArchiveError(CHANGED)
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
