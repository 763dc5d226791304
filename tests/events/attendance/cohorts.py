"""A programme for tests, the sessions that were held of it, and the passes that came."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from events.attendance.domain import pseudonyms
from server.foundation.database import fetch
from tests.events.attendance.arriving import SIGNER
from tests.support.programmes import programme
from tests.support.registers import WORKSHOP_DAY, arrived, held

ANA, BETO, CARLA = "ANNA22223333", "BETT22224444", "CARR22225555"


async def school(
    *days: datetime, topics: tuple[str, ...] = (), **changes: Any
) -> tuple[UUID, list[UUID]]:
    """A programme and its sessions, three in March 2026 unless other days are given."""
    found = await programme(**changes)
    start = [WORKSHOP_DAY + timedelta(days=7 * n) for n in range(3)]
    sessions = [
        await held(day, title=f"Sesión {n}", topics=topics, programme=found, programme_position=n)
        for n, day in enumerate(days or start, 1)
    ]
    return found, sessions


async def came(code: str, *sessions: UUID) -> None:
    """A pass at these sessions."""
    for session in sessions:
        row = (await fetch("SELECT period, starts_at FROM event WHERE id = $1", session))[0]
        salt = await pseudonyms.salt_of(row["period"])
        assert salt is not None
        known = pseudonyms.pseudonym(code, salt=salt, signer=SIGNER)
        await arrived(session, pseudonym=known, at=row["starts_at"])
