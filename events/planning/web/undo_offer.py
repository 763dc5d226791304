"""Offering, on an event's page, to undo what one did to it a moment ago."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import deeds, event_names
from events.planning.domain.differences import sentences
from events.planning.domain.undoable import final
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

A_MOMENT: Final = timedelta(minutes=15)


class Offer(Struct, frozen=True):
    """An act to undo, and what it did, in words."""

    act: UUID
    sentence: str


async def offer(event: UUID, by: Actor, at: datetime) -> Offer | None:
    """The last thing that happened to the event, if one did it oneself and it can be undone yet."""
    last = next(iter(await deeds.changes_of(event, most=1)), None)
    deed = await deeds.deed(last.act) if last else None
    if last is None or deed is None or deed.account != by.account or deed.at < at - A_MOMENT:
        return None
    if final(deed):
        return None
    what = "; ".join(sentences(last.before, last.after, await event_names.known()))
    return Offer(deed.id, _("Hace un momento, %(name)s %(what)s.", name=deed.name, what=what))
