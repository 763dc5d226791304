"""A person's place at an event, as a letter about it needs to know it."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import agenda
from notifications.domain.notice import Notice
from notifications.domain.notices.told import CALLED_OFF, FACTS, LAST_TOLD
from server.foundation.database import fetch

STANDING: Final = f"""
    SELECT a.event, a.status, a.role, a.changed_at, a.answer_by, a.released_for,
        {FACTS} AS facts, last.facts AS known,
        coalesce(last.off, false) AS thinks_off,
        (SELECT count(*) FROM notice n WHERE n.subject = a.id AND n.key <> c.key
            AND n.kind IN {CALLED_OFF}
            AND EXISTS (SELECT FROM delivery d WHERE d.notice = n.id AND d.channel = 'mail'
                AND d.outcome IN ('sent', 'unknown'))) AS called_off
    FROM (SELECT $1::uuid AS subject, $2::text AS key) c
        JOIN assignment a ON a.id = c.subject
        JOIN event e ON e.id = a.event
        LEFT JOIN LATERAL ({LAST_TOLD}) last ON true
"""


class Standing(Struct, frozen=True, kw_only=True):
    """Who is expected where, and what they know.

    `thinks_off` is whether the last they heard was not to come, `called_off` how often a letter
    took it out of their calendar: other channels reach none.
    """

    assignment: UUID
    event: agenda.Event
    status: str
    role: str
    changed_at: datetime
    answer_by: datetime | None
    released_for: str | None
    facts: str
    known: str | None
    thinks_off: bool
    called_off: int


async def standing(notice: Notice) -> Standing:
    """The place that a notice is about; the event's names are in the current language."""
    row = (await fetch(STANDING, notice.subject, notice.key))[0]
    return Standing(
        assignment=notice.subject, event=await agenda.event(row["event"]), status=row["status"],
        role=row["role"], changed_at=row["changed_at"], answer_by=row["answer_by"],
        released_for=row["released_for"], facts=row["facts"], known=row["known"],
        thinks_off=row["thinks_off"], called_off=row["called_off"],
    )  # fmt: skip
