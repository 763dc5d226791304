"""A notice that this process holds a lease on."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Notice(Struct, frozen=True, kw_only=True):
    """Something owed, and to whom; names and addresses are those of this moment.

    Whoever registered in advance has no name.
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
