"""How much each place gets for the people who live in it, and which places fall behind."""

from collections.abc import Collection, Sequence
from typing import Final, Literal

from msgspec import Struct

PEOPLE: Final = 10_000
"""Rates are per so many residents."""

Reason = Literal["nothing", "few_events", "little_reach", "dropped"]
Trend = Literal["up", "down", "same"]


class Equity(Struct, frozen=True, kw_only=True):
    """What a municipality got in some days and, as `before`, in as many days before them.

    `population` is that of the census, None where it is not known: then there is no rate. The
    numbers before are None where the question has no beginning or no end.
    """

    municipality: str
    name: str
    population: int | None
    events: int
    contacts: int
    events_before: int | None = None
    contacts_before: int | None = None

    @property
    def events_rate(self) -> float | None:
        """Events per 10,000 residents."""
        return per_10_000(self.events, self.population)

    @property
    def contacts_rate(self) -> float | None:
        """Contacts per 10,000 residents."""
        return per_10_000(self.contacts, self.population)

    @property
    def contacts_rate_before(self) -> float | None:
        """The same of the days before."""
        before = self.contacts_before
        return None if before is None else per_10_000(before, self.population)

    @property
    def trend(self) -> Trend | None:
        """Whether more people were reached than in the days before."""
        if self.contacts_before is None:
            return None
        if self.contacts == self.contacts_before:
            return "same"
        return "up" if self.contacts > self.contacts_before else "down"


class Behind(Struct, frozen=True, kw_only=True):
    """A place that falls behind, and the plainest reason to say so."""

    place: Equity
    reason: Reason


def per_10_000(number: int, population: int | None) -> float | None:
    """None where nobody knows how many people live there."""
    return number * PEOPLE / population if population else None


def ranked(places: Collection[Equity]) -> list[Equity]:
    """First those without any event, then by reach for their people, the least first.

    Where nobody knows how many people live, there is nothing to compare: those come last.
    """
    return sorted(places, key=_order)


def together(places: Collection[Equity]) -> Equity:
    """All places whose residents are known as one: rates come from totals, never from rates."""
    known = [place for place in places if place.population]
    return Equity(
        municipality="",
        name="",
        population=sum(place.population or 0 for place in known) or None,
        events=sum(place.events for place in known),
        contacts=sum(place.contacts for place in known),
    )


def behind(places: Sequence[Equity]) -> list[Behind]:
    """The places that fall behind, those without any event first.

    That is: no event; less than half of the events or of the reach that all places together have
    for their people; or less than half of the events that there were before.
    """
    overall = together(places)
    reasons = [(place, _reason(place, overall)) for place in ranked(places)]
    return [Behind(place=place, reason=reason) for place, reason in reasons if reason]


def _order(place: Equity) -> tuple[int, float, str]:
    rate = place.contacts_rate
    group = 0 if place.events == 0 else 2 if rate is None else 1
    return group, rate or 0.0, place.name


def _reason(place: Equity, overall: Equity) -> Reason | None:
    if place.events == 0:
        return "nothing"
    if _under_half(place.events_rate, overall.events_rate):
        return "few_events"
    if _under_half(place.contacts_rate, overall.contacts_rate):
        return "little_reach"
    return "dropped" if _under_half(place.events, place.events_before) else None


def _under_half(number: float | None, of: float | None) -> bool:
    return number is not None and of is not None and 2 * number < of
