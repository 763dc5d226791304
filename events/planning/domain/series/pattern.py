"""When the events of a series are: its rule, its labelled times of a day, its exceptions by date.

Each occurrence has a key that stays: the ordinal of its date in the rule, before any is left out,
and the key of its time. So the same key is moved when the rule moves, and no date that is left out
shifts the others. A date beside the rule is its own key.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from events.planning.domain import recurrence
from events.planning.domain.recurrence_rule import Rule

KEYS: Final = "abcdefghijklmnopqrstuvwxyz"


class DayTime(Struct, frozen=True, kw_only=True):
    """A time of the day, `HH:MM` on the clocks of the series' zone, and how long it takes."""

    key: str
    start: str
    minutes: int
    label: str = ""

    @property
    def ends(self) -> str:
        """When it ends, as a clock shows that."""
        hours, minutes = divmod(minute_of(self.start) + self.minutes, 60)
        return f"{hours % 24:02}:{minutes:02}"


class Pattern(Struct, frozen=True, kw_only=True):
    """When events repeat; `starts_on` is where the rule is counted from, with `first_ordinal`.

    What is left out of `excluded` is a whole day (`2027-01-05`) or one of its times
    (`2027-01-05.a`).
    """

    rule: Rule
    starts_on: date
    zone: str
    times: tuple[DayTime, ...]
    first_ordinal: int = 0
    excluded: tuple[str, ...] = ()
    additional: tuple[date, ...] = ()


class Occurrence(Struct, frozen=True, kw_only=True):
    """One date and time of a series."""

    key: str
    day: date
    time: str
    label: str
    starts_at: datetime
    ends_at: datetime

    @property
    def place(self) -> str:
        """Its day and time, which is how one is left out."""
        return f"{self.day}.{self.time}"


def occurrences(pattern: Pattern) -> list[Occurrence]:
    """Every date and time of the pattern that is not left out, in the order of the clock."""
    ruled = recurrence.dates(pattern.rule, pattern.starts_on)
    beside = sorted(set(pattern.additional) - set(ruled))
    numbered = [(str(n), day) for n, day in enumerate(ruled, pattern.first_ordinal)]
    dated = [(f"+{day}", day) for day in beside]
    found = [
        occurrence(pattern, name, day, one)
        for name, day in numbered + dated
        for one in pattern.times
    ]
    left_out = set(pattern.excluded)
    kept = [o for o in found if not left_out & {str(o.day), o.place}]
    return sorted(kept, key=lambda o: (o.starts_at, o.key))


def occurrence(pattern: Pattern, name: str, day: date, one: DayTime) -> Occurrence:
    """A time on a day: an hour that the clocks skip is an hour later (RFC 5545 §3.3.5)."""
    local = datetime.combine(day, time.fromisoformat(one.start), ZoneInfo(pattern.zone))
    begins = local.astimezone(UTC)
    return Occurrence(
        key=f"{name}.{one.key}",
        day=day,
        time=one.key,
        label=one.label,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=one.minutes),
    )


def ordinal_of(key: str | None) -> int | None:
    """The place in the rule that a key speaks of; None for a date beside the rule."""
    name = (key or "").partition(".")[0]
    return int(name) if name.isdecimal() else None


def minute_of(clock: str) -> int:
    """The minute of the day of `HH:MM`."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
