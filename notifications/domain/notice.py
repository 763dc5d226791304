"""A notice that this process holds a lease on."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Notice(Struct, frozen=True, kw_only=True):
    """Something owed, and to whom; names and addresses are those of this moment.

    Whoever registered in advance has no name. `channel` is the only way it may go, `given_up` are
    those that did not work out; `starts_at` is when the event that it is about begins.
    """

    id: UUID
    key: str
    kind: str
    subject: UUID
    owed_at: datetime
    attempts: int
    lease: UUID
    to: str
    to_name: str
    language: str
    account: UUID | None = None
    registration: UUID | None = None
    webhook: UUID | None = None
    reader: UUID | None = None
    event: UUID | None = None
    starts_at: datetime | None = None
    channel: str | None = None
    wanted_at: datetime | None = None
    given_up: tuple[str, ...] = ()
