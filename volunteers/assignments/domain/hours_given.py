"""What helpers gave: their places at events that are over, and the time they were there."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from volunteers.assignments.domain.presence_hours import Window, minutes_present


class Served(Struct, frozen=True, kw_only=True):
    """Somebody's place at an event that is over."""

    volunteer: UUID
    name: str
    network: UUID | None
    network_name: str
    role: str
    status: str
    arrived_at: datetime | None
    left_at: datetime | None
    event: UUID
    title: str
    public_title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    municipality: str
    municipality_name: str
    project_name: str

    @property
    def minutes(self) -> int:
        """Whole minutes there; none for who was not, or of whom nobody said since when."""
        if self.status != "attended":
            return 0
        return minutes_present(Window(self.starts_at, self.ends_at), self.arrived_at, self.left_at)

    @property
    def untold(self) -> bool:
        """Whether nobody has said yet whether, or since when, they were there."""
        return self.status == "accepted" or (self.status == "attended" and self.arrived_at is None)


class Days(Struct, frozen=True):
    """A window of whole days, both included."""

    first: date
    last: date


class OwnHours(Struct, frozen=True):
    """What one person gave within some days."""

    volunteer: UUID
    name: str
    days: Days
    served: list[Served]

    @property
    def counted(self) -> list[Served]:
        """Only what counts: where they were, for some time."""
        return [one for one in self.served if one.minutes]

    @property
    def minutes(self) -> int:
        """Whole minutes in all."""
        return sum(one.minutes for one in self.served)
