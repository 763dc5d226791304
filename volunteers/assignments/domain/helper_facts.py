"""What is known of a helper with regard to one event, and what the event asks of a role."""

from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from msgspec import Struct

from events.planning.domain import zones
from volunteers.assignments.domain.rota.gathering_times import Span
from volunteers.people.domain.week import Window


class Part(Struct, frozen=True):
    """What an event takes of a day; in minutes since midnight, 1440 is the end of the day."""

    day: date
    starts: int
    ends: int

    @property
    def weekday(self) -> int:
        """0 is Monday."""
        return self.day.weekday()


@lru_cache(maxsize=64)
def parts(starts_at: datetime, ends_at: datetime, zone: str) -> tuple[Part, ...]:
    """What an event takes of each day that it touches, on its own clocks."""
    span = Span(
        starts_at=starts_at, ends_at=ends_at, zone=zone, municipality="", venue=None, virtual=False
    )
    return tuple(Part(date.fromordinal(it.day), it.starts, it.ends) for it in span.parts)


class Held(Struct, frozen=True, kw_only=True):
    """A qualification for one of the event's topics, or for a topic that one belongs to."""

    role: str
    valid_until: date | None


class Verified(Struct, frozen=True, kw_only=True):
    """A RENAS clearance, valid through its last day."""

    verified_on: date
    valid_until: date


class Away(Struct, frozen=True, kw_only=True):
    """Whole days on which somebody cannot come, the last one included."""

    first_day: date
    last_day: date


class Engagement(Struct, frozen=True, kw_only=True):
    """Another place that somebody was invited to or accepted; `title` is the public one.

    It is `promised` once they accepted. `road` are the minutes from its municipality, whose code is
    `ine`, to that of the event.
    """

    title: str
    municipality: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    ine: str
    venue: UUID | None = None
    virtual: bool = False
    road: int = 0
    promised: bool = True


class Limits(Struct, frozen=True, kw_only=True):
    """How much somebody helps, and how many minutes they travel, at most; None is no limit."""

    most_a_week: int | None = None
    most_a_month: int | None = None
    travel_minutes: int | None = None


class Beside(Struct, frozen=True, kw_only=True):
    """Who else is on the team: how many lead with experience, how many have just begun.

    `never` and `best` are the names of those with whom somebody never works, or works best.
    """

    leads: int = 0
    novices: int = 0
    never: tuple[str, ...] = ()
    best: tuple[str, ...] = ()


class Helper(Struct, frozen=True, kw_only=True):
    """What is known of a helper with regard to one event; `status` is that of their place there.

    `road` are the minutes from home. `windows` are hours of the event's weekdays; who is not
    `windowed` has time always. Of their other places, `engagements` are those a journey away,
    `this_week` and `this_month` begin in the event's, and `load` counts from twelve weeks before it
    on. `asked_at` is when they were last asked to any. Of who is not `ours` to look after it is
    told whether they can, not how long their records are valid nor what hours and limits they have.
    """

    volunteer: UUID
    name: str
    home: str
    home_name: str
    languages: tuple[str, ...] = ("es",)
    qualifications: tuple[Held, ...] = ()
    clearances: tuple[Verified, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    windows: tuple[Window, ...] = ()
    windowed: bool = False
    absences: tuple[Away, ...] = ()
    told_until: date | None = None
    limits: Limits = Limits()
    novice: bool = False
    beside: Beside = Beside()
    road: int = 0
    this_week: int = 0
    this_month: int = 0
    load: int = 0
    asked_at: datetime | None = None
    status: str | None = None
    ours: bool = True


class Place(Struct, frozen=True, kw_only=True):
    """What an event asks of whoever takes a role in it; days are those of its own clocks.

    `languages` are those that the team needs and nobody on it speaks yet.
    """

    role: str
    municipality: str
    has_topics: bool
    minors: bool
    starts_at: datetime
    ends_at: datetime
    first_day: date
    last_day: date
    zone: str = zones.HOME
    venue: UUID | None = None
    virtual: bool = False
    languages: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it takes of each day that it touches."""
        return parts(self.starts_at, self.ends_at, self.zone)
