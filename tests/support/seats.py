"""Events that take registrations, and people who ask for seats."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from events.attendance.domain.reserving import registrations, seating
from events.attendance.domain.reserving.registrations import Seat, Wish
from events.attendance.domain.reserving.seating import Seating
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from server.foundation.signing import Signer
from tests.support.events import SATURDAY, TODAY, planned

SIGNER = Signer(b"only for tests, and nowhere else")
ORIGIN = "192.0.2.1"
HOUR = timedelta(hours=1)


async def taking(
    seats: int = 2, *, event: UUID | None = None, at: datetime = TODAY, **changes: Any
) -> UUID:
    """A workshop on Saturday that takes registrations until it starts."""
    event = event or await planned()
    usual: dict[str, Any] = {
        "seats": seats, "largest_group": seats, "closes_at": SATURDAY, "offer_minutes": 720
    }  # fmt: skip
    await seating.arrange(event, Seating(**{**usual, **changes}), by=SYSTEM, at=at)
    return event


async def asked(
    event: UUID, people: int = 1, *, contact: str = "", at: datetime = TODAY, **changes: Any
) -> str:
    """Somebody who asks; the code of their link."""
    wish = Wish(**{"id": uuid4(), "people": people, "contact": contact, **changes})
    return await registrations.ask(event, wish, origin=ORIGIN, signer=SIGNER, at=at)


async def seat(code: str, *, at: datetime = TODAY) -> Seat:
    """What somebody's page says."""
    return await registrations.seat(code, origin=ORIGIN, signer=SIGNER, at=at)


async def given_back(code: str, *, at: datetime = TODAY) -> None:
    """Somebody does not come."""
    await registrations.give_back(code, origin=ORIGIN, signer=SIGNER, at=at)


async def accepted(code: str, *, at: datetime = TODAY) -> None:
    """Somebody takes what they were offered."""
    await registrations.accept(code, origin=ORIGIN, signer=SIGNER, at=at)


async def contacts() -> list[str | None]:
    """Every address that is kept, by who asked first."""
    return [row["contact"] for row in await fetch("SELECT * FROM registration ORDER BY asked_at")]
