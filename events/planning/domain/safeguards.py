"""What no change of the plan gets around: two cleared adults with minors, nobody in two places.

Nothing protects those who were at an event that is over; whatever is written of it may be written.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from events.planning.domain import agenda, when
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Upstairs
from server.accounts.domain import audit
from server.foundation.errors import Conflict
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.foundation.translation import ngettext

Lacking = Mapping[UUID, int]
"""How many cleared adults are missing, of events that were promised to people."""


class Unguarded(Conflict):
    """Minors would be without two cleared adults at this event."""

    def __init__(self, event: Event, missing: int) -> None:
        super().__init__(f"{sentence(missing)} {_('Se invita en la pestaña Equipo.')}")
        self.event, self.missing = event, missing


def sentence(missing: int) -> str:
    """What an event with minors lacks."""
    return ngettext(
        "Con menores hacen falta dos personas adultas que hayan aceptado y tengan constancia"
        " vigente ese día, y nadie del equipo puede estar sin ella: falta %(n)s.",
        "Con menores hacen falta dos personas adultas que hayan aceptado y tengan constancia"
        " vigente ese día, y nadie del equipo puede estar sin ella: faltan %(n)s.",
        missing,
    )


async def need_adults(event: Event, above: Upstairs, *, at: datetime) -> None:
    """Raise Unguarded unless the event, which the transaction holds, may be published."""
    missing = await _missing([event], above, at)
    if missing:
        raise Unguarded(event, missing[event.id])


async def lacking(events: Iterable[Event], above: Upstairs, *, at: datetime) -> Lacking:
    """What those of these events lack that were published, before they are changed."""
    return await _missing([event for event in events if event.status == "published"], above, at)


async def settle(
    events: Collection[UUID], before: Lacking, above: Upstairs, *, by: Actor, at: datetime
) -> None:
    """Let the teams follow their events, as these are written down now, at the end of an act.

    Who cannot be there any more is released. Raises Unguarded where a published event lacks more
    adults than it did `before`.
    """
    # From here on everybody's answers are known, and none is given meanwhile.
    await audit.hold()
    await above.release(events, by=by, at=at)
    now = await agenda.events(events)
    missing = await lacking(now, above, at=at)
    for event in now:
        if missing.get(event.id, 0) > before.get(event.id, 0):
            raise Unguarded(event, missing[event.id])


def named(refusal: Unguarded) -> Conflict:
    """The refusal of an act on many events: it says which one it is about."""
    event = refusal.event
    day = when.day(when.local_day(event.starts_at, event.zone), event.zone)
    return Conflict(
        _("«%(title)s», %(day)s: %(why)s", title=event.title, day=day, why=refusal.sentence)
    )


async def _missing(events: Iterable[Event], above: Upstairs, at: datetime) -> Lacking:
    guarded = [event.id for event in events if event.minors and event.ends_at > at]
    return await above.missing_adults(guarded) if guarded else {}
