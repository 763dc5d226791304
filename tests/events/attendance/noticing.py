"""Phones at a door and what they notice, for tests."""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from events.attendance.domain.door.door_batches import Noticed, Sender, take_in
from events.attendance.tables import DoorPhone
from server.foundation.database import fetch
from tests.events.attendance.arriving import LATER, PASS, SIGNER
from tests.support.events import SATURDAY, TODAY

CARDS = ("ABCD2345WXYZ", "BCDE2345WXYZ", "CDEF2345WXYZ")


async def door_phone(event: UUID, *, clock_skew: int = 0) -> Sender:
    """A phone that stands at the door of an event."""
    row = DoorPhone(
        id=uuid4(), event=event, name="Teléfono de la entrada", link=secrets.token_bytes(32),
        pin=b"pin", made_at=TODAY, expires_at=SATURDAY + timedelta(days=1),
    )  # fmt: skip
    await DoorPhone.insert(row)
    return Sender(phone=UUID(str(row.id)), event=event, clock_skew=clock_skew)


def scan(**changes: Any) -> Noticed:
    """Somebody who showed a pass when the workshop began."""
    usual: dict[str, Any] = {"id": uuid4(), "kind": "scan", "at": SATURDAY, "pass_code": PASS}
    return Noticed(**{**usual, **changes})


def count(**changes: Any) -> Noticed:
    """Three girls who were counted when the workshop began."""
    usual: dict[str, Any] = {
        "id": uuid4(), "kind": "count", "at": SATURDAY, "sex": "female", "age_band": "13-14",
        "audience": "adolescents", "count": 3,
    }  # fmt: skip
    return Noticed(**{**usual, **changes})


def undo(of: Noticed, **changes: Any) -> Noticed:
    """That something was a mistake."""
    usual: dict[str, Any] = {"id": uuid4(), "kind": "undo", "at": of.at, "of": of.id}
    return Noticed(**{**usual, **changes})


async def sent(sender: Sender, *noticed: Noticed) -> list[str]:
    """What a phone is told of a batch."""
    told = await take_in(noticed, sender=sender, received_at=SATURDAY + LATER, signer=SIGNER)
    assert [one.id for one in told] == [one.id for one in noticed]
    return [one.result for one in told]


async def kept(event: UUID) -> dict[str, set[UUID]]:
    """The ids of all that is kept of an event, by what became of it."""
    lines = await _ids(
        "SELECT id, CASE WHEN standing THEN 'stands' WHEN voided_at IS NULL THEN 'repeats'"
        " ELSE 'voided' END AS state FROM check_in WHERE event = $1",
        event,
    )
    counts = await _ids(
        "SELECT id, CASE WHEN voided_at IS NULL THEN 'stands' ELSE 'voided' END AS state"
        " FROM headcount WHERE event = $1",
        event,
    )
    asides = await _ids(
        "SELECT id, coalesce(fate, 'waits') AS state FROM set_aside WHERE event = $1", event
    )
    states = ("stands", "repeats", "voided", "waits", "dropped")
    return {name: {line for line, state in lines + counts + asides if state == name}
            for name in states}  # fmt: skip


async def _ids(question: str, event: UUID) -> list[tuple[UUID, str]]:
    return [(row["id"], row["state"]) for row in await fetch(question, event)]
