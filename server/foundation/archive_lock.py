"""Locking a backup so that only a private key opens it: age files (age-encryption.org/v1)."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final, TypeAlias

import pyrage

from server.foundation.archive import CHANGED, ArchiveError
from server.foundation.archive_keys import Identity, Recipient

MAGIC: Final = b"age-encryption.org/v1\n"
PIECE: Final = 64 * 1024
Reading: TypeAlias = Callable[[int], bytes]


class Pulled:
    """A reader of pieces as they are made; keeps what went wrong in the making."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = memoryview(b"")
        self.failure: BaseException | None = None

    def read(self, size: int = PIECE) -> bytes:
        """At least one byte unless all were read."""
        try:
            while not self._left:
                piece = next(self._pieces, None)
                if piece is None:
                    return b""
                self._left = memoryview(piece)
        except BaseException as error:
            self.failure = error
            raise
        taken, self._left = self._left[:size], self._left[size:]
        return bytes(taken)


class Written:
    """A writer into a file that keeps what went wrong, such as a disk that is full."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.failure: BaseException | None = None

    def write(self, piece: bytes) -> int:
        """All of it."""
        try:
            return self._file.write(piece)
        except OSError as error:
            self.failure = error
            raise

    def flush(self) -> None:
        """Left to whoever closes the file."""


def locked(pieces: Iterable[bytes], file: IO[bytes], to: Sequence[Recipient]) -> None:
    """Write the pieces for the recipients; for none of them, as they are."""
    if not to:
        for piece in pieces:
            file.write(piece)
        return
    source, target = Pulled(pieces), Written(file)
    try:
        pyrage.encrypt_io(source, target, to)
    except pyrage.EncryptError as error:
        raise source.failure or target.failure or error from None


def is_locked(path: Path) -> bool:
    """Whether a key is needed to open the file."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


@contextmanager
def opened(path: Path, keys: Sequence[Identity]) -> Iterator[Reading]:
    """Yield what reads the file in the clear.

    Raises ArchiveError, also out of a read, where no key fits or a byte was changed.
    """
    if not is_locked(path):
        with path.open("rb") as file:
            yield file.read
        return
    if not keys:
        raise ArchiveError("It is locked: name the file with the private key by --key.")
    with _unlocked(path, keys) as reading:
        yield reading


@contextmanager
def _unlocked(path: Path, keys: Sequence[Identity]) -> Iterator[Reading]:
    """What is opened on one end of a pipe is read at the other."""
    failures: list[ArchiveError] = []
    out, into = os.pipe()
    worker = threading.Thread(target=_unlock, args=(path, into, keys, failures), daemon=True)
    worker.start()
    with os.fdopen(out, "rb") as clear:

        def read(size: int) -> bytes:
            piece = clear.read(size)
            if len(piece) < size:
                worker.join()
                if failures:
                    raise failures[0]
            return piece

        yield read
    worker.join()


def _unlock(path: Path, into: int, keys: Sequence[Identity], failures: list[ArchiveError]) -> None:
    # Whoever reads may leave before the end: then nobody wants the rest.
    with suppress(BrokenPipeError), os.fdopen(into, "wb") as pipe, path.open("rb") as file:
        try:
            pyrage.decrypt_io(file, pipe, list(keys))
        except pyrage.DecryptError as error:
            foreign = "No matching keys" in str(error)
            failures.append(ArchiveError("This key does not open it." if foreign else CHANGED))
        except OSError:
            failures.append(ArchiveError(CHANGED))
