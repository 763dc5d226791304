"""Pairs of keys for backups: the public one locks, the private one opens (X25519, as in age)."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeAlias

import pyrage

from server.foundation.archive import ArchiveError

Recipient: TypeAlias = Any
Identity: TypeAlias = Any
PRIVATE: Final = "AGE-SECRET-KEY-"
LOCKED: Final = b"age-encryption.org/v1"


def make_pair(file: Path, passphrase: str = "") -> str:
    """Write a new private key to a file that is its owner's alone; returns the public key.

    With a passphrase the file is locked by it. Raises FileExistsError rather than overwrite one.
    """
    made = pyrage.x25519.Identity.generate()
    public = str(made.to_public())
    content = f"# public key: {public}\n{made}\n".encode()
    if passphrase:
        content = pyrage.passphrase.encrypt(content, passphrase)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    return public


def recipients(public_keys: Iterable[str]) -> list[Recipient]:
    """Who may open it; raises ArchiveError for what is no public key, private ones first of all."""
    return [_recipient(text.strip()) for text in public_keys]


def _recipient(text: str) -> Recipient:
    if text.upper().startswith(PRIVATE):
        raise ArchiveError("This is a private key: the public one begins with age1.")
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise ArchiveError(f"“{text[:80]}” is no public key: one begins with age1.") from None


def asks_for_passphrase(file: Path) -> bool:
    """Whether the file of a private key is locked by a passphrase."""
    return file.read_bytes().startswith(LOCKED)


def identities(file: Path, passphrase: str = "") -> list[Identity]:
    """The private keys of a file; raises ArchiveError where none is, or the words are wrong."""
    content = file.read_bytes()
    if content.startswith(LOCKED):
        try:
            content = pyrage.passphrase.decrypt(content, passphrase)
        except pyrage.DecryptError:
            raise ArchiveError(f"The passphrase does not open {file}.") from None
    lines = content.decode(errors="replace").split()
    try:
        found = [
            pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(PRIVATE)
        ]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise ArchiveError(f"There is no private key in {file}: one begins with {PRIVATE}1.")
    return found
