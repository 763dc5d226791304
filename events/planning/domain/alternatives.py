"""The nearest free alternatives to a place and time that are taken."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from events.planning.domain import conflicts, free_times, when
from events.planning.domain.conflicts import Conflict
from events.planning.domain.days_off import holiday
from events.planning.domain.upstairs import Clash, Slot, Upstairs
from server.foundation.database import fetch
from server.foundation.translation import gettext as _

Taken: TypeAlias = Callable[[Sequence[Slot]], Awaitable[list[Clash]]]

MOST: Final = 3
# Rooms as large as the one that is taken, or at least large enough; the most alike first.
ROOMS: Final = """
    SELECT v.id, v.name FROM venue v LEFT JOIN venue w ON w.id = $2
    WHERE v.municipality = $1 AND v.id IS DISTINCT FROM $2
        AND ($3::int IS NULL OR v.capacity >= $3) AND (v.step_free OR w.step_free IS NOT TRUE)
    ORDER BY abs(v.capacity - coalesce(w.capacity, $3)) NULLS LAST, v.name LIMIT 20
"""


class Offer(Struct, frozen=True, kw_only=True):
    """A free place and time: `how` it differs is by hour, day or venue. Fields are as in forms."""

    how: str
    sentence: str
    day: str
    starts: str
    last_day: str
    ends: str
    venue: UUID | None
    starts_at: datetime
    ends_at: datetime

    @property
    def value(self) -> str:
        """What a button sends: `day|start|end|venue`; an end on another day names that day."""
        ends = f"{self.last_day}T{self.ends}" if self.last_day else self.ends
        return f"{self.day}|{self.starts}|{ends}|{self.venue or ''}"

    @property
    def label(self) -> str:
        """The sentence as a button says it."""
        return self.sentence[:1].upper() + self.sentence[1:]


class Findings(Struct, frozen=True):
    """What stands against a slot, and what is free instead; where nothing does, nothing is."""

    conflicts: list[Conflict]
    offers: list[Offer]


async def look(
    slot: Slot, above: Upstairs, *, zone: str, at: datetime, capacity: int | None = None
) -> Findings:
    """The conflicts of a slot, with alternatives where there are any."""
    found = await conflicts.found(slot, above)
    if not found:
        return Findings([], [])
    offers = await nearest(slot, above.clashes, zone=zone, at=at, capacity=capacity)
    return Findings(found, offers)


async def nearest(
    slot: Slot, taken: Taken, *, zone: str, at: datetime, capacity: int | None = None
) -> list[Offer]:
    """At most MOST other hours, other days and other venues, all free; nothing before `at`.

    Everything that comes into question is asked about at once.
    """
    there = ZoneInfo(zone)
    hours = free_times.hours(slot, there, after=at)
    days = free_times.days(slot, there, after=at, off=lambda day: holiday(day) is not None)
    rooms = await _rooms(slot, capacity)
    free = await _free([*hours, *days, *rooms], taken)
    return [
        *(_offer("hour", s, zone) for s in free_times.spread([s for s in hours if s in free], 2)),
        *(_offer("day", s, zone) for s in free_times.spread([s for s in days if s in free], MOST)),
        *[_offer("venue", s, zone, name) for s, name in rooms.items() if s in free][:MOST],
    ]


def spoken(offers: Sequence[Offer]) -> str:
    """What is free, in one sentence; empty when nothing is."""
    if not offers:
        return ""
    return _("Está libre: %(offers)s.", offers="; ".join(offer.sentence for offer in offers))


async def _rooms(slot: Slot, capacity: int | None) -> dict[Slot, str]:
    """The same time in other venues of the municipality, with their names."""
    if slot.venue is None:
        return {}
    rows = await fetch(ROOMS, slot.municipality, slot.venue, capacity)
    return {msgspec.structs.replace(slot, venue=row["id"]): row["name"] for row in rows}


async def _free(slots: Sequence[Slot], taken: Taken) -> frozenset[Slot]:
    busy = {clash.slot for clash in await taken(slots)}
    return frozenset(slot for number, slot in enumerate(slots) if number not in busy)


def _offer(how: str, slot: Slot, zone: str, venue: str = "") -> Offer:
    first, last = (when.local_day(t, zone) for t in (slot.starts_at, slot.ends_at))
    return Offer(
        how=how,
        sentence=_sentence(how, slot, zone, venue),
        day=first.isoformat(),
        starts=when.hour(slot.starts_at, zone),
        last_day="" if last == first else last.isoformat(),
        ends=when.hour(slot.ends_at, zone),
        venue=slot.venue,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
    )


def _sentence(how: str, slot: Slot, zone: str, venue: str) -> str:
    facts = {
        "day": when.short_day(slot.starts_at, zone),
        "hours": when.hours(slot.starts_at, slot.ends_at, zone),
        "venue": venue,
    }
    sentences = {
        "hour": _("ese día, %(hours)s", **facts),
        "day": _("%(day)s, %(hours)s", **facts),
        "venue": _("a esa hora en «%(venue)s»", **facts),
    }
    return sentences[how]
