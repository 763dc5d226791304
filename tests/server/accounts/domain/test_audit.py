"""The chain of what was done: it grows, it is never changed, and a change of it shows."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import asyncpg
import pytest

from server.accounts.domain import audit
from server.accounts.tables import AuditEntry
from server.foundation.database import execute, fetch, transaction
from server.foundation.identity import SYSTEM, Actor, new_id

NOON = datetime(2026, 12, 5, 12, 0, 0, 123456, tzinfo=UTC)
ANA = Actor(account=new_id(), name="Ana", role="coordinator")


async def three_entries() -> None:
    await audit.record(ANA, "event.planned", "event:1", at=NOON, title="Taller «ñ»", n=1.5)
    await audit.record(SYSTEM, "event.changed", "event:1", at=NOON, z=1, a=[1, {"c": None}])
    await audit.record(ANA, "event.published", "event:1", at=NOON + timedelta(hours=1))


async def test_what_is_recorded_is_an_unbroken_chain(db: None) -> None:
    assert await audit.first_broken_link() is None
    await three_entries()
    assert await audit.first_broken_link() is None
    rows = await fetch("SELECT id, account, actor, act, subject, previous, hash FROM audit_entry")
    assert [(row["id"], row["account"], row["actor"], row["act"]) for row in rows] == [
        (1, ANA.account, "Ana", "event.planned"),
        (2, None, "Convoca", "event.changed"),
        (3, ANA.account, "Ana", "event.published"),
    ]
    assert rows[0]["previous"] == audit.BEGINNING
    assert [row["previous"] for row in rows[1:]] == [row["hash"] for row in rows[:-1]]


async def test_a_time_in_another_zone_is_the_same_instant(db: None) -> None:
    there = timezone(timedelta(hours=-6))
    await audit.record(ANA, "event.planned", "event:1", at=NOON.astimezone(there))
    assert await audit.first_broken_link() is None


@pytest.mark.parametrize("change", [
    "UPDATE audit_entry SET subject = 'event:2' WHERE id = 2",
    "DELETE FROM audit_entry WHERE id = 2",
    "DELETE FROM audit_entry WHERE id = 99",
    "TRUNCATE audit_entry",
    "UPDATE audit_entry SET actor = '', salt = NULL",
    "DELETE FROM audit_checkpoint",
    "TRUNCATE audit_checkpoint",
])  # fmt: skip
async def test_the_database_refuses_to_change_what_was_written(db: None, change: str) -> None:
    await three_entries()
    with pytest.raises(asyncpg.RaiseError, match="append-only"):
        await execute(change)
    assert (await fetch("SELECT count(*) AS n FROM audit_entry"))[0]["n"] == 3


async def tamper(change: str, *arguments: Any) -> None:
    """Change the chain as only somebody who rules the database can."""
    async with transaction():
        await execute("SET LOCAL session_replication_role = replica")
        await execute(change, *arguments)


TAMPERING: list[tuple[str, Any]] = [
    ("at", NOON + timedelta(microseconds=1)),
    ("account", new_id()),
    ("account", None),
    ("actor", "Eva"),
    ("act", "event.planned "),
    ("subject", "event:2"),
    ("detail", '{"title": "Otro"}'),
    ("previous", bytes(31) + b"\x01"),
    ("hash", bytes(32)),
    ("name_mark", bytes(32)),
    ("salt", None),
    ("id", 7),
]


@pytest.mark.parametrize(("column", "value"), TAMPERING)
async def test_a_change_of_any_column_is_found(db: None, column: str, value: Any) -> None:
    await three_entries()
    await tamper(f"UPDATE audit_entry SET {column} = $1 WHERE id = 1", value)
    assert await audit.first_broken_link() == 1


def test_every_column_is_tampered_with() -> None:
    columns = {column._meta.name for column in AuditEntry._meta.columns}
    assert {column for column, _ in TAMPERING} == columns


async def test_a_missing_entry_is_found(db: None) -> None:
    await three_entries()
    await tamper("DELETE FROM audit_entry WHERE id = 2")
    assert await audit.first_broken_link() == 2


async def test_words_cannot_move_from_one_column_to_the_next(db: None) -> None:
    await audit.record(ANA, "ab", "c", at=NOON)
    await tamper("UPDATE audit_entry SET act = 'a', subject = 'bc'")
    assert await audit.first_broken_link() == 1


async def test_many_who_write_at_once_make_one_chain(db: None) -> None:
    async def act(number: int) -> None:
        async with transaction():
            await audit.record(ANA, "event.changed", f"event:{number}", at=NOON)
            await audit.record(ANA, "event.published", f"event:{number}", at=NOON)

    await asyncio.gather(*map(act, range(20)))
    assert await audit.first_broken_link() is None
    assert (await fetch("SELECT max(id) AS last FROM audit_entry"))[0]["last"] == 40


async def test_what_was_undone_is_not_in_the_chain(db: None) -> None:
    async def act_and_fail() -> None:
        async with transaction():
            await audit.record(ANA, "event.planned", "event:1", at=NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await act_and_fail()
    await audit.record(ANA, "event.planned", "event:2", at=NOON)
    rows = await fetch("SELECT id, subject FROM audit_entry")
    assert [tuple(row) for row in rows] == [(1, "event:2")]
    assert await audit.first_broken_link() is None
