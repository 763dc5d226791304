"""A draft rota beside the places that stand: what stays, what is new and what goes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct, structs

Change = Literal["kept", "new", "role", "out", "beside", "lost"]
# Who came before the beginning is there.
FIXED: Final = frozenset({"accepted", "attended"})
LIVE: Final = frozenset({"proposed", "invited", *FIXED})
# Who was called off or called off is not asked again by machine.
REFUSED: Final = frozenset({"declined", "withdrawn", "substituted", "absent"})
CHANGES: Final = frozenset({"new", "role", "out"})
LEAVING: Final = frozenset({"out", "lost"})


class Drafted(Struct, frozen=True, kw_only=True):
    """A place in a draft; `was` is how it stood when the draft was made, empty for a new one."""

    event: UUID
    volunteer: UUID
    role: str
    was: str = ""
    by_hand: bool = False


class Standing(Struct, frozen=True, kw_only=True):
    """A place as it stands now, whatever became of it, and since when.

    One that is `offered` by a search that goes on is whoever's says yes first.
    """

    event: UUID
    volunteer: UUID
    role: str
    status: str
    since: datetime
    offered: bool = False


class Line(Struct, frozen=True, kw_only=True):
    """What the draft does with one person at one event.

    `kept` stays as it is, `new` is added, `role` is given the other role, `out` is taken away;
    `beside` came about after the draft was made and stays; `lost` was in the draft, but the
    person has called it off since. `status` is how the place stands now, empty if it does not;
    `was` is how it stood when the draft was made; `ended` is what became of one that is no more,
    `since` when. What a search has `offered` is left alone, and is nobody's place yet.
    """

    event: UUID
    volunteer: UUID
    role: str
    change: Change
    status: str = ""
    was: str = ""
    by_hand: bool = False
    ended: str = ""
    since: datetime | None = None
    offered: bool = False

    @property
    def stays(self) -> bool:
        """Whether the person will have the place."""
        return self.change not in LEAVING and not self.offered

    @property
    def fixed(self) -> bool:
        """Whether the draft may not touch it: nothing accepted is ever moved."""
        return self.status in FIXED


class Repair(Struct, frozen=True):
    """How much a repair stirs up: places filled anew, and people who lose the one they had."""

    changes: int
    moved: int


def diff(
    drafted: Iterable[Drafted], standing: Iterable[Standing], *, known_at: datetime
) -> list[Line]:
    """One line for each place of the draft and for each that stands; in no particular order."""
    now = {(one.event, one.volunteer): one for one in standing}
    lines = [_line(place, now.pop((place.event, place.volunteer), None)) for place in drafted]
    return lines + [_other(one, known_at) for one in now.values() if one.status in LIVE]


def filled(lines: Iterable[Line]) -> Mapping[tuple[UUID, str], int]:
    """How many people will have each role of each event."""
    return Counter((line.event, line.role) for line in lines if line.stays)


def loads(lines: Iterable[Line]) -> Mapping[UUID, int]:
    """How many places each person will have."""
    return Counter(line.volunteer for line in lines if line.stays)


def median(numbers: Sequence[int]) -> int:
    """The lower middle one; 0 of none."""
    return sorted(numbers)[(len(numbers) - 1) // 2] if numbers else 0


def repair(lines: Iterable[Line]) -> Repair:
    """How much of what stands a repair leaves alone."""
    changed = [line for line in lines if line.change in CHANGES]
    leaving = {line.volunteer for line in changed if line.change in {"out", "role"}}
    return Repair(changes=sum(line.change != "out" for line in changed), moved=len(leaving))


def as_made(lines: Iterable[Line]) -> list[Line]:
    """The lines of a rota that was published, by what became of them since."""
    return [
        structs.replace(line, change=_became(line)) if line.change != "beside" else line
        for line in lines
        if line.change != "out"
    ]


def _became(line: Line) -> Change:
    if not line.status:
        return "lost"
    return "kept" if line.was else "new"


def _line(place: Drafted, now: Standing | None) -> Line:
    status = now.status if now and now.status in LIVE else ""
    return Line(
        event=place.event,
        volunteer=place.volunteer,
        role=now.role if now and (status in FIXED or now.offered) else place.role,
        change=_change(place, now, status),
        status=status,
        was=place.was,
        by_hand=place.by_hand,
        ended=now.status if now and not status else "",
        since=now.since if now else None,
        offered=bool(now and now.offered),
    )


def _change(place: Drafted, now: Standing | None, status: str) -> Change:
    if now and now.offered:
        return "beside"
    if now and status:
        same = now.role == place.role or status in FIXED
        return "kept" if same else "role"
    called_off = now is not None and now.status in REFUSED
    if place.was == "accepted" or (called_off and not place.by_hand):
        return "lost"
    return "new"


def _other(one: Standing, known_at: datetime) -> Line:
    """A place that the draft does not have: taken out, unless nobody could know of it."""
    beside = one.status in FIXED or one.offered or one.since > known_at
    return Line(
        event=one.event,
        volunteer=one.volunteer,
        role=one.role,
        change="beside" if beside else "out",
        status=one.status,
        offered=one.offered,
    )
