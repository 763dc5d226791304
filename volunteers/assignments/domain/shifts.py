"""A helper's own places: what they were asked, and what they answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import agenda, when
from events.planning.domain.event import Event
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.accepting import is_gone
from volunteers.assignments.domain.deadlines import is_late
from volunteers.assignments.domain.held_places import is_open
from volunteers.assignments.domain.presence_hours import Window

SHIFTS: Final = """
    SELECT a.id, a.event, a.role, a.status, a.answer_by, a.arrived_at, a.left_at, d.code AS door,
        n.at AS answered_at, coalesce(n.reason, '') AS reason, n.usual,
        EXISTS (SELECT FROM cover_search s
            WHERE s.standing_for = a.id AND s.ended_at IS NULL) AS handing_over
    FROM assignment a
        JOIN volunteer v ON v.id = a.volunteer
        JOIN event e ON e.id = a.event
        LEFT JOIN door d ON d.event = a.event
        LEFT JOIN LATERAL (SELECT at, reason, usual FROM answer
            WHERE assignment = a.id ORDER BY at DESC, id DESC LIMIT 1) n ON true
"""
SHOWN: Final = frozenset({"invited", "accepted", "declined", "substituted", "attended", "absent"})
MINE: Final = frozenset({"accepted", "attended", "absent"})
ANSWERABLE: Final = frozenset({"invited", "accepted", "declined", "expired"})


class Shift(Struct, frozen=True, kw_only=True):
    """A place at an event, as whoever holds it sees it; `door` is the code of its poster.

    `handing_over` is while they ask for a substitute, `gone` an expired one that others have taken.
    """

    id: UUID
    event: Event
    role: str
    status: str
    answer_by: datetime | None
    arrived_at: datetime | None
    left_at: datetime | None
    door: str | None
    answered_at: datetime | None
    reason: str
    usual: str | None
    handing_over: bool
    gone: bool = False

    def answerable(self, at: datetime) -> bool:
        """Whether an answer still counts."""
        return is_open(self.event, at) and self.status in ANSWERABLE and not self.gone

    def waits(self, at: datetime) -> bool:
        """Whether an answer is asked for."""
        return self.status == "invited" and self.answerable(at)

    @property
    def mine(self) -> bool:
        """Whether it was said yes to."""
        return self.status in MINE

    def today(self, at: datetime) -> bool:
        """Whether this is a day of it on the clocks of the place, or its holder may be there."""
        event = self.event
        first = when.local_day(event.starts_at, event.zone)
        last = when.last_day(event.ends_at, event.zone)
        return first <= when.local_day(at, event.zone) <= last or self.window.holds(at)

    def late(self, at: datetime) -> bool:
        """Whether taking an acceptance back leaves the others little time."""
        return self.status == "accepted" and is_late(self.event.starts_at, at=at)

    @property
    def window(self) -> Window:
        """The hours within which its holder comes and goes."""
        return Window(self.event.starts_at, self.event.ends_at)

    def under_way(self, at: datetime) -> bool:
        """Whether its holder may be there now."""
        on = self.event.status in {"published", "closed"}
        return on and self.status in {"accepted", "attended"} and self.window.holds(at)


async def shift(assignment: UUID) -> Shift:
    """One place; raises NotFound."""
    found = await _shifts("WHERE a.id = $1", assignment)
    if not found:
        raise NotFound(_("Esta invitación no existe."))
    return found[0]


async def ahead(account: UUID, *, at: datetime) -> list[Shift]:
    """What a helper was asked to do from now on, the soonest first.

    What expired is among it as long as nobody else has the place.
    """
    found = await _shifts("WHERE v.account = $1 AND e.ends_at > $2", account, at)
    return [
        one
        for one in found
        if one.status in SHOWN or (one.status == "expired" and one.answerable(at))
    ]


async def behind(account: UUID, *, at: datetime, most: int = 10) -> list[Shift]:
    """What a helper did last, the latest first."""
    found = await _shifts(
        "WHERE v.account = $1 AND e.ends_at <= $2 AND e.status <> 'cancelled'"
        " AND a.status IN ('accepted', 'attended', 'absent')"
        " ORDER BY e.starts_at DESC LIMIT $3",
        account, at, most,
    )  # fmt: skip
    return found[::-1]


async def _shifts(where: str, *arguments: Any) -> list[Shift]:
    rows = await fetch(f"{SHIFTS} {where}", *arguments)
    events = {event.id: event for event in await agenda.events([row["event"] for row in rows])}
    return [await _read(row, events[row["event"]]) for row in _by_time(rows, events)]


async def _read(row: Any, event: Event) -> Shift:
    gone = row["status"] == "expired" and await is_gone(event.id, row["role"], row["id"])
    return Shift(**{**row, "event": event, "gone": gone})


def _by_time(rows: Sequence[Any], events: dict[UUID, Event]) -> list[Any]:
    return sorted(rows, key=lambda row: (events[row["event"]].starts_at, row["id"]))
