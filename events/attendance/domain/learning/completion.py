"""Who completed a programme, as far as passes can tell.

A pass has another pseudonym in every uniqueness period. Where the sessions of a programme lie in
two, nobody can say which pseudonyms belong together unless the pass itself is shown, so how many
completed it is an interval: at the least, those who did in one period are the same people as those
who did in another; at the most, what was left unfinished in one was finished in another.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from msgspec import Struct

NOBODY: Final = 0


class Seen(Struct, frozen=True):
    """A pass at a session that was held, by its pseudonym in the session's period."""

    session: UUID
    period: UUID
    pseudonym: bytes


class Score(Struct, frozen=True):
    """What a pass reached in the assessment, in per cent."""

    period: UUID
    pseudonym: bytes
    score: int


class Rule(Struct, frozen=True):
    """What it takes: so many sessions, and where there is a `pass_mark`, to have reached it."""

    needed: int
    pass_mark: int | None = None

    def is_met(self, sessions: int, score: int | None) -> bool:
        """Whether somebody who came to so many sessions, with this score, completed it."""
        return sessions >= self.needed and self.approves(score)

    def approves(self, score: int | None) -> bool:
        """Whether the score is enough."""
        return self.pass_mark is None or (score is not None and score >= self.pass_mark)


class Trail(Struct, frozen=True):
    """What a pass did within one period."""

    period: UUID
    sessions: int
    score: int | None = None


class Completed(Struct, frozen=True):
    """How many completed it; one number where `least` is `most`."""

    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.least == self.most


def trails(seen: Iterable[Seen], scores: Iterable[Score] = ()) -> list[Trail]:
    """One trail for every pass and period; a session counts once, whoever noticed the pass."""
    came = Counter((it.period, it.pseudonym) for it in set(seen))
    reached = {(it.period, it.pseudonym): it.score for it in scores}
    return [
        Trail(period, came[period, pseudonym], reached.get((period, pseudonym)))
        for period, pseudonym in [*came, *(key for key in reached if key not in came)]
    ]


def distribution(found: Iterable[Trail]) -> Mapping[UUID, Counter[int]]:
    """How many passes came to how many sessions, in each period; those that came to none do not."""
    spread: dict[UUID, Counter[int]] = {}
    for trail in found:
        if trail.sessions:
            spread.setdefault(trail.period, Counter())[trail.sessions] += 1
    return spread


def completed(found: Iterable[Trail], rule: Rule) -> Completed:
    """How many passes completed it, whichever trails of different periods belong to one pass."""
    known = list(found)
    done = [trail for trail in known if rule.is_met(trail.sessions, trail.score)]
    undone = [trail for trail in known if not rule.is_met(trail.sessions, trail.score)]
    least = max(Counter(trail.period for trail in done).values(), default=NOBODY)
    return Completed(least, len(done) + _joinable(undone, rule))


def _joinable(undone: list[Trail], rule: Rule) -> int:
    """The most passes that can have completed it by several unfinished trails together.

    Each takes trails of two periods at the least, enough sessions, and a score that is enough.
    """
    periods = Counter(trail.period for trail in undone)
    if len(periods) < 2:
        return NOBODY
    sessions = sum(min(trail.sessions, rule.needed) for trail in undone)
    approved = sum(rule.approves(trail.score) for trail in undone)
    several = min(periods.total() - max(periods.values()), periods.total() // 2)
    return min(several, sessions // rule.needed, approved)
