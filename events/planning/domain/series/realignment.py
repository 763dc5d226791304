"""Which event is which occurrence once the rule has changed.

A rule of the same rhythm has moved: each event keeps its key and moves along. A rule of another
rhythm, such as twice a week after once, counts other dates: an event on a date that is still one
stays there.
"""

from collections.abc import Collection
from datetime import date

import msgspec

from events.planning.domain import recurrence
from events.planning.domain.series.pattern import Occurrence, Pattern, occurrences


def realigned(keys: Collection[str], before: Pattern, after: Pattern) -> dict[str, str | None]:
    """The key that each of these keys becomes.

    None is a key that means nothing any more, or something else: its event has left the rule.
    """
    wanted = {o.key: o for o in _all(after)}
    kept = {key: key for key in keys if key in wanted} if same_rhythm(before, after) else {}
    at_place = {o.place: o.key for o in wanted.values() if o.key not in kept}
    for one in _all(before):
        if one.key in keys and one.key not in kept and one.place in at_place:
            kept[one.key] = at_place.pop(one.place)
    taken = {*wanted, *kept.values()}
    return {key: kept.get(key, None if key in taken else key) for key in keys}


def same_rhythm(before: Pattern, after: Pattern) -> bool:
    """Whether both rules give as many dates in the days that both cover; one may lie at an edge."""
    one, other = (recurrence.dates(p.rule, p.starts_on) for p in (before, after))
    if not one or not other:
        return True
    first, last = max(one[0], other[0]), min(one[-1], other[-1])
    return abs(_within(one, first, last) - _within(other, first, last)) <= 1


def _within(days: list[date], first: date, last: date) -> int:
    return sum(first <= day <= last for day in days)


def _all(pattern: Pattern) -> list[Occurrence]:
    return occurrences(msgspec.structs.replace(pattern, excluded=()))
