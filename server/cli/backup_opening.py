"""Opening a backup: reading it through before anything is believed, and filling a database."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from server.cli.backup_programs import Restoring
from server.cli.backup_proving import wrong_with
from server.cli.backup_scratch import scratch
from server.foundation import archive_manifest
from server.foundation.archive import ArchiveError, unpacked
from server.foundation.archive_keys import Identity, asks_for_passphrase, identities
from server.foundation.archive_lock import opened
from server.foundation.archive_manifest import Manifest


class Contents(Struct, frozen=True):
    """What a backup says of itself, and the secret key in it."""

    manifest: Manifest
    secret: bytes


def keys_of(file: Path, key: Path | None) -> list[Identity]:
    """The private keys to open it with; asks a person for the passphrase of a locked one."""
    if not file.exists():
        raise ArchiveError("There is no such file.")
    if key is None:
        return []
    if not key.exists():
        raise ArchiveError(f"There is no key in {key}.")
    asked = asks_for_passphrase(key)
    return identities(key, click.prompt("Passphrase", hide_input=True, err=True) if asked else "")


def looked_through(file: Path, keys: Sequence[Identity]) -> Contents:
    """Read all of it once; raises ArchiveError where a byte differs or it is of a newer version."""
    with opened(file, keys) as read:
        parts = unpacked(read)
        first = [next(parts, ("", b"")), next(parts, ("", b""))]
        if [name for name, _content in first] != [archive_manifest.NAME, archive_manifest.SECRET]:
            raise ArchiveError("It is no backup of Convoca.")
        manifest = archive_manifest.read(first[0][1])
        archive_manifest.check_age(manifest)
        pieces = sum(1 for _piece in _dump(parts))
    if not pieces:
        raise ArchiveError("There is no database in it.")
    return Contents(manifest, first[1][1])


def filled(into: dict[str, Any], file: Path, keys: Sequence[Identity], major: int) -> None:
    """Restore the database of a backup that was looked through into an empty one."""
    with opened(file, keys) as read, Restoring(into, major) as restoring:
        parts = unpacked(read)
        next(parts), next(parts)
        for piece in _dump(parts):
            restoring.feed(piece)
        restoring.finish()


def _dump(parts: Iterator[tuple[str, bytes]]) -> Iterator[bytes]:
    """The dump's pieces, which have to follow each other."""
    for number, (name, piece) in enumerate(parts):
        if name != f"{archive_manifest.DUMP}{number:06}":
            raise ArchiveError("It is no backup of Convoca.")
        yield piece


async def verified(config: dict[str, Any], file: Path, keys: Sequence[Identity]) -> Manifest:
    """Restore it beside the database and look at it; raises ArchiveError where it is not right."""
    contents = await asyncio.to_thread(looked_through, file, keys)
    async with scratch(config, "verify") as beside:
        await asyncio.to_thread(filled, beside, file, keys, contents.manifest.dumped_by)
        wrong = await wrong_with(beside, contents.manifest)
    if wrong:
        raise ArchiveError(" ".join(["What was restored from it is wrong:", *wrong]))
    return contents.manifest
