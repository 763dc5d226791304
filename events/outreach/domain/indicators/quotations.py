"""What citations say of an indicator: side by side, one number only where all agree."""

from collections.abc import Iterable
from uuid import UUID

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.cited import citing
from events.outreach.domain.cited.citing import Fact
from server.foundation.identity import Actor


async def by_indicator(*, by: Actor) -> dict[UUID, list[Fact]]:
    """The citations that stand for each indicator, as far as `by` looks after their places."""
    found: dict[UUID, list[Fact]] = {}
    for fact in await citing.facts(by=by):
        if fact.indicator is not None:
            found.setdefault(fact.indicator, []).append(fact)
    return found


def of_place(facts: Iterable[Fact], municipality: str | None) -> list[Fact]:
    """Those that speak of a place, or of everywhere."""
    return [fact for fact in facts if fact.municipality == municipality]


def agreed(facts: Iterable[Fact]) -> Amount | None:
    """The number that all of them give; None where one gives another, or none."""
    numbers = {fact.number for fact in facts}
    only = numbers.pop() if len(numbers) == 1 else None
    return None if only is None else exactly(only)
