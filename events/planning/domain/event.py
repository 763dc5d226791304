"""An event as everybody above the tables sees it."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from events.planning.domain.discretion import sensitive_word


class Material(Struct, frozen=True, kw_only=True):
    """Something to bring or to hand out."""

    label: str
    link: str = ""
    version: str = ""


class Event(Struct, frozen=True, kw_only=True):
    """An event as everybody above this storey sees it; names are in the current language."""

    id: UUID
    uid: str
    title: str
    public_title: str
    neutral_title: str
    kind: str
    kind_name: str
    icon: str
    internal: bool
    municipality: str
    municipality_name: str
    venue: UUID | None
    venue_overlap_reason: str | None
    venue_name: str | None
    venue_address: str | None
    venue_confidential: bool | None
    latitude: float | None
    longitude: float | None
    modality: str
    meeting_url: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    capacity: int | None
    project: UUID
    project_slug: str
    period: UUID
    programme: UUID | None
    programme_name: str | None
    programme_position: int | None
    # Versions that were kept before there was such a thing do not know it.
    template: UUID | None = None
    series: UUID | None
    occurrence: str | None
    detached_at: datetime | None
    organiser: UUID | None
    details: dict[str, str]
    materials: list[Material]
    cost: Decimal | None
    travel_note: str
    notes: str
    status: str
    cancellation_reason: str | None
    sequence: int
    created_at: datetime
    changed_at: datetime
    published_at: datetime | None
    topics: list[str]
    audiences: list[str]
    minors: bool
    discreet: bool
    internal_topic: bool
    period_closed: bool = False

    @property
    def chosen_title(self) -> str:
        """The public title that somebody chose; empty where it follows the title and the topics."""
        discreet = self.discreet or sensitive_word(self.title)
        followed = self.neutral_title if discreet else self.title
        return "" if self.public_title == followed else self.public_title

    @property
    def public(self) -> bool:
        """Whether the public agenda and feeds may show it."""
        return (
            self.status in {"published", "closed"} and not self.internal and not self.internal_topic
        )

    @property
    def public_place(self) -> str:
        """Where it is, as far as everybody may know."""
        if self.venue_name is None or self.venue_confidential:
            return self.municipality_name
        return f"{self.venue_name}, {self.municipality_name}"

    @property
    def place(self) -> str:
        """Where it is, for those who help there."""
        parts = [self.venue_name, self.venue_address, self.municipality_name]
        return ", ".join(part for part in parts if part)
