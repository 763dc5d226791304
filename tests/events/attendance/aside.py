"""What phones at a door left to decide, for tests."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from events.attendance.tables import DoorPhone, Headcount, SetAside
from server.foundation.database import fetch
from server.foundation.identity import new_id
from tests.support.events import SATURDAY

A_PASS = b"p" * 32


async def phone_at(event: UUID, *, waiting: int = 0, name: str = "Entrada") -> UUID:
    """A phone at the door of an event."""
    phone = DoorPhone(
        id=new_id(), event=event, name=name, link=new_id().bytes, pin=b"x", waiting=waiting,
        made_at=SATURDAY, expires_at=SATURDAY + timedelta(days=9000),
    )  # fmt: skip
    await DoorPhone.insert(phone)
    return UUID(str(phone.id))


async def set_aside(event: UUID, **changes: Any) -> UUID:
    """Somebody with a pass, scanned two hours before this event began."""
    usual: dict[str, Any] = {
        "id": new_id(), "event": event, "at": SATURDAY - timedelta(hours=2), "sex": "female",
        "received_at": SATURDAY, "pseudonym": A_PASS, "age_band": "25-34", "why": "early",
    }  # fmt: skip
    row = SetAside(**{**usual, **changes})
    await SetAside.insert(row)
    return UUID(str(row.id))


async def sheet(event: UUID, count: int, *, at: datetime = SATURDAY, **changes: Any) -> UUID:
    """People on one sheet."""
    usual: dict[str, Any] = {"sex": "male", "age_band": "13-14", "received_at": at, **changes}
    row = Headcount(id=new_id(), event=event, count=count, at=at, **usual)
    await Headcount.insert(row)
    return UUID(str(row.id))


async def fates() -> list[tuple[Any, ...]]:
    """What became of all that was set aside, in the order in which it happened."""
    rows = await fetch("SELECT fate, reason, moved_to FROM set_aside ORDER BY at, id")
    return [tuple(row) for row in rows]


async def audited(act: str) -> int:
    """How often something stands in the audit chain."""
    (row,) = await fetch("SELECT count(*) AS times FROM audit_entry WHERE act = $1", act)
    return int(row["times"])
