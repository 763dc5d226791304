"""Whose place it is, asked before anything that was sent about it is read."""

from typing import Final
from uuid import UUID

from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

WHOSE: Final = """
    SELECT v.account, e.municipality
    FROM assignment a JOIN volunteer v ON v.id = a.volunteer JOIN event e ON e.id = a.event
    WHERE a.id = $1
"""


async def need_own(assignment: UUID, *, by: Actor) -> None:
    """Raise NotFound or NotAllowed unless it is one's own, or one coordinates the event."""
    rows = await fetch(WHOSE, assignment)
    if not rows:
        raise NotFound(_("Este lugar ya no existe."))
    if rows[0]["account"] != by.account:
        by.need("staff", rows[0]["municipality"])
