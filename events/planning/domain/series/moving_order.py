"""In which order events change places, so that none needs a place that another has not left."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Span(Struct, frozen=True):
    """A venue from one moment to another."""

    venue: UUID | None
    starts_at: datetime
    ends_at: datetime

    def meets(self, other: "Span") -> bool:
        """Whether both need the venue at the same time."""
        if self.venue is None or self.venue != other.venue:
            return False
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class Move(Struct, frozen=True):
    """An event on its way."""

    event: UUID
    source: Span
    target: Span


class Turn(Struct, frozen=True):
    """Whose turn it is; one that only steps `aside` leaves its venue and gets another turn."""

    move: Move
    aside: bool = False


def in_order(moves: Sequence[Move]) -> list[Turn]:
    """Every move once, each when its target is free; in a ring, one steps aside first."""
    turns: list[Turn] = []
    waiting, aside = list(moves), set[UUID]()
    while waiting:
        free = [move for move in waiting if not _blocked(move, waiting, aside)]
        turns += [Turn(move) for move in free]
        waiting = [move for move in waiting if move not in free]
        ring = [move for move in waiting if move.event not in aside]
        if not free and ring:
            turns.append(Turn(ring[0], aside=True))
            aside.add(ring[0].event)
    return turns


def _blocked(move: Move, waiting: Sequence[Move], aside: set[UUID]) -> bool:
    return any(
        move.target.meets(other.source)
        for other in waiting
        if other.event != move.event and other.event not in aside
    )
