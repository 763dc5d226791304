"""The book of an event's seats: held by one at a time, written only where something changed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from events.attendance.domain.reserving import waiting_list
from events.attendance.domain.reserving.waiting_list import Places, Room
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

Act: TypeAlias = Callable[[Room, Places], Places]

INSTANT: Final = timedelta(microseconds=1)
SEATING: Final = """
    SELECT s.seats, s.largest_group, s.offer_minutes, least(s.closes_at, e.starts_at) AS closes_at,
        e.status = 'published' AS stands
    FROM seating s JOIN event e ON e.id = s.event WHERE s.event = $1
"""
HOLD: Final = "SELECT FROM seating WHERE event = $1 FOR UPDATE"
# Who is out for good takes no part any more, but for the one that is asked about.
PLACES: Final = """
    SELECT id, people, status, asked_at, offered_at, offered_until, confirmed_at, ended_at
    FROM registration
    WHERE event = $1 AND (status IN ('confirmed', 'waiting', 'offered') OR id = $2)
    ORDER BY asked_at
"""
LAST: Final = "SELECT max(asked_at) AS asked_at FROM registration WHERE event = $1"
# How somebody may be told is forgotten with their seat.
WRITE: Final = """
    UPDATE registration SET people = $2, status = $3::text, offered_at = $4, offered_until = $5,
        confirmed_at = $6, ended_at = $7,
        contact = CASE WHEN $3::text IN ('cancelled', 'lapsed') THEN NULL ELSE contact END,
        quiet = quiet AND $3::text NOT IN ('cancelled', 'lapsed')
    WHERE id = $1
"""
UNSETTLED: Final = """
    SELECT DISTINCT r.event FROM registration r JOIN event e ON e.id = r.event
    WHERE r.status = 'offered' OR (r.status = 'waiting' AND e.starts_at > $1)
"""


class Book(Struct, frozen=True, kw_only=True):
    """What there is to give, and to whom it goes."""

    room: Room
    largest_group: int
    places: Places


async def read(event: UUID, *, at: datetime, which: UUID | None = None) -> Book:
    """The book as it stands at `at`: what ran out meanwhile is written down first.

    `which` is in it even if over for good. Raises NotFound where an event takes no registrations.
    """
    found = await _read(event, which)
    if waiting_list.settled(found.room, found.places, at=at) == found.places:
        return found
    return await write(event, partial(waiting_list.settled, at=at), which=which)


async def write(event: UUID, act: Act, *, which: UUID | None = None) -> Book:
    """Do something while nobody else can; raises what `act` raises, and then nothing is done."""
    async with transaction():
        before = await held(event, which=which)
        after = act(before.room, before.places)
        await keep(before.places, after)
        return replace(before, places=after)


async def held(event: UUID, *, which: UUID | None = None) -> Book:
    """The book, and nobody else's until the transaction ends."""
    await fetch(HOLD, event)
    return await _read(event, which)


async def keep(before: Places, after: Places) -> None:
    """Write down those that became different."""
    unchanged = set(before)
    for place in after:
        if place not in unchanged:
            await execute(
                WRITE, place.id, place.people, place.status, place.offered_at,
                place.offered_until, place.confirmed_at, place.ended_at,
            )  # fmt: skip


async def next_moment(event: UUID, at: datetime) -> datetime:
    """When whoever asks now asked: after everybody else, whatever the clocks say."""
    last = (await fetch(LAST, event))[0]["asked_at"]
    return at if last is None else max(at, last + INSTANT)


async def advance(*, at: datetime) -> None:
    """Let lapse what ran out, and offer what is free, at every event where somebody waits."""
    for row in await fetch(UNSETTLED, at):
        await read(row["event"], at=at)


async def _read(event: UUID, which: UUID | None) -> Book:
    seating = await fetch(SEATING, event)
    if not seating:
        raise NotFound(_("Esta actividad no recibe inscripciones."))
    room, rows = seating[0], await fetch(PLACES, event, which)
    return Book(
        room=Room(
            seats=room["seats"], closes_at=room["closes_at"], stands=room["stands"],
            offer=timedelta(minutes=room["offer_minutes"]),
        ),
        largest_group=room["largest_group"],
        places=msgspec.convert([dict(row) for row in rows], Places),
    )  # fmt: skip
