"""Which of several sightings of a pass at one event counts."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from events.planning.domain.age_atoms import UNKNOWN


class Sighting(Protocol):
    """As much of a line as decides."""

    @property
    def id(self) -> UUID:
        """Made where the pass was noticed."""

    @property
    def at(self) -> datetime:
        """When, by the clock of whoever noticed.

        As it was shown: how wrong the clock was is measured anew whenever a phone sends, so that a
        corrected moment would depend on which of two sendings arrived first.
        """

    @property
    def sex(self) -> str:
        """As it was told."""

    @property
    def age_band(self) -> str:
        """As it was told."""

    @property
    def audience(self) -> str | None:
        """As it was told."""


Seen = TypeVar("Seen", bound=Sighting)


def which_stands(sightings: Iterable[Seen], corrections: Collection[UUID] = ()) -> Seen | None:
    """The one that tells most, then the earliest one, then the one of the smallest id.

    Before all others come those of the `corrections`, which a coordinator wrote in the place of
    another. In whatever order they are given, or arrived, it is the same one.
    """

    def place(seen: Seen) -> tuple[bool, int, datetime, UUID]:
        return seen.id not in corrections, -_known(seen), seen.at, seen.id

    return min(sightings, key=place, default=None)


def _known(seen: Sighting) -> int:
    return (seen.sex != UNKNOWN) + (seen.age_band != UNKNOWN) + (seen.audience is not None)
