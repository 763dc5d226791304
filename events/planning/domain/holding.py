"""Holding an event still while somebody acts on it."""

from uuid import UUID

from events.planning.domain import agenda, closed_periods
from server.foundation.database import fetch
from server.foundation.errors import Conflict
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

OPEN = ("draft", "published")


async def held(
    event_id: UUID, by: Actor, states: tuple[str, ...], *, action: str = "plan"
) -> agenda.Event:
    """The event, locked until the transaction ends, if `by` may act on it in its state.

    What counts in a closed period is out of reach; a draft there may still go elsewhere.
    """
    await fetch("SELECT FROM event WHERE id = $1 FOR UPDATE", event_id)
    event = await agenda.event(event_id)
    by.need(action, event.municipality)
    if event.status in {"published", "closed"}:
        closed_periods.refuse(event)
    if event.status not in states:
        raise Conflict(_refusal(event.status))
    return event


def _refusal(status: str) -> str:
    sentences = {
        "draft": _("La actividad es todavía un borrador."),
        "published": _("La actividad ya está publicada."),
        "closed": _("El registro de esta actividad ya está cerrado."),
        "cancelled": _("La actividad está cancelada."),
    }
    return sentences[status]
