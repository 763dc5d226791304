"""Keeping letters as files, for installations that name no mail server."""

import os
import tempfile
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from notifications.channels.failures import TemporaryFailure


def keep(letter: bytes, *, name: str, folder: Path) -> None:
    """Write a letter that only the owner can read, whole or not at all; the same name replaces it.

    Raises TemporaryFailure when the disk does not let us.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(letter)
        Path(unfinished).replace(_file(folder, name))
    except OSError as error:
        raise TemporaryFailure(error.strerror or type(error).__name__) from error


def kept(name: str, *, folder: Path) -> EmailMessage | None:
    """The letter that was kept under this name, if any was."""
    try:
        raw = _file(folder, name).read_bytes()
    except FileNotFoundError:
        return None
    letter = message_from_bytes(raw, policy=default)
    assert isinstance(letter, EmailMessage)
    return letter


def names(*, folder: Path) -> list[str]:
    """What is kept there."""
    return [file.stem for file in folder.glob("*.eml")]


def discard(name: str, *, folder: Path) -> None:
    """Keep it no longer."""
    _file(folder, name).unlink(missing_ok=True)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.eml"
