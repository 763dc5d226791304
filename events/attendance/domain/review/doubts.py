"""What is doubtful in the register of one event, found from its lines alone."""

from collections.abc import Collection, Iterator
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from events.attendance.domain.review import doubts_numbers, doubts_twice
from events.attendance.domain.review.doubts_lines import Counted, Room, Seen, Undone
from events.attendance.domain.review.doubts_numbers import Crowd, Early, Skewed, Untrue
from events.attendance.domain.review.doubts_twice import SameRoom, Twins

Kind = Literal["double", "skew", "impossible", "undone"]
Doubt: TypeAlias = Twins | SameRoom | Skewed | Crowd | Untrue | Early | Undone
KINDS: Final[dict[type[Doubt], Kind]] = {
    Twins: "double",
    SameRoom: "double",
    Skewed: "skew",
    Crowd: "impossible",
    Untrue: "impossible",
    Early: "impossible",
    Undone: "undone",
}


class Key(Struct, frozen=True, order=True):
    """By what name a ruling remembers a doubt: the same for as long as the doubt is."""

    kind: str
    subject: str


def found(
    room: Room,
    seen: Collection[Seen],
    counted: Collection[Counted],
    undone: Collection[Undone] = (),
    *,
    settled: Collection[Key] = (),
) -> list[Doubt]:
    """Every doubt about an event that nobody has settled; the order of the lines is no matter."""
    every = [*_all(room, seen, counted), *sorted(undone, key=lambda line: (line.at, line.undone))]
    return [doubt for doubt in every if key(doubt) not in settled]


def key(doubt: Doubt) -> Key:
    """The name of a doubt."""
    return Key(KINDS[type(doubt)], doubt.subject)


def _all(room: Room, seen: Collection[Seen], counted: Collection[Counted]) -> Iterator[Doubt]:
    yield from doubts_twice.twins(seen)
    yield from doubts_twice.same_room(counted)
    yield from doubts_numbers.skewed([*seen, *counted])
    yield from doubts_numbers.crowd(room, counted)
    yield from doubts_numbers.untrue(room, counted)
    yield from doubts_numbers.early(room, seen)
