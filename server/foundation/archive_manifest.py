"""What a backup says of itself: its first part, read before anything else is believed."""

from datetime import datetime
from importlib.metadata import version
from typing import Final

import msgspec
from msgspec import Struct

from server.foundation.archive import ArchiveError
from server.foundation.migrations import shipped

FORMAT: Final = 1
NAME: Final = "manifest.json"
SECRET: Final = "secret-key"  # noqa: S105 (the name of a part)
DUMP: Final = "database.dump."


class Manifest(Struct, frozen=True, kw_only=True):
    """When it was made, by which version, of what schema, and what was in the database then.

    `schema` are the migrations that the database had had, by room and name. `counts` are the rows
    of each table in the same snapshot as the dump. `head` is the last entry of the audit chain with
    its hash, unless there was none. `postgres` is the server's version, `dumped_by` pg_dump's.
    """

    format: int = FORMAT
    made_at: datetime
    convoca: str
    postgres: int
    dumped_by: int
    schema: tuple[tuple[str, str], ...]
    counts: dict[str, int]
    head: tuple[int, str] | None = None


def this_version() -> str:
    """The version of Convoca that runs here."""
    return version("convoca")


def written(manifest: Manifest) -> bytes:
    """As the part of the archive; for eyes too."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n"


def read(content: bytes) -> Manifest:
    """The manifest; raises ArchiveError where it is of a version to come."""
    try:
        format_ = msgspec.json.decode(content, type=dict[str, object]).get("format")
        if isinstance(format_, int) and format_ > FORMAT:
            raise ArchiveError("It was made by a newer version of Convoca: restore it with that.")
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError:
        raise ArchiveError("What it says of itself cannot be read.") from None


def check_age(manifest: Manifest) -> None:
    """Raise ArchiveError where the database was of a newer version than ours."""
    unknown = sorted({name for _room, name in set(manifest.schema) - shipped()})
    if unknown:
        raise ArchiveError(
            f"It was made by a newer version of Convoca ({manifest.convoca}; this is"
            f" {this_version()}): its database knows {len(unknown)} changes that this version does"
            f" not, such as {unknown[-1]}. Restore it with that version."
        )
