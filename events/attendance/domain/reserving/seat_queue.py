"""The queue of an event as its coordinator sees it: numbers, never who they are."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.attendance.domain.reserving import seat_book, waiting_list
from server.foundation.database import fetch

LINES: Final = """
    SELECT id, row_number() OVER (ORDER BY asked_at) AS number, people, status, asked_at,
        offered_until, ended_at
    FROM registration WHERE event = $1
    ORDER BY status IN ('cancelled', 'lapsed'), asked_at
"""


class Line(Struct, frozen=True, kw_only=True):
    """A registration; `number` counts everybody who ever asked."""

    id: UUID
    number: int
    people: int
    status: str
    asked_at: datetime
    offered_until: datetime | None
    ended_at: datetime | None


class Counts(Struct, frozen=True, kw_only=True):
    """Of people, but for `waiting_lines`; `free` is below zero where seats were taken away.

    `kept` are seats that a group may take which is larger than that; they are not `free`.
    """

    confirmed: int
    offered: int
    kept: int
    waiting: int
    waiting_lines: int
    free: int


class Queue(Struct, frozen=True):
    """Everybody who asked, those who are out at the end, and what that adds up to."""

    lines: list[Line]
    counts: Counts


async def queue(event: UUID, *, at: datetime) -> Queue:
    """The queue as it stands at `at`; raises NotFound where an event takes no registrations."""
    book = await seat_book.read(event, at=at)
    rows = await fetch(LINES, event)
    lines = msgspec.convert([dict(row) for row in rows], list[Line])
    kept = waiting_list.kept(book.room, book.places, at=at)
    free = waiting_list.free(book.room, book.places) - kept
    return Queue(lines, _counts(lines, free=free, kept=kept))


def _counts(lines: list[Line], *, free: int, kept: int) -> Counts:
    people = dict.fromkeys(("confirmed", "offered", "waiting", "cancelled", "lapsed"), 0)
    for line in lines:
        people[line.status] += line.people
    return Counts(
        confirmed=people["confirmed"], offered=people["offered"], kept=kept,
        waiting=people["waiting"], waiting_lines=sum(line.status == "waiting" for line in lines),
        free=free,
    )  # fmt: skip
