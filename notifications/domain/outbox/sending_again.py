"""Trying once more what failed or waits, because somebody put the reason right."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from notifications.domain.outbox import overview
from notifications.domain.outbox.causes import CAUSE, failed
from notifications.domain.outbox.sought import Question, Sought, visible
from server.accounts.domain import audit
from server.foundation.database import fetch, transaction
from server.foundation.errors import Conflict
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

# The engine decides anew: nobody's quiet hours are broken, and what lost its reason stays unsaid.
AGAIN: Final = """
    UPDATE notice SET state = 'queued', settled_at = NULL, given_up = '{{}}', due_at = {at}
    WHERE state IN ('failed', 'unknown', 'held')
        AND id IN (SELECT n.id FROM notice n{more} WHERE {condition})
    RETURNING id, kind
"""


async def send_again(notice: UUID, *, by: Actor, at: datetime) -> None:
    """Queue what failed, is held or in doubt; raises Conflict for any other.

    Raises NotFound where `by` sees none.
    """
    line = await overview.line(notice, by)
    async with transaction():
        if not await _queued(visible(by).more("n.id = {0}", notice), at):
            raise Conflict(_("Este aviso ya salió o ya no hace falta: no se envía de nuevo."))
        await audit.record(by, "notice.queued_again", f"notice:{notice}", at=at, kind=line.kind)


async def send_these_again(notices: Collection[UUID], *, by: Actor, at: datetime) -> int:
    """Queue those of them that failed and `by` sees; how many."""
    by.need("notices")
    async with transaction():
        question = failed(by, Sought()).more("n.id = ANY({0})", list(notices))
        queued = await _queued(question, at)
        for notice, kind in queued:
            await audit.record(by, "notice.queued_again", f"notice:{notice}", at=at, kind=kind)
    return len(queued)


async def send_all_again(sought: Sought, said: Collection[str], *, by: Actor, at: datetime) -> int:
    """Queue whatever is sought and failed for one of these causes; how many."""
    by.need("notices")
    async with transaction():
        question = failed(by, sought).more("cause.said = ANY({0})", list(said))
        queued = await _queued(question, at, more=f", {CAUSE}")
        if queued:
            await audit.record(
                by,
                "notices.queued_again",
                "outbox",
                at=at,
                cause=", ".join(said),
                number=len(queued),
            )
    return len(queued)


async def _queued(question: Question, at: datetime, *, more: str = "") -> list[tuple[UUID, str]]:
    at_place = f"${len(question.arguments) + 1}"
    query = AGAIN.format(at=at_place, more=more, condition=question.condition)
    rows = await fetch(query, *question.arguments, at)
    return [(row["id"], row["kind"]) for row in rows]
