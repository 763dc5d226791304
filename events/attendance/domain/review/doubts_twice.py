"""Lines that may be the same person, or the same room, twice."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise, takewhile
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.attendance.domain.review.doubts_lines import Counted, Seen

A_MINUTE: Final = timedelta(minutes=1)
HALF_AN_HOUR: Final = timedelta(minutes=30)
FEWEST: Final = 3
"""Two countings of one or two people are alike by chance."""
NEARLY: Final = 10
"""Two countings are nearly the same when they differ by at most one in so many."""


class Twins(Struct, frozen=True, kw_only=True):
    """Two people without a pass, alike in everything and a moment apart; `second` came later."""

    first: UUID
    second: UUID
    at: datetime
    seconds: int
    source: str
    sex: str
    age_band: str
    audience: str | None

    @property
    def subject(self) -> str:
        """Names the pair."""
        return f"{self.first}+{self.second}"


class Counting(Struct, frozen=True, kw_only=True):
    """What somebody counted in one go: a sheet, or all that a phone at the door counted."""

    lines: tuple[UUID, ...]
    way: str
    phone: UUID | None
    entered_by: UUID | None
    since: datetime
    until: datetime
    people: int
    cells: dict[tuple[str | None, str, str], int]

    @property
    def hand(self) -> tuple[str, UUID | None, UUID | None]:
        """Who counted, and how."""
        return self.way, self.phone, self.entered_by


class SameRoom(Struct, frozen=True, kw_only=True):
    """Two countings that look like one room counted twice."""

    first: Counting
    second: Counting

    @property
    def subject(self) -> str:
        """Names the pair."""
        return f"{min(self.first.lines)}+{min(self.second.lines)}"


def twins(seen: Collection[Seen]) -> Iterator[Twins]:
    """Pairs that follow each other within a minute; no line is the second of two pairs."""
    alike: defaultdict[tuple[object, ...], list[Seen]] = defaultdict(list)
    for line in seen:
        if not line.card:
            alike[line.source, line.phone, line.sex, line.age_band, line.audience].append(line)
    pairs = [
        _pair(a, b)
        for lines in alike.values()
        for a, b in pairwise(sorted(lines, key=_place))
        if b.at - a.at <= A_MINUTE
    ]
    yield from sorted(pairs, key=lambda pair: (pair.at, pair.first))


def same_room(counted: Collection[Counted]) -> Iterator[SameRoom]:
    """Pairs of countings within half an hour of each other that are nearly equal in every cell."""
    countings = gathered(counted)
    for number, first in enumerate(countings):
        later = countings[number + 1 :]
        near = takewhile(partial(_near, first), later)
        yield from (
            SameRoom(first=first, second=second) for second in near if _alike(first, second)
        )


def gathered(counted: Collection[Counted]) -> list[Counting]:
    """Lines put together as they were counted, the earliest first."""
    together: defaultdict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for line in counted:
        # A phone counts one by one; a sheet arrives whole.
        sheet = None if line.way == "door" else line.received_at
        together[line.way, line.phone, line.entered_by, sheet].append(line)
    countings = [_counting(sorted(lines, key=_place)) for lines in together.values()]
    return sorted(countings, key=lambda counting: (counting.since, counting.lines))


def _pair(first: Seen, second: Seen) -> Twins:
    return Twins(
        first=first.id, second=second.id, at=first.at,
        seconds=round((second.at - first.at).total_seconds()), source=first.source,
        sex=first.sex, age_band=first.age_band, audience=first.audience,
    )  # fmt: skip


def _near(first: Counting, second: Counting) -> bool:
    return second.since - first.until <= HALF_AN_HOUR


def _counting(lines: Sequence[Counted]) -> Counting:
    cells = Counter[tuple[str | None, str, str]]()
    for line in lines:
        cells[line.audience, line.sex, line.age_band] += line.people
    return Counting(
        lines=tuple(line.id for line in lines), way=lines[0].way, phone=lines[0].phone,
        entered_by=lines[0].entered_by, since=lines[0].at, until=lines[-1].at,
        people=cells.total(), cells=dict(cells),
    )  # fmt: skip


def _alike(first: Counting, second: Counting) -> bool:
    """Whether they differ no more than two people who count the same room; one hand not at all."""
    cells = first.cells.keys() | second.cells.keys()
    apart = sum(abs(first.cells.get(cell, 0) - second.cells.get(cell, 0)) for cell in cells)
    larger = max(first.people, second.people)
    nearly = 0 if first.hand == second.hand else larger // NEARLY
    return larger >= FEWEST and apart <= nearly


def _place(line: Seen | Counted) -> tuple[datetime, UUID]:
    return line.at, line.id
