"""What a rule of retention is."""

from datetime import datetime
from typing import Protocol

from msgspec import Struct


class Cutoff(Struct, frozen=True):
    """At what moment it is asked, and what was over `before` which moment is due."""

    at: datetime
    before: datetime


class Forgettable(Protocol):
    """Something that can be counted and forgotten once it is old enough."""

    async def due(self, cutoff: Cutoff) -> int:
        """How much is due."""

    async def forget(self, cutoff: Cutoff, *, most: int) -> int:
        """Forget up to `most` of it; how much that was. Nothing, once nothing is due."""

    async def waiting(self, cutoff: Cutoff) -> int:
        """How much is old enough, but has to wait for something else."""


class Rule(Struct, frozen=True, kw_only=True):
    """For how many days something is kept; the period can be changed from `least` to `most`.

    `words` say what goes and `why` says why then, both in Spanish, to be translated when shown.
    `counted_from` is what the days begin with. `waits_for` is what may stand in the way.
    """

    name: str
    words: str
    counted_from: str
    why: str
    days: int
    least: int = 0
    most: int
    what: Forgettable
    waits_for: str = ""
