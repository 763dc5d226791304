"""Which backups were made, and how they went."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct, convert

from server.accounts.domain import audit
from server.accounts.tables import BackupRun
from server.foundation import backup_rotation
from server.foundation.database import execute, fetch, transaction
from server.foundation.identity import Actor, new_id

END: Final = "UPDATE backup_run SET ended_at = $2, bytes = $3, verified = $4 WHERE id = $1"
FAIL: Final = "UPDATE backup_run SET ended_at = $2, wrong = $3 WHERE id = $1"
GOOD: Final = """
    SELECT began_at, file, bytes, verified FROM backup_run
    WHERE ended_at IS NOT NULL AND wrong = '' ORDER BY began_at DESC LIMIT 1
"""
TRIED: Final = "SELECT max(began_at) AS at FROM backup_run"


class Good(Struct, frozen=True):
    """A backup that was made whole, as of `began_at`."""

    began_at: datetime
    file: str
    bytes: int
    verified: bool


async def begin(file: str, *, at: datetime) -> UUID:
    """Note that a backup is being made into a file of this name."""
    run = BackupRun(id=new_id(), began_at=at, file=file[-255:])
    await BackupRun.insert(run)
    return run.id


async def end(run: UUID, made: Good, *, by: Actor, locked: bool, at: datetime) -> None:
    """Note that it is whole; somebody holds a copy of everything now, so that is on record."""
    async with transaction():
        await execute(END, run, at, made.bytes, made.verified)
        await audit.record(by, "backup.made", f"backup:{run}", at=at, locked=locked)


async def fail(run: UUID, wrong: str, *, at: datetime) -> None:
    """Note why there is none."""
    await execute(FAIL, run, at, wrong or "it failed")


async def last_good() -> Good | None:
    """The newest that is whole."""
    rows = await fetch(GOOD)
    return convert(dict(rows[0]), Good) if rows else None


async def last_tried() -> datetime | None:
    """When one was begun last, however it went."""
    tried: datetime | None = (await fetch(TRIED))[0]["at"]
    return tried


async def is_due(*, at: datetime, zone: str) -> bool:
    """Whether a backup is wanted, as backup_rotation has it."""
    good = await last_good()
    last = good.began_at if good else None
    return backup_rotation.is_due(at, good=last, tried=await last_tried(), zone=zone)
