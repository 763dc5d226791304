"""How long it takes from one event to another, and what of that time is missing between them."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

ACROSS_TOWN: Final = 15  # minutes between two venues of one municipality
MINUTE: Final = timedelta(minutes=1)


class Stay(Struct, frozen=True, kw_only=True):
    """Where somebody is from when until when; at a virtual event they are anywhere."""

    municipality: str
    venue: UUID | None
    starts_at: datetime
    ends_at: datetime
    virtual: bool = False


def minutes(here: Stay, there: Stay, road: int) -> int:
    """The journey between two stays, where the road between their municipalities takes `road`.

    Where a venue is not known yet, one is as good as in the same place within its municipality.
    """
    if here.virtual or there.virtual:
        return 0
    if here.municipality != there.municipality:
        return road
    apart = here.venue and there.venue and here.venue != there.venue
    return ACROSS_TOWN if apart else 0


def overlap(here: Stay, there: Stay) -> bool:
    """Whether both want the same person at the same moment; back to back they do not."""
    return here.starts_at < there.ends_at and there.starts_at < here.ends_at


def short(here: Stay, there: Stay, road: int) -> int:
    """The minutes that are missing between two stays that do not overlap, rounded up; or 0."""
    between = max(there.starts_at - here.ends_at, here.starts_at - there.ends_at)
    missing = minutes(here, there, road) * MINUTE - between
    return max(0, -(-missing // MINUTE))
