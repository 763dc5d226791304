"""Facts about one thing side by side, and whether they disagree."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations, groupby

from msgspec import Struct

from events.outreach.domain.cited.fact import Fact
from events.planning.domain.plain_words import plain


class Subject(Struct, frozen=True, kw_only=True):
    """What one thing is said to be, by everybody who says something of it."""

    name: str
    facts: list[Fact]

    @property
    def disagree(self) -> bool:
        """Whether two of them cannot both be so."""
        return any(_disagree(one, other) for one, other in combinations(self.facts, 2))


def subjects(facts: Iterable[Fact]) -> list[Subject]:
    """The facts by their subject, however it is spelt."""
    ordered = sorted(facts, key=_place)
    return [
        Subject(name=same[0].subject, facts=same)
        for _key, group in groupby(ordered, key=_subject)
        if (same := list(group))
    ]


def _subject(fact: Fact) -> str:
    return _words(fact.subject)


def _place(fact: Fact) -> tuple[str, str, date, bool]:
    """By subject, by what time it speaks of, the oldest source first, numbers before words."""
    return _subject(fact), fact.about, fact.dated or date.max, fact.number is None


def _disagree(one: Fact, other: Fact) -> bool:
    same_time = not one.about or not other.about or _words(one.about) == _words(other.about)
    if not same_time or one.municipality != other.municipality:
        return False
    if one.number is not None and other.number is not None:
        return one.number != other.number
    return _words(one.said) != _words(other.said)


def _words(text: str) -> str:
    return " ".join(plain(text).split())
