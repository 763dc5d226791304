"""Whose rota it is to work out: one process at a time, for as long as it gives signs of life."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from server.foundation.database import execute, fetch
from volunteers.assignments.domain.rota.progressing import Progressing
from volunteers.assignments.domain.rota.window import Window

# Many times the pause between two signs of life, and little to wait for when a process died.
LASTS: Final = timedelta(seconds=30)
# A lease that lasts longer than any was given by a clock that ran ahead.
CLAIM: Final = """
    UPDATE rota SET state = 'working', leased_until = $1::timestamptz + $2::interval,
        progress = '{}'
    WHERE id = (
        SELECT id FROM rota
        WHERE (state = 'waiting' OR (state = 'working'
            AND (leased_until < $1 OR leased_until > $1::timestamptz + 2 * $2::interval)))
            AND ($3::uuid IS NULL OR id = $3)
        ORDER BY asked_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, leased_until, seconds, seed, first_day, last_day, zone, event,
        municipalities::text[] AS municipalities
"""
# Whoever was given up for dead finds that the lease is another one by now.
OURS: Final = "WHERE id = $1 AND state = 'working' AND leased_until = $2"
EXTEND: Final = f"UPDATE rota SET leased_until = $3, progress = coalesce($4, progress) {OURS}"
RELEASE: Final = f"UPDATE rota SET state = 'waiting', leased_until = NULL, progress = '{{}}' {OURS}"
FAIL: Final = f"""
    UPDATE rota SET state = 'failed', leased_until = NULL, finished_at = $3, progress = $4 {OURS}
"""


class Lost(Exception):
    """Somebody else works at the rota by now, or nobody wants it any more."""


class Lease(Struct, frozen=True, kw_only=True):
    """A rota that is ours to work out until then."""

    id: UUID
    leased_until: datetime
    seconds: int
    seed: int
    first_day: date
    last_day: date
    zone: str
    event: UUID | None
    municipalities: tuple[str, ...]

    @property
    def window(self) -> Window:
        """What it is about."""
        return Window(
            first_day=self.first_day, last_day=self.last_day, municipalities=self.municipalities,
            zone=self.zone, event=self.event,
        )  # fmt: skip


async def claim(at: datetime, *, only: UUID | None = None) -> Lease | None:
    """Take the rota that waits longest, or one whose process died; None when there is none."""
    rows = await fetch(CLAIM, at, LASTS, only)
    return msgspec.convert(dict(rows[0]), Lease) if rows else None


async def extend(lease: Lease, at: datetime, news: Progressing | None = None) -> Lease:
    """Show that we are alive, and how far it has come; raises Lost."""
    until = at + LASTS
    written = None if news is None else msgspec.json.encode(news).decode()
    _ours(await execute(EXTEND, lease.id, lease.leased_until, until, written))
    return structs.replace(lease, leased_until=until)


async def release(lease: Lease) -> None:
    """Let another process begin it anew."""
    await execute(RELEASE, lease.id, lease.leased_until)


async def fail(lease: Lease, failure: str, at: datetime) -> None:
    """Say that there will be none; raises Lost."""
    why = msgspec.json.encode(Progressing(failure=failure)).decode()
    _ours(await execute(FAIL, lease.id, lease.leased_until, at, why))


def _ours(tag: str) -> None:
    if tag != "UPDATE 1":
        raise Lost
