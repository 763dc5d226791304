"""After a period is closed its passes lead to nobody, whatever somebody holds."""

import asyncio
import re
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from events.attendance.domain import pseudonyms
from events.attendance.domain.cards import pass_heirs
from events.attendance.domain.cards.pass_heirs import Heir
from events.outreach.domain.periods import shredding
from server.foundation import embedded
from server.foundation.database import execute, fetch
from tests.events.attendance.arriving import PASS, SIGNER
from tests.support.closing import JULY, Half, closed, half
from tests.support.registers import arrived

pytestmark = pytest.mark.usefixtures("db")
# Ana's pass, one that took its place, and one that nobody ever used.
EVERY_PASS = (PASS, "WXYZ5432DCBA", "KXTB2345KXTB")
BLOB = re.compile(r"\\\\x([0-9a-f]{64})(?![0-9a-f])")


def dump(pool: dict[str, Any]) -> str:
    """The whole database, as a backup has it."""
    where = ["-h", pool["host"], "-U", pool["user"], pool["database"]]
    done = subprocess.run(
        [str(embedded.programs() / "pg_dump"), *where], check=True, capture_output=True, cwd="/"
    )
    return done.stdout.decode()


def linked(told: str) -> list[str]:
    """The passes that can be told from a dump, with the server's secret and all passes printed.

    Anything in it that is as long as a salt is tried as one.
    """
    blobs = {bytes.fromhex(blob) for blob in BLOB.findall(told)}
    return [
        card
        for card in EVERY_PASS
        if blobs & {pseudonyms.pseudonym(card, salt=blob, signer=SIGNER) for blob in blobs}
    ]


async def used() -> tuple[Half, bytes]:
    """The half year, at which a pass was and another took its place; and the salt of its key."""
    here = await half()
    salt = await pseudonyms.salt_of(here.period)
    assert salt is not None
    old, new = (pseudonyms.pseudonym(card, salt=salt, signer=SIGNER) for card in EVERY_PASS[:2])
    await arrived(here.workshop, pseudonym=new, sex="female")
    await pass_heirs.keep([Heir(here.period, old, new)], signer=SIGNER)
    return here, salt


async def test_a_dump_holds_the_key_before_and_not_after(pool: dict[str, Any]) -> None:
    here, salt = await used()
    before = dump(pool)
    assert (salt.hex() in before, linked(before)) == (True, [EVERY_PASS[1]])
    await closed(here.period)
    after = dump(pool)
    assert (salt.hex() in after, linked(after)) == (False, [])
    assert await fetch("SELECT FROM pass_heir") == []


async def holding(secret: bytes) -> list[str]:
    """The tables whose files hold these bytes."""
    await execute("CHECKPOINT")
    (row,) = await fetch(
        "SELECT current_setting('data_directory') AS data, oid FROM pg_database"
        " WHERE datname = current_database()"
    )
    base = Path(row["data"]) / "base" / str(row["oid"])
    found = [file.name for file in base.iterdir() if secret in file.read_bytes()]
    names = "SELECT relname FROM pg_class WHERE pg_relation_filenode(oid)::text = ANY($1)"
    return [row["relname"] for row in await fetch(names, found)]


async def test_not_even_the_database_s_own_files_hold_it() -> None:
    here, salt = await used()
    # What the planner remembers of a table is a copy of what stands in it.
    await execute("ANALYZE period_key")
    assert await holding(salt) == ["period_key"]
    await closed(here.period)
    # Who reads the database as it was before, a vacuum of its own too, keeps it for that long.
    for _hour in range(20):
        if not await holding(salt):
            break
        await asyncio.sleep(0.2)
        await shredding.finish(since=JULY - timedelta(days=1))
    assert await holding(salt) == []
    await shredding.finish(since=JULY + timedelta(days=1))


async def test_the_key_cannot_be_made_again() -> None:
    here, salt = await used()
    await closed(here.period)
    assert await pseudonyms.salt_of(here.period) is None
    other = await pseudonyms.salt_of(await _next_period(here))
    assert other is not None
    assert other != salt


async def _next_period(here: Half) -> UUID:
    period = uuid4()
    await execute(
        "INSERT INTO uniqueness_period (id, project, starts_on, ends_on)"
        " VALUES ($1, $2, '2026-07-01', '2026-12-31')",
        period, here.project,
    )  # fmt: skip
    return period
