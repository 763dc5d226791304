"""What planning asks of the rooms above, which it does not know; filled in by server/app.py."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from msgspec import Struct

from events.planning.domain.event import Event
from server.foundation.identity import Actor


class Hold(Struct, frozen=True, kw_only=True):
    """What keeps an event: how many people help or were asked to, how many lines it has, how many
    registrations; `promised` are those of its helpers who said that they will be there."""

    helpers: int = 0
    promised: int = 0
    lines: int = 0
    seats: int = 0


class Slot(Struct, frozen=True, kw_only=True):
    """A place and time that an event has or might have; `event` is itself, if it exists.

    Nobody travels to a virtual one.
    """

    event: UUID | None
    municipality: str
    venue: UUID | None
    starts_at: datetime
    ends_at: datetime
    virtual: bool = False


class Clash(Struct, frozen=True, kw_only=True):
    """Why a slot is not free: `what` is venue, person or travel; `who` is the one needed twice.

    `event` is the other one. `short` are the minutes that a journey between both lacks.
    """

    slot: int
    what: str
    who: str
    event: UUID
    title: str
    municipality_name: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    short: int = 0


class Consequence(Struct, frozen=True, kw_only=True):
    """Something that follows from a change, as a sentence; `icon` is of the design language.

    What `unguards` minors keeps the change from being made.
    """

    icon: str
    sentence: str
    serious: bool = False
    unguards: bool = False


class Helper(Struct, frozen=True):
    """Somebody who helps at an event, or was asked to."""

    id: UUID
    name: str


class SeatState(Struct, frozen=True, kw_only=True):
    """How full an event is that takes registrations: people, seats, and until when one may ask."""

    open: bool
    free: int
    waiting: int
    closes_at: datetime


@runtime_checkable
class Upstairs(Protocol):
    """The rooms above, as far as planning needs them."""

    async def holds(self, events: Collection[UUID]) -> Mapping[UUID, Hold]:
        """What keeps each of these events; those that nothing keeps are left out."""
        ...

    async def clashes(self, slots: Sequence[Slot]) -> list[Clash]:
        """Venues and people that would be needed twice, in one query; `slot` is the position."""
        ...

    async def consequences(
        self, event: Event, becomes: Slot | None, *, at: datetime
    ) -> list[Consequence]:
        """What would follow if the event moved to another slot, or with None were called off."""
        ...

    async def helpers(self, events: Collection[UUID]) -> Mapping[UUID, list[Helper]]:
        """Who helps at each of these events, by name; events without anybody are left out."""
        ...

    async def seats(self, events: Collection[UUID], *, at: datetime) -> Mapping[UUID, SeatState]:
        """How full these events are at `at`; those without registration are left out."""
        ...

    async def missing_adults(self, events: Collection[UUID]) -> Mapping[UUID, int]:
        """How many cleared adults events with minors still lack; those without a lack are left out.

        Counted are those who said that they will be there, whose clearance covers its days.
        """
        ...

    async def release(self, events: Collection[UUID], *, by: Actor, at: datetime) -> None:
        """Take those out of the teams who can no longer be there, where these events are now.

        Asked in a transaction that holds the events and the audit chain.
        """
        ...
