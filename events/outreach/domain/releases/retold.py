"""Whether the people of a whole may be told where releases before told wholes of the same events.

Nobody can be matched between releases, so the numbers are held against each other: those of every
two that share events, and those of a whole against parts that have no event in common and make it
up. January and February less the two months together are those who came in both.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final
from uuid import UUID

from msgspec import Struct

MOST: Final = 5_000
"""So many ways to make up a whole are tried; where there are more nothing is told."""


class Whole(Struct, frozen=True):
    """The events of a release and the upper end of its people; None where it was held back."""

    events: frozenset[UUID]
    most: int | None


def tellable(now: Whole, earlier: Sequence[Whole], few: int) -> bool:
    """Whether no subtraction that `now` makes possible leaves somebody, but fewer than `few`."""
    near = [one for one in dict.fromkeys(earlier) if one.events & now.events]
    if any(one.most is None for one in near):
        return False
    every = [now, *(one for one in dict.fromkeys(earlier) if one.most is not None)]
    sums: list[tuple[Whole, tuple[Whole, ...]]] = [(now, (one,)) for one in near]
    for whole in (now, *near):
        ways = list(islice(_made_up(whole, every), MOST + 1))
        if len(ways) > MOST:
            return False
        sums += [(whole, way) for way in ways if now in (whole, *way)]
    return not any(0 < abs(_left(whole, parts)) < few for whole, parts in sums)


def _left(whole: Whole, parts: Sequence[Whole]) -> int:
    return (whole.most or 0) - sum(part.most or 0 for part in parts)


def _made_up(whole: Whole, every: Sequence[Whole]) -> Iterator[tuple[Whole, ...]]:
    parts = [one for one in every if one != whole and one.events & whole.events]
    # What nobody else tells of is left over by every sum; those are tried all the same.
    shared = whole.events & frozenset[UUID]().union(*(part.events for part in parts))
    return _apart(shared, parts)


def _apart(events: frozenset[UUID], parts: Sequence[Whole]) -> Iterator[tuple[Whole, ...]]:
    """The sets of parts without an event in common that have all of these events."""
    if not events:
        yield ()
        return
    first = min(events)
    for part in parts:
        if first in part.events:
            left = [one for one in parts if not one.events & part.events]
            for more in _apart(events - part.events, left):
                yield part, *more
