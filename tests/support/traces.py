"""Everything an installation keeps and says, so that what must not be there can be looked for."""

import asyncio
import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import msgspec

from server.web.signposts import NAVIGATION, SECTIONS
from tests.support.installation import Installation

HEX = re.compile(r"\\x((?:[0-9a-f]{2})+)")
# What of a line of the log is a number of the machine's own.
MACHINES = ("ms", "timestamp", "request", "status")


def dumped(installation: Installation) -> str:
    """The whole database as text; what is kept as bytes stands there in hexadecimals and raw."""
    rows = asyncio.run(_rows(installation))
    raw = [bytes.fromhex(found).decode("latin-1") for row in rows for found in HEX.findall(row)]
    return "\n".join([*rows, *raw])


async def _rows(installation: Installation) -> list[str]:
    sockets = str(installation.data / "postgres" / "cluster")
    database = await asyncpg.connect(host=sockets, user="postgres", database="convoca")
    try:
        tables = await database.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [
            f"{table['tablename']}: {row['row']}"
            for table in tables
            for row in await database.fetch(
                f'SELECT to_jsonb(t)::text AS row FROM "{table["tablename"]}" t'
            )
        ]
    finally:
        await database.close()


def logged(installation: Installation) -> str:
    """What the servers wrote, without the numbers that they made up themselves."""
    told = []
    for line in installation.log.read_text().splitlines():
        try:
            written: dict[str, Any] = msgspec.json.decode(line)
        except msgspec.DecodeError:
            told.append(line)
        else:
            kept = {name: value for name, value in written.items() if name not in MACHINES}
            told.append(msgspec.json.encode(kept).decode())
    return "\n".join(told)


def found_in_files(installation: Installation, words: Collection[str]) -> list[tuple[str, str]]:
    """Which of these words stand in which file of the data folder: tables, journals, logs, mail."""
    files = [file for file in installation.data.rglob("*") if file.is_file()]
    needles = [(word, word.encode()) for word in words]
    return [
        (file.name, word)
        for file in files
        for whole in [_whole(file)]
        for word, needle in needles
        if needle in whole
    ]


def _whole(file: Path) -> bytes:
    """What stands in a file; the database may take one away meanwhile."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def pages_about(event: str) -> list[str]:
    """The addresses of all pages that a coordinator may have of an event, and of all events."""
    of_event = [door.href.format(id=event) for door in SECTIONS["event"]]
    of_all = [door.href for section in ("attendance", "settings") for door in SECTIONS[section]]
    return [*of_event, f"/eventos/{event}/revision", *(it.href for it in NAVIGATION), *of_all]


def told_about(event: str) -> list[str]:
    """The addresses of what programs may read of an event."""
    return [f"/api/v1/events/{event}{more}" for more in ("", "/register")]


def read(visitor: httpx.Client, addresses: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each of these pages, as far as this visitor is let in."""
    for address in addresses:
        answer = visitor.get(address)
        if answer.status_code == 200:
            yield address, answer.text


def in_fours(code: str, gap: str = "-") -> str:
    """A code as it is printed."""
    return gap.join(code[at : at + 4] for at in range(0, len(code), 4))


def spellings(code: str) -> list[str]:
    """A code as people and programs may write it: whole, in fours, and by its halves."""
    fours = [code[at : at + 4] for at in range(0, len(code), 4)]
    whole = [code, *(in_fours(code, gap) for gap in ("-", " ", "%20", "\u2011", "\u2013"))]
    halves = [f"{one}{gap}{two}" for one, two in pairwise(fours) for gap in ("", "-", " ")]
    told = [*whole, *halves]
    return [*told, *(one.lower() for one in told), code.encode().hex()]
