"""Calling off everything in some municipalities and hours in one act."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import acts, agenda, planning
from events.planning.domain.event import Event
from events.planning.domain.holding import OPEN
from events.planning.domain.upstairs import Consequence, Hold, Upstairs
from server.foundation.errors import Conflict
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

ACT: Final = "cluster.cancelled"


class Area(Struct, frozen=True, kw_only=True):
    """Municipalities, and a stretch of time."""

    municipalities: frozenset[str]
    starts_at: datetime
    ends_at: datetime

    def holds(self, event: Event) -> bool:
        """Whether the event happens there and then, in part at least."""
        overlaps = event.starts_at < self.ends_at and event.ends_at > self.starts_at
        return overlaps and event.municipality in self.municipalities


class Affected(Struct, frozen=True, kw_only=True):
    """An event of the area and what would follow; `skipped` is why it stays, empty if it goes."""

    event: Event
    consequences: list[Consequence]
    skipped: str


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of a cluster: how many were called off, and a sentence for each that was not."""

    act: UUID
    cancelled: int
    skipped: list[str]


async def affected(area: Area, *, by: Actor, at: datetime, above: Upstairs) -> list[Affected]:
    """Every event of the area, what would follow for each, and which would stay; by time."""
    events = await _events(area, by)
    holds = await above.holds([event.id for event in events])
    found = []
    for event in events:
        reason = stays(event, holds.get(event.id, Hold()), at=at)
        follows = [] if reason else await above.consequences(event, None, at=at)
        found.append(Affected(event=event, consequences=follows, skipped=reason))
    return found


async def cancel(
    area: Area, chosen: Collection[UUID], reason: str, *, by: Actor, at: datetime, above: Upstairs
) -> Outcome:
    """Call the chosen events of the area off, all or none.

    What was called off or moved away meanwhile is skipped and said. Raises Conflict when nothing
    is left, Invalid for an unknown reason.
    """
    cancelled, skipped = 0, []
    async with acts.doing(ACT, by=by, at=at) as act:
        await acts.hold(chosen)
        for event in await agenda.events(chosen):
            said = await _cancelled(event, area, reason, by=by, at=at, above=above)
            if said:
                skipped.append(_("«%(title)s»: %(why)s", title=event.title, why=said))
            cancelled += not said
        if not cancelled:
            raise Conflict(" ".join(skipped) or _("No se eligió ninguna actividad."))
    return Outcome(act=act.id, cancelled=cancelled, skipped=skipped)


def stays(event: Event, hold: Hold, *, at: datetime) -> str:
    """Why an event is not called off with the others; empty when it is."""
    if event.status == "cancelled":
        return _("Ya estaba cancelada.")
    if event.status not in OPEN:
        return _("Su registro ya está cerrado.")
    if event.ends_at <= at:
        return _("Ya terminó.")
    if event.starts_at <= at and hold.lines:
        return _("Ya empezó y tiene asistencia registrada.")
    return ""


async def _events(area: Area, by: Actor) -> list[Event]:
    for municipality in area.municipalities:
        by.need("plan", municipality)
    return await agenda.between(area.starts_at, area.ends_at, municipalities=area.municipalities)


async def _cancelled(
    event: Event, area: Area, reason: str, *, by: Actor, at: datetime, above: Upstairs
) -> str:
    """Call one off; what is said of it when that cannot be."""
    by.need("plan", event.municipality)
    if not area.holds(event):
        return _("Se movió mientras tanto.")
    hold = (await above.holds([event.id])).get(event.id, Hold())
    why = stays(event, hold, at=at)
    if not why:
        await planning.cancel(event.id, reason, by=by, at=at)
    return why
