"""Events that calendar programs have stumbled over, one of each kind."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from events.planning.domain import planning, venues
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, planned

HOUR = timedelta(hours=1)
MIDNIGHT = datetime(2026, 12, 5, 6, tzinfo=UTC)  # in Guatemala
MEETING: dict[str, Any] = {"meeting_url": "https://meet.example/sala?a=1,2;b=ñ"}
LONG_TITLE = "Reunión 🎭 con familias, vecinas y vecinos; " * 4
# As no form would let it in, but an older row or another program might have.
UNSEEN = "Uno\r\ndos \x0b\x1f\x7f tres\\, cuatro; \u2028 cinco"


async def hard_events() -> list[UUID]:
    """All of them, from 5 December 2026 on; the last one is called off."""
    open_house = await _venue("Salón «La Ñ», 2.º nivel; patio", latitude=14.5453, longitude=-90.4)
    shelter = await _venue("Casa Azul", confidential=True, latitude=14.1, longitude=-90.1)
    shapes: list[dict[str, Any]] = [
        {"title": "Virtual", "modality": "virtual", **MEETING},
        {"title": "Mixta", "modality": "blended", "venue": open_house, **MEETING},
        {"title": "Todo el día", "starts_at": MIDNIGHT, "ends_at": MIDNIGHT + 24 * HOUR},
        {"title": "Tres días", "starts_at": MIDNIGHT, "ends_at": MIDNIGHT + 72 * HOUR},
        {"title": LONG_TITLE.strip()},
        {"title": "👩🏽‍👧‍👦🇬🇹" * 10},
        {"title": "Reservada", "venue": shelter, "topics": ("gender-violence",)},
        *_abroad(),
    ]
    made = [await planned(**shape) for shape in shapes]
    odd, off = await planned(title="Rara"), await planned(title="Suspendida")
    await execute("UPDATE event SET title = $1, public_title = $1 WHERE id = $2", UNSEEN, odd)
    await planning.cancel(off, "rain", by=SYSTEM, at=TODAY)
    return [*made, odd, off]


def _abroad() -> list[dict[str, Any]]:
    """With partners elsewhere, also in the hour that happens twice in New York."""
    twice = datetime(2027, 11, 7, 5, 30, tzinfo=UTC)
    return [
        {"title": "Madrid", "zone": "Europe/Madrid"},
        {"title": "Calcuta", "zone": "Asia/Kolkata"},
        {"title": "Universal", "zone": "UTC"},
        {"title": "Lord Howe", "zone": "Australia/Lord_Howe", "starts_at": SATURDAY + 40 * HOUR,
         "ends_at": SATURDAY + 42 * HOUR},
        {"title": "Dos veces", "zone": "America/New_York", "starts_at": twice,
         "ends_at": twice + 2 * HOUR},
    ]  # fmt: skip


async def _venue(name: str, **more: Any) -> UUID:
    new = venues.NewVenue(name=name, municipality="0103", address="Calle 1", **more)
    return await venues.add(new, by=SYSTEM, at=TODAY)
