"""Numbers and hours in a register that cannot be, or need a word of explanation."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.review.doubts_lines import Counted, Room, Seen

HOURS_BEFORE: Final = timedelta(hours=3)
SKEW: Final = 5 * 60_000
"""Milliseconds by which a phone's clock may be off without a word about it."""


class Skewed(Struct, frozen=True, kw_only=True):
    """A phone whose clock was off; `clock_skew` is the largest that its lines were corrected by."""

    phone: UUID | None
    clock_skew: int
    lines: int

    @property
    def subject(self) -> str:
        """Names the phone."""
        return f"clock:{self.phone}"


class Crowd(Struct, frozen=True, kw_only=True):
    """More people than fit."""

    people: int
    capacity: int

    @property
    def subject(self) -> str:
        """Names how many fit: one more person is no new doubt, another room is."""
        return f"capacity:{self.capacity}"


class Untrue(Struct, frozen=True, kw_only=True):
    """More in the register than somebody saw in the room; `line` is None for all who came."""

    count: UUID
    seen: int
    people: int
    line: UUID | None = None

    @property
    def subject(self) -> str:
        """Names the count of the room and what it contradicts."""
        return f"room:{self.count}:{self.line or 'scanned'}"


class Early(Struct, frozen=True, kw_only=True):
    """Lines of a phone from hours before the event began."""

    phone: UUID | None
    lines: tuple[UUID, ...]
    at: datetime

    @property
    def subject(self) -> str:
        """Names the phone and the first of its lines."""
        return f"early:{self.phone}:{min(self.lines)}"


def skewed(lines: Collection[Seen | Counted]) -> Iterator[Skewed]:
    """Phones whose clock was off by more than five minutes."""
    off = _by_phone([line for line in lines if abs(line.clock_skew) > SKEW])
    for phone, of_it in sorted(off.items(), key=lambda item: str(item[0])):
        worst = max((line.clock_skew for line in of_it), key=lambda skew: (abs(skew), skew))
        yield Skewed(phone=phone, clock_skew=worst, lines=len(of_it))


def crowd(room: Room, counted: Collection[Counted]) -> Iterator[Crowd]:
    """Whether the register holds more people than the room."""
    people = room.scanned + sum(line.people for line in counted)
    if room.capacity is not None and people > room.capacity:
        yield Crowd(people=people, capacity=room.capacity)


def untrue(room: Room, counted: Collection[Counted]) -> Iterator[Untrue]:
    """What contradicts the last count of the room."""
    if room.count is None or room.people is None:
        return
    if room.scanned > room.people:
        yield Untrue(count=room.count, seen=room.people, people=room.scanned)
    for line in sorted(counted, key=lambda line: (line.at, line.id)):
        if line.people > room.people:
            yield Untrue(count=room.count, seen=room.people, people=line.people, line=line.id)


def early(room: Room, seen: Collection[Seen]) -> Iterator[Early]:
    """Phones at the door that noticed people hours before there was anything to come to."""
    begins = room.starts_at - HOURS_BEFORE
    before = _by_phone([line for line in seen if line.source == "door" and line.at < begins])
    for phone, of_it in sorted(before.items(), key=lambda item: str(item[0])):
        ids = tuple(sorted(line.id for line in of_it))
        yield Early(phone=phone, lines=ids, at=min(line.at for line in of_it))


def _by_phone(lines: Collection[Seen | Counted]) -> dict[UUID | None, list[Seen | Counted]]:
    phones: defaultdict[UUID | None, list[Seen | Counted]] = defaultdict(list)
    for line in lines:
        phones[line.phone].append(line)
    return phones
