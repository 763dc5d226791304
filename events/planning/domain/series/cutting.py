"""Cutting a pattern in two: what was before a date of its rule, and what remains from it on."""

import msgspec
from msgspec import Struct

from events.planning.domain import recurrence
from events.planning.domain.series.pattern import Pattern


class Cut(Struct, frozen=True):
    """A pattern in two; without `before` nothing was before, and `rest` is all of it."""

    before: Pattern | None
    rest: Pattern


def cut(pattern: Pattern, ordinal: int) -> Cut:
    """Cut before the date with this ordinal, which must be one of the rule's."""
    passed = ordinal - pattern.first_ordinal
    if passed <= 0:
        return Cut(None, pattern)
    days = recurrence.dates(pattern.rule, pattern.starts_on)
    day = days[passed]
    count = None if pattern.rule.count is None else pattern.rule.count - passed
    rest = msgspec.structs.replace(
        pattern,
        rule=msgspec.structs.replace(pattern.rule, count=count),
        starts_on=day,
        first_ordinal=ordinal,
        excluded=tuple(left for left in pattern.excluded if left >= str(day)),
        additional=tuple(one for one in pattern.additional if one >= day),
    )
    until = msgspec.structs.replace(pattern.rule, count=None, until=days[passed - 1])
    before = msgspec.structs.replace(
        pattern,
        rule=until,
        excluded=tuple(left for left in pattern.excluded if left < str(day)),
        additional=tuple(one for one in pattern.additional if one < day),
    )
    return Cut(before, rest)
