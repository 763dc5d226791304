"""What crowds were like, all together: never shown of so few that somebody could be found."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.beyond.trait_codes import TRAITS, Trait
from events.planning.domain.age_atoms import UNKNOWN

EVENTS: Final = 5
PEOPLE: Final = 10
"""Shown is what was counted at so many events, or of so many people."""


class Tallied(Struct, frozen=True, kw_only=True):
    """How many people at an event said so."""

    event: UUID
    trait: Trait
    code: str
    people: int


class TraitSum(Struct, frozen=True, kw_only=True):
    """How many said so at all events together; None where they are too few to be shown.

    They are not added up: people who are hidden could be taken back out of a total.
    """

    code: str
    people: int | None


class LanguageShare(Struct, frozen=True, kw_only=True):
    """At how many of the events of which languages are known somebody preferred this one."""

    code: str
    events: int
    of: int

    @property
    def percent(self) -> int:
        """To the nearest whole one."""
        return round(100 * self.events / self.of)


def sums(tallied: Sequence[Tallied], trait: Trait) -> list[TraitSum]:
    """The answers that were given to one question, the most frequent first."""
    people: defaultdict[str, list[int]] = defaultdict(list)
    for line in tallied:
        if line.trait == trait and line.people:
            people[line.code].append(line.people)
    summed = [TraitSum(code=code, people=_shown(numbers)) for code, numbers in people.items()]
    return sorted(summed, key=lambda each: (each.people is None, -(each.people or 0), each.code))


def more_than_came(numbers: Mapping[tuple[Trait, str], int], came: int) -> dict[Trait, int]:
    """The questions of one event with more answers than people, and how many answers.

    Somebody may need several things to take part: there each answer is held against the people.
    """
    answered = {
        trait: [n for (asked, _), n in numbers.items() if asked == trait] for trait in TRAITS
    }
    people = {t: max(n, default=0) if t == "access" else sum(n) for t, n in answered.items()}
    return {trait: number for trait, number in people.items() if number > came}


def languages(tallied: Sequence[Tallied]) -> list[LanguageShare]:
    """The languages by how many events somebody preferred them at, the most first.

    Out of the events of which languages are known; of fewer than a handful nothing is said. There
    is no share of residents: nobody counted the speakers of a municipality.
    """
    events: defaultdict[str, set[UUID]] = defaultdict(set)
    for line in tallied:
        if line.trait == "language" and line.people and line.code != UNKNOWN:
            events[line.code].add(line.event)
    of = len(set().union(*events.values()))
    if of < EVENTS:
        return []
    shares = [LanguageShare(code=code, events=len(at), of=of) for code, at in events.items()]
    return sorted(shares, key=lambda share: (-share.events, share.code))


def _shown(numbers: Sequence[int]) -> int | None:
    people = sum(numbers)
    return people if len(numbers) >= EVENTS or people >= PEOPLE else None
