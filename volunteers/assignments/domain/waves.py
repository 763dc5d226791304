"""How many people are asked at a time for a place that came free, in which order, how fast.

The first wave asks one person for each place, the second two, the third three, and so on. What was
asked stays asked: the first to say yes has the place. Between two waves lies a tenth of the time
that is left before the start, at most a day and at least a quarter of an hour.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

SHARE: Final = 10
LONGEST: Final = timedelta(days=1)
SHORTEST: Final = timedelta(minutes=15)


class Askable(Struct, frozen=True, kw_only=True):
    """Somebody who may take a place: how many of the languages that the team lacks they speak,
    other places held around it, minutes of road from home, when last asked for anything.
    """

    volunteer: UUID
    tongues: int = 0
    load: int
    road: int
    asked_at: datetime | None = None


def size(wave: int, places: int = 1) -> int:
    """How many people the given wave asks, counting from 1."""
    return wave * places


def next_at(starts_at: datetime, *, at: datetime) -> datetime:
    """When the wave after one of `at` leaves."""
    return at + min(LONGEST, max(SHORTEST, (starts_at - at) / SHARE))


def in_order(people: Iterable[Askable]) -> list[Askable]:
    """The next best first: of the language, little to do, near, asked longest ago or never."""
    return sorted(people, key=_standing)


def _standing(one: Askable) -> tuple[int, int, int, bool, float, UUID]:
    asked = one.asked_at.timestamp() if one.asked_at else 0.0
    return -one.tongues, one.load, one.road, one.asked_at is not None, asked, one.volunteer
