"""How much of a series a change is about: an event and those after it, or all that is to come."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from events.planning.domain import recurrence, when
from events.planning.domain.event import Event
from events.planning.domain.series.cutting import cut
from events.planning.domain.series.pattern import Pattern, occurrences, ordinal_of
from events.planning.domain.series.reading import Series
from server.foundation.errors import Conflict, NotFound
from server.foundation.translation import gettext as _


class Scope(Struct, frozen=True, kw_only=True):
    """The part of a series that changes: `rest` is its pattern now, `events` those that are in it.

    With `split` the part becomes a series of its own, and `before` is what remains of the first.
    `outside` are the keys of the events that are not in it.
    """

    series: Series
    rest: Pattern
    events: list[Event]
    outside: frozenset[str] = frozenset()
    before: Pattern | None = None
    split: bool = False


def all_to_come(series: Series, events: Sequence[Event], *, at: datetime) -> Scope:
    """What is not yet past; the rule is counted anew from there."""
    return _from(series, events, _first_to_come(series.pattern, at), at=at)


def following(series: Series, events: Sequence[Event], event: UUID, *, at: datetime) -> Scope:
    """An event of the series and those after it; raises NotFound."""
    found = next((one for one in events if one.id == event), None)
    if found is None:
        raise NotFound(_("Esa actividad no es de esta serie."))
    ordinal = _ordinal_at(series.pattern, found)
    first = max(ordinal, _first_to_come(series.pattern, at))
    return _from(series, events, first, at=at, split=first > series.pattern.first_ordinal)


def _first_to_come(pattern: Pattern, at: datetime) -> int:
    numbers = [ordinal_of(o.key) for o in occurrences(pattern) if o.starts_at > at]
    ordinals = [number for number in numbers if number is not None]
    if not ordinals:
        raise Conflict(_("Las fechas de esta serie ya pasaron: se puede empezar otra."))
    return min(ordinals)


def _ordinal_at(pattern: Pattern, event: Event) -> int:
    ordinal = ordinal_of(event.occurrence)
    counted = len(recurrence.dates(pattern.rule, pattern.starts_on))
    if ordinal is not None and 0 <= ordinal - pattern.first_ordinal < counted:
        return ordinal
    day = when.local_day(event.starts_at, event.zone)
    later = [ordinal_of(o.key) for o in occurrences(pattern) if o.day >= day]
    ordinals = [number for number in later if number is not None]
    if not ordinals:
        raise Conflict(_("Después de esa actividad la regla no tiene más fechas."))
    return min(ordinals)


def _from(
    series: Series, events: Sequence[Event], ordinal: int, *, at: datetime, split: bool = False
) -> Scope:
    parts = cut(series.pattern, ordinal)
    inside = [one for one in events if _inside(one, ordinal, parts.rest, at)]
    return Scope(
        series=series,
        rest=parts.rest,
        events=inside,
        outside=frozenset(str(one.occurrence) for one in events if one not in inside),
        before=parts.before,
        split=split,
    )


def _inside(event: Event, ordinal: int, rest: Pattern, at: datetime) -> bool:
    number = ordinal_of(event.occurrence)
    if number is not None:
        return number >= ordinal
    key = str(event.occurrence)
    if key.startswith("+"):
        return key > f"+{rest.starts_on}"
    return event.starts_at > at and when.local_day(event.starts_at, event.zone) >= rest.starts_on
