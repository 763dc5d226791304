"""Writing down what somebody did, and whom they looked at."""

import secrets
from datetime import datetime
from typing import Any, Final

from server.accounts.domain.audit.chain import BEGINNING, canonical, name_mark, seal
from server.accounts.tables import AuditEntry
from server.foundation.database import fetch, only_one_at_a_time, transaction
from server.foundation.identity import Actor

LAST: Final = "SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1"
# A program and a phone at a door have no account: they are known by name.
READ: Final = """
    SELECT EXISTS (
        SELECT FROM audit_entry WHERE subject = $1 AND act = $2 AND at >= $3
            AND account IS NOT DISTINCT FROM $4 AND (account IS NOT NULL OR actor = $5)
    ) AS noted
"""


async def record(by: Actor, act: str, subject: str, *, at: datetime, **detail: Any) -> None:
    """Append what `by` did to `subject`, in the transaction that does it."""
    async with transaction():
        await hold()
        last = await fetch(LAST)
        number, previous = (last[0]["id"] + 1, last[0]["hash"]) if last else (1, BEGINNING)
        told = canonical(detail)
        salt = secrets.token_bytes(16) if by.account else None
        mark = name_mark(by.name, salt) if salt else None
        who = mark.hex() if mark else by.name
        entry = AuditEntry(
            id=number,
            at=at,
            account=by.account,
            actor=by.name,
            act=act,
            subject=subject,
            detail=told,
            previous=previous,
            hash=seal(previous, number, at, str(by.account), who, act, subject, told),
            name_mark=mark,
            salt=salt,
        )
        await AuditEntry.insert(entry)


async def read(by: Actor, act: str, subject: str, *, at: datetime, **detail: Any) -> None:
    """Append that `by` looked at a person, or at many; the same within an hour is told once."""
    asked = subject, act, at.replace(minute=0, second=0, microsecond=0), by.account, by.name
    if not (await fetch(READ, *asked))[0]["noted"]:
        await record(by, act, subject, at=at, **detail)


async def hold() -> None:
    """Wait for whoever has recorded something, and let nobody else until the transaction ends.

    So what is looked at from here on is what everybody else did. It is the last thing to be held:
    who holds it waits for nothing that others hold.
    """
    await only_one_at_a_time("audit")
