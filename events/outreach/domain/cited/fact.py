"""A figure as its source has it."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct


class Fact(Struct, frozen=True, kw_only=True):
    """A figure as its source has it: `said` word for word, `number` where it is one.

    `whose` counted it, `ours` is whether that was this organisation; `about` is the time it speaks
    of, as written, and `dated` the day of the source, where it is known.
    """

    id: UUID
    subject: str
    said: str
    number: int | None
    about: str
    whose: str
    ours: bool
    source: str
    link: str
    dated: date | None
    project: UUID | None
    project_slug: str | None
    project_name: str | None
    indicator: UUID | None
    indicator_name: str | None
    municipality: str | None
    municipality_name: str | None
    entered_at: datetime
    withdrawn_at: datetime | None
    withdrawn_why: str | None
