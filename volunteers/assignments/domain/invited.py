"""Invitations as those who write messages about them need them."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.translation import gettext as _

INVITATIONS: Final = """
    SELECT a.id AS assignment, v.account, p.email, p.name, p.language, a.role, a.status,
        a.event AS event_id, a.invited_sequence, a.changed_at,
        a.answer_by
    FROM assignment a
        JOIN volunteer v ON v.id = a.volunteer
        JOIN account p ON p.id = v.account
        JOIN event e ON e.id = a.event
    WHERE p.disabled_at IS NULL AND
"""


class Invitation(Struct, frozen=True, kw_only=True):
    """Who was asked to what, and how it stands; `invited_sequence` is the event's at that time."""

    assignment: UUID
    account: UUID
    email: str
    name: str
    language: str
    role: str
    status: str
    event_id: UUID
    invited_sequence: int
    changed_at: datetime
    answer_by: datetime | None


async def invitation(assignment: UUID) -> Invitation:
    """One invitation; raises NotFound, also when the person's account was disabled."""
    rows = await fetch(INVITATIONS + "a.id = $1", assignment)
    if not rows:
        raise NotFound(_("Esta invitación no existe."))
    return msgspec.convert(dict(rows[0]), Invitation)


async def awaiting(*, at: datetime) -> list[Invitation]:
    """Invitations to events still ahead that nobody answered, the most urgent first."""
    where = "a.status = 'invited' AND e.status IN ('draft', 'published') AND e.starts_at > $1"
    rows = await fetch(f"{INVITATIONS} {where} ORDER BY e.starts_at, a.id", at)
    return msgspec.convert([dict(row) for row in rows], list[Invitation])


async def team_of(event: UUID) -> list[Invitation]:
    """Everybody who is invited to an event or said yes."""
    where = "a.event = $1 AND a.status IN ('invited', 'accepted') ORDER BY a.role DESC, p.name"
    rows = await fetch(INVITATIONS + where, event)
    return msgspec.convert([dict(row) for row in rows], list[Invitation])
