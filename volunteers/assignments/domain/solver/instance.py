"""What a rota is worked out from: the facts about people and events in a window, and no more.

Moments are whole minutes since `EPOCH`, in UTC; days are proleptic ordinals (`date.toordinal`) on
the clocks of the event; times of day are minutes since midnight, 1440 is the end of the day.
People and events are named by their position in the instance.
"""

from datetime import UTC, datetime
from typing import Final, Literal
from uuid import UUID

from msgspec import Struct

EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)
ROLES: Final = ("lead", "assistant")
Role = Literal["lead", "assistant"]


class Qualified(Struct, frozen=True):
    """A topic that somebody may lead or assist in, through a day; None does not lapse."""

    topic: str
    role: Role
    until: int | None = None


class Cleared(Struct, frozen=True):
    """A clearance for work with minors, from its first day through its last."""

    first: int
    last: int


class Window(Struct, frozen=True):
    """A part of a weekday (0 is Monday) in which somebody has time."""

    weekday: int
    starts: int
    ends: int


class Away(Struct, frozen=True):
    """Whole days on which somebody cannot come, the last one included."""

    first: int
    last: int


class Stay(Struct, frozen=True):
    """Where somebody is needed from when until when; to a virtual one nobody travels.

    `day` is the one it begins on: it counts in the week (from Monday) and month of that day.
    """

    starts: int
    ends: int
    municipality: str
    venue: UUID | None
    virtual: bool
    day: int


class Person(Struct, frozen=True, kw_only=True):
    """A helper; no windows is always free, a limit of None is none.

    `past` counts the places of the last twelve weeks, `share` is the part of the window's events,
    in percent and at least 10, that their windows and absences leave them free for. `busy` are
    places elsewhere that this rota does not touch. `told` says that they answered when they are
    away. Who is `novice` never leads and only helps beside an experienced lead.
    """

    id: UUID
    home: str
    languages: tuple[str, ...] = ("es",)
    qualified: tuple[Qualified, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    windows: tuple[Window, ...] = ()
    away: tuple[Away, ...] = ()
    most_a_week: int | None = None
    most_a_month: int | None = None
    travel_minutes: int | None = None
    novice: bool = False
    told: bool = True
    past: int = 0
    share: int = 100
    busy: tuple[Stay, ...] = ()


class Part(Struct, frozen=True):
    """What an event takes of a day."""

    day: int
    starts: int
    ends: int


class Task(Struct, frozen=True, kw_only=True):
    """An event that needs people; who is qualified for one of its `topics` is qualified for it.

    `topics` holds the parents of its topics too; without any, nobody need be qualified.
    `parts` has an entry for each day that it touches.
    """

    id: UUID
    stay: Stay
    parts: tuple[Part, ...]
    topics: tuple[str, ...] = ()
    minors: bool = False
    languages: tuple[str, ...] = ()
    leads: int = 1
    assistants: int = 1

    def needs(self, role: str) -> int:
        """How many people the role needs in all, those who hold a place already included."""
        return self.leads if role == "lead" else self.assistants


class Place(Struct, frozen=True):
    """A person in a role at an event."""

    person: int
    task: int
    role: Role


class Held(Struct, frozen=True):
    """A place as it stands: accepted is never moved, invited was published, proposed was not."""

    person: int
    task: int
    role: Role
    status: Literal["proposed", "invited", "accepted"]

    @property
    def place(self) -> Place:
        """The place itself."""
        return Place(self.person, self.task, self.role)


class Refused(Struct, frozen=True):
    """Somebody who said no to an event or was taken off it, and is not asked again by machine."""

    person: int
    task: int


class Pair(Struct, frozen=True):
    """Two people who would rather work together, or never at one event."""

    one: int
    other: int
    together: bool


class Road(Struct, frozen=True):
    """The minutes between two municipalities, the same in both directions."""

    one: str
    other: str
    minutes: int


class Instance(Struct, frozen=True, kw_only=True):
    """Everything that a rota follows from; two equal instances have the same rota for a seed."""

    people: tuple[Person, ...]
    tasks: tuple[Task, ...]
    held: tuple[Held, ...] = ()
    refused: tuple[Refused, ...] = ()
    pairs: tuple[Pair, ...] = ()
    roads: tuple[Road, ...] = ()
