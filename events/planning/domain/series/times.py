"""Which time of the day is which, so that one that moves stays itself."""

from collections.abc import Iterable, Sequence

import msgspec

from events.planning.domain.series.pattern import KEYS, DayTime
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _


def keyed(
    wanted: Sequence[DayTime], before: Sequence[DayTime], used: Iterable[str]
) -> tuple[DayTime, ...]:
    """The wanted times with their keys: those without one take that of the same time before.

    The same is who has the same label, then the same hour, then the only one there is. Others get
    a key that was never used.
    """
    wanted = _claimed(wanted, before)
    left = [one for one in before if all(one.key != other.key for other in wanted)]
    found = [one if one.key else _like(one, wanted, left) for one in wanted]
    taken = {*used, *(one.key for one in (*before, *found))} - {""}
    highest = max((KEYS.find(key) for key in taken), default=-1)
    fresh = KEYS[highest + 1 :]
    unnamed = [one for one in found if not one.key]
    if len(unnamed) > len(fresh):
        raise Invalid({"times": _("Esta serie cambió demasiadas veces de horario.")})
    names = iter(fresh)
    return tuple(one if one.key else _named(one, next(names)) for one in found)


def _claimed(wanted: Sequence[DayTime], before: Sequence[DayTime]) -> list[DayTime]:
    """The wanted times; a key that is not the series' own, or is there twice, means nothing."""
    free = {one.key for one in before}
    claimed = []
    for one in wanted:
        claimed.append(one if one.key in free else _named(one, ""))
        free.discard(one.key)
    return claimed


def _like(one: DayTime, wanted: Sequence[DayTime], left: list[DayTime]) -> DayTime:
    same = [
        *(old for old in left if one.label and old.label.casefold() == one.label.casefold()),
        *(old for old in left if old.start == one.start and not (one.label and old.label)),
        *(left if len(left) == len(wanted) == 1 else ()),
    ]
    if not same:
        return one
    left.remove(same[0])
    return _named(one, same[0].key)


def _named(one: DayTime, key: str) -> DayTime:
    return msgspec.structs.replace(one, key=key)
