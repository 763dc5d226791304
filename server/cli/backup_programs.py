"""Running pg_dump and pg_restore, piece by piece."""

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, Self

from server.foundation.postgres_programs import ProgramError, address, environment, fitting

PIECE: Final = 4 * 1024 * 1024
# Whose the tables are and who else may read them belongs to the server, not to what is kept.
NOBODYS: Final = ("--no-owner", "--no-privileges")
# The least effort makes four fifths of the smallness in a third of the time.
DUMPS: Final = ("--format=custom", "--compress=1", "--lock-wait-timeout=60s", *NOBODYS)
# The only thing that may go wrong: from version 17 on pg_restore sets a limit, which is none, that
# older servers do not know.
HARMLESS: Final = (
    'unrecognized configuration parameter "transaction_timeout"',
    "errors ignored on restore: 1",
)


def dumped(config: Mapping[str, Any], snapshot: str, major: int) -> Iterator[bytes]:
    """The dump of a server of this version at a snapshot; raises ProgramError if it fails."""
    program = fitting("pg_dump", major, config)
    command = [str(program), *DUMPS, f"--snapshot={snapshot}", f"--dbname={address(config)}"]
    with (
        tempfile.TemporaryFile() as told,
        subprocess.Popen(
            command, env=environment(config), stdout=subprocess.PIPE, stderr=told
        ) as process,
    ):
        assert process.stdout is not None
        try:
            while piece := process.stdout.read(PIECE):
                yield piece
        except BaseException:
            process.kill()
            raise
        if process.wait():
            raise ProgramError(f"pg_dump failed: {_last_words(told)}")


class Restoring:
    """A pg_restore that fills an empty database from the pieces of a dump as they come.

    `major` is the version of the pg_dump that they are of.
    """

    def __init__(self, config: Mapping[str, Any], major: int) -> None:
        program = fitting("pg_restore", major, config)
        # What is being filled is thrown away if the power fails.
        quick = {"PGOPTIONS": "-c synchronous_commit=off"}
        self._told = tempfile.TemporaryFile()  # noqa: SIM115 (closed with us)
        self._process = subprocess.Popen(
            [program, *NOBODYS, f"--dbname={address(config)}"],
            env={**environment(config), **quick},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._told,
        )
        assert self._process.stdin is not None
        self._into = self._process.stdin

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._process.poll() is None:
            self._process.kill()
        with suppress(OSError):
            self._into.close()
        self._process.wait()
        self._told.close()

    def feed(self, piece: bytes) -> None:
        """The next piece; raises ProgramError once it failed."""
        try:
            self._into.write(piece)
        except BrokenPipeError:
            self.finish()

    def finish(self) -> None:
        """Wait until everything is in its place; raises ProgramError if it failed."""
        with suppress(BrokenPipeError):
            self._into.close()
        if self._process.wait():
            said = _last_words(self._told)
            if not all(words in said for words in HARMLESS):
                raise ProgramError(f"pg_restore failed: {said}")


def _last_words(told: Any) -> str:
    told.seek(0)
    lines = told.read().decode(errors="replace").strip().splitlines()
    return " ".join(lines[-6:]) or "it said nothing"
