"""Where and when a venue or a person would be needed twice."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import journeys
from events.planning.domain.journeys import Stay
from events.planning.domain.occupancy import nearby, written
from events.planning.domain.travel import road
from events.planning.domain.upstairs import Clash, Slot
from server.foundation.database import execute, fetch, transaction

# No journey takes longer than a day.
NEEDED_TWICE: Final = f"""
    WITH {nearby("1 day")}
    SELECT s.number - 1 AS slot, v.name AS venue_name, h.names, n.id AS event, n.title,
        n.public_title, m.name AS municipality_name, n.municipality, n.venue, n.virtual,
        n.starts_at, n.ends_at, n.zone, {road("s.municipality", "n.municipality")} AS road
    FROM slot s
        JOIN nearby n ON n.number = s.number
        JOIN municipality m ON m.ine = n.municipality
        LEFT JOIN venue v ON v.id = s.venue AND v.municipality = s.municipality
            AND n.venue = s.venue AND n.starts_at < s.ends_at AND n.ends_at > s.starts_at
        CROSS JOIN LATERAL (
            SELECT array_agg(p.name ORDER BY p.name, p.id) AS names
            FROM assignment a
                JOIN assignment b ON b.volunteer = a.volunteer
                JOIN volunteer w ON w.id = a.volunteer
                JOIN account p ON p.id = w.account
            WHERE a.event = s.event AND a.status IN ('proposed', 'invited', 'accepted')
                AND b.event = n.id AND b.status IN ('proposed', 'invited', 'accepted', 'attended')
        ) h
    WHERE v.id IS NOT NULL OR h.names IS NOT NULL
    ORDER BY s.number, n.starts_at, n.id
"""
# Thinking anew about how to look it up would take longer than looking it up.
PLANNED_ONCE: Final = "SET LOCAL plan_cache_mode = force_generic_plan"


class Other(Struct, frozen=True, kw_only=True):
    """Another event near a slot: the venue that both want, and the names of who is at both.

    `road` leads there, in minutes.
    """

    slot: int
    venue_name: str | None
    names: list[str] | None
    event: UUID
    title: str
    public_title: str
    municipality_name: str
    municipality: str
    venue: UUID | None
    virtual: bool
    starts_at: datetime
    ends_at: datetime
    zone: str
    road: int


async def clashes(slots: Sequence[Slot]) -> list[Clash]:
    """Venues and people in one query: who is expected at a slot's event and elsewhere too.

    Elsewhere is at the same time, or too near in time for the journey. Slots that end before they
    begin clash with nothing, nor do venues that lie elsewhere than their slot: whose they are is
    not told there. By slot; venues first, then people by time.
    """
    if not slots:
        return []
    async with transaction():
        await execute(PLANNED_ONCE)
        found = await fetch(NEEDED_TWICE, written(slots))
    others = msgspec.convert([dict(row) for row in found], list[Other])
    every = [clash for other in others for clash in _between(slots[other.slot], other)]
    return sorted(every, key=lambda clash: (clash.slot, clash.what != "venue"))


def _between(slot: Slot, other: Other) -> Iterator[Clash]:
    if other.venue_name is not None:
        yield _clash(other, "venue", other.venue_name, other.title)
    here, there = _stay(slot), _stay(other)
    overlap = journeys.overlap(here, there)
    short = 0 if overlap else journeys.short(here, there, other.road)
    for name in other.names or []:
        # By its public title: who plans here may not be who plans there.
        if overlap:
            yield _clash(other, "person", name, other.public_title)
        elif short:
            yield _clash(other, "travel", name, other.public_title, short)


def _clash(other: Other, what: str, who: str, title: str, short: int = 0) -> Clash:
    return Clash(
        slot=other.slot, what=what, who=who, event=other.event, title=title,
        municipality_name=other.municipality_name, starts_at=other.starts_at,
        ends_at=other.ends_at, zone=other.zone, short=short,
    )  # fmt: skip


def _stay(at: Slot | Other) -> Stay:
    return Stay(
        municipality=at.municipality, venue=at.venue,
        starts_at=at.starts_at, ends_at=at.ends_at, virtual=at.virtual,
    )  # fmt: skip
