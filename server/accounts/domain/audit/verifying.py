"""Following the chain from link to link, however long it is."""

from typing import Any, Final

import msgspec
from asyncpg import Record
from msgspec import Struct

from server.accounts.domain.audit.chain import BEGINNING, canonical, name_mark, seal
from server.foundation.database import fetch

AT_ONCE: Final = 2_000
CHECKPOINT: Final = "SELECT number, hash FROM audit_checkpoint ORDER BY number DESC LIMIT 1"
NEWEST: Final = "SELECT id AS number, hash FROM audit_entry ORDER BY id DESC LIMIT 1"
FROM_HERE: Final = "SELECT * FROM audit_entry WHERE id > $1 ORDER BY id LIMIT $2"
# Nothing may stand before the checkpoint: whoever puts it there would not be looked at.
BEFORE: Final = "SELECT min(id) AS number FROM audit_entry WHERE id <= $1"
# Each checkpoint stands for exactly what the one before left, and for nothing that was young.
MADE_UP: Final = """
    SELECT number FROM (
        SELECT number, entries, at, forgotten_at,
            lag(number, 1, 0::bigint) OVER (ORDER BY number) AS before
        FROM audit_checkpoint
    ) AS one
    WHERE number <> before + entries OR forgotten_at < at + interval '365 days'
    ORDER BY number LIMIT 1
"""
GUARDS: Final = (
    "audit_entry_is_append_only",
    "audit_entry_is_never_emptied",
    "audit_entry_loses_only_its_name",
    "audit_checkpoint_stays",
)
STANDING: Final = "SELECT tgname FROM pg_trigger WHERE tgname = ANY($1) AND tgenabled IN ('O', 'A')"


class Head(Struct, frozen=True):
    """How far the chain reaches: the number of an entry, and its hash."""

    number: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.number} {self.hash.hex()}"


class Verdict(Struct, frozen=True):
    """From where to where the chain was followed, and the first link that is broken, if any."""

    after: Head
    until: Head
    broken: int | None = None


START: Final = Head(0, BEGINNING)


async def head() -> Head:
    """The newest entry; what is kept of it elsewhere shows whether later ones were cut off."""
    return await _one(NEWEST) or await beginning()


async def beginning() -> Head:
    """What the oldest entry that is kept follows from."""
    return await _one(CHECKPOINT) or START


async def first_broken_link() -> int | None:
    """The number of the first entry that does not follow from the one before it, if any."""
    return (await verify()).broken


async def verify(after: Head | None = None) -> Verdict:
    """Follow the chain to its end: from `after`, which the caller trusts, or from its beginning."""
    begin = reached = after or await beginning()
    early = await fetch(BEFORE, begin.number) if after is None else []
    for row in (*early, *await fetch(MADE_UP)):
        if row["number"] is not None:
            return Verdict(begin, begin, row["number"])
    while rows := await fetch(FROM_HERE, reached.number, AT_ONCE):
        for row in rows:
            following = _link(row, reached)
            if following is None:
                return Verdict(begin, reached, reached.number + 1)
            reached = following
    return Verdict(begin, reached)


async def unguarded() -> list[str]:
    """The triggers that keep the audit as it is and that somebody took off or switched off."""
    found = {row["tgname"] for row in await fetch(STANDING, list(GUARDS))}
    return [name for name in GUARDS if name not in found]


def _link(row: Record, before: Head) -> Head | None:
    """Where the chain stands after this entry, unless it does not follow."""
    expected = seal(before.hash, row["id"], row["at"], *_words(row))
    told = row["id"], row["previous"], row["hash"]
    if told != (before.number + 1, before.hash, expected) or not _is_named(row):
        return None
    return Head(row["id"], expected)


def _words(row: Record) -> tuple[str, ...]:
    detail: dict[str, Any] = msgspec.json.decode(row["detail"])
    who = row["name_mark"].hex() if row["name_mark"] else row["actor"]
    return str(row["account"]), who, row["act"], row["subject"], canonical(detail)


def _is_named(row: Record) -> bool:
    """Whether the name is the one that was written, or blanked with its salt."""
    if row["name_mark"] is None:
        return row["salt"] is None
    if row["salt"] is None:
        return not row["actor"]
    return bool(name_mark(row["actor"], row["salt"]) == row["name_mark"])


async def _one(query: str) -> Head | None:
    rows = await fetch(query)
    return Head(rows[0]["number"], rows[0]["hash"]) if rows else None
