"""The chain of what was done: every entry seals the one before it."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

import msgspec

from server.accounts.tables import AuditEntry
from server.foundation.database import fetch, only_one_at_a_time, transaction
from server.foundation.identity import Actor

BEGINNING: Final = bytes(32)


async def record(by: Actor, act: str, subject: str, *, at: datetime, **detail: Any) -> None:
    """Append what `by` did to `subject`, in the transaction that does it."""
    async with transaction():
        await hold()
        last = await fetch("SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1")
        number, previous = (last[0]["id"] + 1, last[0]["hash"]) if last else (1, BEGINNING)
        told = _canonical(detail)
        seal = _seal(previous, number, at, str(by.account), by.name, act, subject, told)
        entry = AuditEntry(
            id=number,
            at=at,
            account=by.account,
            actor=by.name,
            act=act,
            subject=subject,
            detail=told,
            previous=previous,
            hash=seal,
        )
        await AuditEntry.insert(entry)


async def hold() -> None:
    """Wait for whoever has recorded something, and let nobody else until the transaction ends.

    So what is looked at from here on is what everybody else did. It is the last thing to be held:
    who holds it waits for nothing that others hold.
    """
    await only_one_at_a_time("audit")


async def first_broken_link() -> int | None:
    """The number of the first entry that does not follow from the one before it, if any."""
    previous, expected = BEGINNING, 1
    for row in await fetch("SELECT * FROM audit_entry ORDER BY id"):
        told = _canonical(msgspec.json.decode(row["detail"]))
        words = (str(row["account"]), row["actor"], row["act"], row["subject"], told)
        seal = _seal(previous, row["id"], row["at"], *words)
        if (row["id"], row["previous"], row["hash"]) != (expected, previous, seal):
            return expected
        previous, expected = seal, expected + 1
    return None


def _canonical(detail: dict[str, Any]) -> str:
    # PostgreSQL keeps neither the order nor the spacing of JSON: only this form is sealed.
    return msgspec.json.encode(detail, order="deterministic").decode()


def _seal(previous: bytes, number: int, at: datetime, *words: str) -> bytes:
    told = msgspec.json.encode([number, at.astimezone(UTC).isoformat(), *words])
    return sha256(previous + told).digest()
