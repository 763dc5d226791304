"""Which topic has not been treated where, and for how long."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from msgspec import Struct

PATIENCE: Final = 3  # months without a topic, after which somebody should think of it
LOUDEST: Final = 12
YEAR: Final = 12

Standing = Literal["fresh", "recent", "gap", "long", "never"]


class Treated(Struct, frozen=True, kw_only=True):
    """So many events about a topic in a municipality and a month, named by its first day."""

    municipality: str
    topic: str
    month: date
    events: int


class Spot(Struct, frozen=True, kw_only=True):
    """A topic in a municipality: when it was treated last, and how many months ago that is."""

    municipality: str
    topic: str
    last: date | None
    ago: int | None

    @property
    def standing(self) -> Standing:
        """`fresh` is this month or the one before it."""
        if self.ago is None:
            return "never"
        if self.ago >= LOUDEST:
            return "long"
        if self.ago >= PATIENCE:
            return "gap"
        return "recent" if self.ago > 1 else "fresh"

    @property
    def is_gap(self) -> bool:
        return self.ago is None or self.ago >= PATIENCE


def spots(
    treated: Iterable[Treated],
    *,
    municipalities: Sequence[str],
    topics: Sequence[str],
    month: date,
) -> list[Spot]:
    """One for each municipality and topic, in that order, as things stand in this month.

    What happens later than this month says nothing yet.
    """
    last = _latest(treated, month)
    return [
        _spot(place, topic, last.get((place, topic)), month)
        for place in municipalities
        for topic in topics
    ]


def gaps(found: Iterable[Spot]) -> list[Spot]:
    """Those that have waited too long; the longest first, those that never were last."""
    waiting = [spot for spot in found if spot.is_gap]
    return sorted(waiting, key=lambda spot: (spot.last is None, spot.last or date.max))


def with_parents(treated: Iterable[Treated], parents: Mapping[str, str | None]) -> list[Treated]:
    """Whoever treats a part of a topic treats the topic."""
    found = list(treated)
    above = [
        Treated(municipality=it.municipality, topic=parent, month=it.month, events=it.events)
        for it in found
        if (parent := parents.get(it.topic)) is not None
    ]
    return found + above


def months_between(earlier: date, later: date) -> int:
    """Months of the calendar, whatever the days in them."""
    return (later.year - earlier.year) * YEAR + later.month - earlier.month


def _latest(treated: Iterable[Treated], month: date) -> dict[tuple[str, str], date]:
    last: dict[tuple[str, str], date] = {}
    for it in treated:
        if it.events and it.month <= month:
            key = it.municipality, it.topic
            last[key] = max(last.get(key, it.month), it.month)
    return last


def _spot(municipality: str, topic: str, last: date | None, month: date) -> Spot:
    ago = None if last is None else months_between(last, month)
    return Spot(municipality=municipality, topic=topic, last=last, ago=ago)
