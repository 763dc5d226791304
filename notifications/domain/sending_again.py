"""Trying once more what failed for good, because somebody put the reason right."""

from datetime import datetime
from uuid import UUID

from notifications.domain import overview
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

AGAIN = """
    UPDATE notice SET state = 'queued', settled_at = NULL, due_at = $2
    WHERE id = $1 AND state = 'failed' RETURNING id
"""


async def send_again(notice: UUID, *, by: Actor, at: datetime) -> None:
    """Queue a failed notice; raises Conflict for any other, NotFound where `by` sees none."""
    line = await overview.line(notice, by)
    async with transaction():
        if not await fetch(AGAIN, notice, at):
            raise Conflict(_("Solo se puede enviar de nuevo un aviso que falló."))
        await audit.record(by, "notice.queued_again", f"notice:{notice}", at=at, kind=line.kind)
