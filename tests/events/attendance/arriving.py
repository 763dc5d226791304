"""People who arrive, for tests: believable answers, changed where a test says so."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from events.attendance.domain.arrivals import Arrival
from events.attendance.domain.doors import door_of
from events.attendance.domain.register import Line
from server.foundation.clock import now
from server.foundation.database import fetch
from server.foundation.signing import Signer
from tests.support.events import SATURDAY, planned

SIGNER = Signer(b"only for tests, and nowhere else")
PASS = "ABCD2345WXYZ"
LATER = timedelta(minutes=3)


def arrival(event: UUID, **changes: Any) -> Arrival:
    """Somebody whose pass was scanned at the door when the workshop began."""
    usual: dict[str, Any] = {
        "id": uuid4(), "event_id": event, "source": "door", "at": SATURDAY, "sex": "female",
        "received_at": SATURDAY + LATER, "age_band": "13-14", "audience": "adolescents",
    }  # fmt: skip
    return Arrival(**{**usual, **changes})


def line(event: UUID, **changes: Any) -> Line:
    """A line that is ready to be written."""
    usual: dict[str, Any] = {
        "id": uuid4(), "event": event, "source": "self", "at": SATURDAY, "received_at": SATURDAY,
        "pseudonym": None, "sex": "female", "age_band": "13-14", "audience": None,
    }  # fmt: skip
    return Line(**{**usual, **changes})


async def under_way(*, since: int = 10, lasts: int = 120, **changes: Any) -> UUID:
    """A published workshop for adolescents that began some minutes ago, by the real clock."""
    start = now() - timedelta(minutes=since)
    times = {"starts_at": start, "ends_at": start + timedelta(minutes=lasts)}
    usual = {**times, "audiences": ("adolescents",)}
    return await planned(at=start - timedelta(days=7), **{**usual, **changes})


async def page_of(event: UUID) -> str:
    """The address of an event's check-in page."""
    return f"/c/{(await door_of(event)).code}"


async def recorded(event: UUID) -> list[dict[str, Any]]:
    """What the register shows of an event, by arrival: what counts, and what was voided."""
    return [row for row in await sightings(event) if row["standing"] or row["voided_at"]]


async def sightings(event: UUID) -> list[dict[str, Any]]:
    """All that the register keeps of an event, also what was noticed once more, by arrival."""
    rows = await fetch("SELECT * FROM check_in WHERE event = $1 ORDER BY at, id", event)
    return [dict(row) for row in rows]


async def everything() -> str:
    """All that the database holds, as text, so that what must not be there can be looked for."""
    tables = await fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    told = []
    for table in tables:
        rows = await fetch(f'SELECT t::text AS row FROM "{table["tablename"]}" t')
        told += [str(row["row"]) for row in rows]
    return "\n".join(told)


def moment(minutes: int) -> datetime:
    """So many minutes after the workshop's start."""
    return SATURDAY + timedelta(minutes=minutes)
