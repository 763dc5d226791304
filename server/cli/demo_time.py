"""When the helpers have time, how much of it, how far they go and with whom.

What was promised already stands: nobody is away, and no limit holds, before the quarter ahead.
"""

from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from typing import Final

from piccolo.table import Table

from server.cli.demo_calendar import HalfYear
from server.cli.demo_chance import Chance
from server.cli.demo_quarter import QUARTER
from server.cli.demo_volunteers import Helper
from volunteers.people.tables import Absence, Availability, Pairing

# Days of the week and hours in which people have time; most have it on any day.
WEEKS: Final = (
    ((5, "07:00", "20:00"), (6, "07:00", "20:00")),
    (*((day, "13:00", "21:00") for day in range(5)), (5, "07:00", "20:00")),
    (*((day, "07:00", "13:00") for day in range(5)), (5, "07:00", "18:00")),
)
LIMITED: Final = 0.35
ABSENT: Final = 0.4


def stored(chance: Chance, half: HalfYear, people: Sequence[Helper]) -> list[Table]:
    """What each of them said, or did not."""
    rows = [row for helper in people for row in _said(chance, half, helper)]
    return [*rows, *_pairs(chance, half, people)]


def _said(chance: Chance, half: HalfYear, helper: Helper) -> Iterator[Table]:
    at = half.beginning
    for weekday, since, until in chance.choice(WEEKS) if chance.happens(LIMITED) else ():
        yield Availability(
            id=chance.id(at), volunteer=helper.id, weekday=weekday,
            from_time=time.fromisoformat(since), until_time=time.fromisoformat(until),
        )  # fmt: skip
    if chance.happens(ABSENT):
        first = half.day(chance.choice(QUARTER), "mon") + timedelta(days=chance.randint(0, 6))
        yield Absence(
            id=chance.id(half.now), volunteer=helper.id, first_day=first,
            last_day=first + timedelta(days=chance.randint(0, 12)), told_at=half.now,
        )  # fmt: skip


def _pairs(chance: Chance, half: HalfYear, people: Sequence[Helper]) -> Iterator[Table]:
    """Two who like to work together in every other town, and two who never do."""
    towns = sorted({helper.home for helper in people})
    for number, town in enumerate(towns):
        one, other = sorted(chance.sample([it.id for it in people if it.home == town], 2))
        if number % 2 == 0 or number == 1:
            yield Pairing(
                id=chance.id(half.beginning), volunteer=one, other=other, together=number != 1
            )
