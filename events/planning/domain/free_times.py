"""Where else an event might be: other hours of its day, the same hour of other days, other rooms.

Nearest first. Nothing here knows what is taken: whoever asks tries them in this order.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from events.planning.domain.upstairs import Slot

STEP: Final = timedelta(minutes=30)
OPENS: Final = time(7)
CLOSES: Final = time(21)
DAYS: Final = 21  # on either side


def hours(slot: Slot, zone: ZoneInfo, *, after: datetime) -> list[Slot]:
    """The same day between OPENS and CLOSES in steps of half an hour, not before `after`."""
    day = slot.starts_at.astimezone(zone).date()
    first, last = (datetime.combine(day, hour, zone) for hour in (OPENS, CLOSES))
    starts = _stepped(first, last - (slot.ends_at - slot.starts_at))
    moved = (_starting(slot, start) for start in starts)
    return _nearest([other for other in moved if other.starts_at >= after], slot)


def days(slot: Slot, zone: ZoneInfo, *, after: datetime, off: Callable[[date], bool]) -> list[Slot]:
    """The same hour of days around that are not off, not before `after`."""
    begins = slot.starts_at.astimezone(zone)
    around = [begins.date() + timedelta(days=n) for n in range(-DAYS, DAYS + 1)]
    starts = [datetime.combine(day, begins.time(), zone) for day in around if not off(day)]
    moved = (_starting(slot, start) for start in starts)
    return _nearest([other for other in moved if other.starts_at >= after], slot)


def spread(slots: Sequence[Slot], most: int) -> list[Slot]:
    """The first ones that do not overlap one another: half an hour more or less is no choice."""
    chosen: list[Slot] = []
    for slot in slots:
        if len(chosen) < most and not any(_overlap(slot, other) for other in chosen):
            chosen.append(slot)
    return chosen


def _stepped(first: datetime, last: datetime) -> Iterator[datetime]:
    while first <= last:
        yield first
        first += STEP


def _starting(slot: Slot, start: datetime) -> Slot:
    ends_at = start + (slot.ends_at - slot.starts_at)
    return msgspec.structs.replace(slot, starts_at=start, ends_at=ends_at)


def _nearest(slots: Sequence[Slot], slot: Slot) -> list[Slot]:
    """By distance, later before earlier; without the one that is asked about."""
    elsewhen = [other for other in slots if other.starts_at != slot.starts_at]
    return sorted(
        elsewhen,
        key=lambda o: (abs(o.starts_at - slot.starts_at), o.starts_at < slot.starts_at),
    )


def _overlap(one: Slot, other: Slot) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
