"""What released versions left behind: whole databases, and what people still hold of them."""

import asyncio
import lzma
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from server.foundation import embedded, migrations

FOLDER: Final = Path(__file__).resolve().parents[1] / "server" / "releases"


class Release(Struct, frozen=True, kw_only=True):
    """A landed version, and a demonstration that its own code made and people used a little.

    The secrets are made up, and so is everybody in it.
    """

    number: int
    words: str
    revision: str
    made_at: datetime
    """When the demonstration was made; its events are around that day."""
    secret: str
    password: str = ""
    event: str = ""
    """Where people were checked in by hand."""
    lines: int = 0
    """How many of them stand."""
    feed: str = ""
    answer: str = ""
    """The address in an invitation's mail that nobody answered yet."""
    door: str = ""

    @property
    def name(self) -> str:
        """Such as «2-the-first-day»."""
        return f"{self.number}-{self.words}"

    @property
    def schema_and_data(self) -> bytes:
        """What `pg_dump` wrote, as SQL."""
        return lzma.decompress((FOLDER / f"{self.name}.sql.xz").read_bytes())


RELEASES: Final = msgspec.json.decode(
    (FOLDER / "releases.json").read_bytes(), type=tuple[Release, ...]
)
LAST_RELEASED: Final = RELEASES[-1].revision


async def restore(release: Release, config: dict[str, Any]) -> None:
    """Make the database of `config` and load into it what the release left behind."""
    await migrations.create_if_missing(config)
    reach = ("-h", config["host"], "-U", config["user"], "-d", config["database"])
    told = ("-q", "-X", "-1", "-v", "ON_ERROR_STOP=1")
    await asyncio.to_thread(
        subprocess.run,
        [str(embedded.programs() / "psql"), *reach, *told],
        input=release.schema_and_data, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
