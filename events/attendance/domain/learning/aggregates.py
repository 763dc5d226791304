"""How much of what a crowd answered can be shown without showing what anybody answered.

Answers come in handfuls of HANDFUL, in the order in which they arrived: one is full before the
next begins, and never changes then. Handfuls are put together, first come, first served, into
*groups* of at least `least` answers to the question. What may be seen is

- while answers still come in: every full group but the last;
- once no more can come: all of them, if they fill a group at all.

So whatever two looks differ in, whenever they are taken, is a whole number of groups and never an
answer or a few: nothing can be read by looking twice. Nobody learns how many are still held back.
The distribution of what may be seen is shown as it is, also where an answer in it was given only
once: of a group it can be said what was answered, but not by whom.

What this cannot prevent: that somebody fills in form after form to know all but one of a group, or
moves an event that is long over to a later day so that one more can answer. Nobody is told apart,
so nobody can be kept from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

HANDFUL: Final = 5
"""The threshold where nothing is sensitive, and the size of a handful."""
SENSITIVE: Final = 10


class Shown(Struct, frozen=True):
    """How often each answer was given, among those that may be seen."""

    counts: Mapping[int, int]

    @property
    def answers(self) -> int:
        """How many answers those are."""
        return sum(self.counts.values())

    def share(self, answer: int) -> int | None:
        """The share of an answer in per cent, rounded; None where nothing may be seen."""
        return round(100 * self.counts.get(answer, 0) / self.answers) if self.answers else None


NOTHING: Final = Shown({})


def threshold(*, sensitive: bool) -> int:
    """Below how many answers nothing is shown."""
    return SENSITIVE if sensitive else HANDFUL


def shown(handfuls: Sequence[Mapping[int, int]], *, least: int, over: bool) -> Shown:
    """What may be seen of a question; `handfuls` tell how often each answer came, in their order.

    `over` says that no more answers can come.
    """
    if over:
        everything = _added(handfuls)
        return Shown(everything) if sum(everything.values()) >= least else NOTHING
    # Groups of a higher threshold are made of groups of the lower: a look taken before an event was
    # called sensitive differs from one taken afterwards by whole groups too.
    groups = _grouped(_grouped(handfuls, HANDFUL), least)
    return Shown(_added(groups[:-1]))


def _grouped(parts: Iterable[Mapping[int, int]], least: int) -> list[Mapping[int, int]]:
    """The parts put together, one after the other, until each group holds enough; no rest."""
    groups: list[Mapping[int, int]] = []
    filling: dict[int, int] = {}
    for part in parts:
        filling = _added([filling, part])
        if sum(filling.values()) >= least:
            groups.append(filling)
            filling = {}
    return groups


def _added(parts: Iterable[Mapping[int, int]]) -> dict[int, int]:
    total: dict[int, int] = {}
    for part in parts:
        for answer, times in part.items():
            total[answer] = total.get(answer, 0) + times
    return total
