"""Writing down replicas, putting them right, and taking back those that were wrong."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec.structs import asdict, replace

from events.outreach.domain.beyond import replica_list
from events.outreach.domain.beyond.replica import ReplicaWritten, wrong
from events.outreach.domain.keeping import need_to_keep
from events.outreach.tables.beyond import Replica
from events.planning.domain import agenda, when
from events.planning.domain.event import Event
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

HELD: Final = "SELECT 1 FROM replica WHERE id = $1 FOR UPDATE"
VOID: Final = "UPDATE replica SET voided_at = $2, void_reason = $3 WHERE id = $1"
HELD_ONCE_BEGUN: Final = ("published", "closed")


async def record(written: ReplicaWritten, *, zone: str, by: Actor, at: datetime) -> UUID:
    """Add a replica to the indirect ledger; its day is one on the clocks of `zone`.

    Raises Invalid with a sentence per field, NotAllowed outside one's municipalities.
    """
    need_to_keep(by, written.municipality)
    checked = await _checked(written, zone=zone, by=by, at=at)
    row = Replica(id=new_id(), entered_at=at, entered_by=by.account, **asdict(checked))
    async with transaction():
        await Replica.insert(row)
        await audit.record(by, "replica.recorded", f"replica:{row.id}", at=at, **_told(checked))
    return UUID(str(row.id))


async def correct(
    replica_id: UUID, written: ReplicaWritten, *, zone: str, by: Actor, at: datetime
) -> None:
    """Write a replica anew; the audit keeps what it said. Raises as `record`, and Conflict."""
    need_to_keep(by, written.municipality)
    checked = await _checked(written, zone=zone, by=by, at=at)
    async with transaction():
        before = await _held(replica_id, by)
        await Replica.update(**asdict(checked)).where(Replica.id == replica_id)
        said, says = _told(before), _told(checked)
        changed = {name: [said[name], says[name]] for name in says if said[name] != says[name]}
        if changed:
            await audit.record(by, "replica.corrected", f"replica:{replica_id}", at=at, **changed)


async def void(replica_id: UUID, reason: str, *, by: Actor, at: datetime) -> None:
    """Take a replica out of the ledger; it stays to be read. Raises Invalid without a reason."""
    if not reason:
        raise Invalid({"reason": _("Falta el motivo.")})
    async with transaction():
        await _held(replica_id, by)
        await execute(VOID, replica_id, at, reason)
        await audit.record(by, "replica.voided", f"replica:{replica_id}", at=at, reason=reason)


async def _held(replica_id: UUID, by: Actor) -> ReplicaWritten:
    """The replica, which nobody else changes until the transaction ends."""
    await fetch(HELD, replica_id)
    found = await replica_list.replica(replica_id, by=by)
    need_to_keep(by, found.municipality)
    if found.voided_at is not None:
        raise Conflict(_("Esta réplica ya fue anulada."))
    return found


async def _checked(
    written: ReplicaWritten, *, zone: str, by: Actor, at: datetime
) -> ReplicaWritten:
    mistakes = wrong(written, today=when.local_day(at, zone))
    project = written.project
    if written.event is not None:
        event = await _event(written.event, by)
        project = event.project
        mistakes |= {"event": sentence} if (sentence := _not_yet(event, at)) else {}
        if written.held_on < when.local_day(event.starts_at, event.zone):
            mistakes.setdefault("held_on", _("La réplica no puede ser anterior a la actividad."))
    if project is None:
        mistakes["project"] = _("Elegir una de las opciones.")
    if mistakes:
        raise Invalid(mistakes)
    return replace(written, project=project)


async def _event(event_id: UUID, by: Actor) -> Event:
    try:
        event = await agenda.event(event_id)
    except NotFound as refusal:
        raise Invalid({"event": refusal.sentence}) from None
    by.need("report", event.municipality)
    return event


def _not_yet(event: Event, at: datetime) -> str:
    if event.status in HELD_ONCE_BEGUN and event.starts_at <= at:
        return ""
    return _("Solo de una actividad publicada que ya comenzó hay réplicas.")


def _told(written: ReplicaWritten) -> dict[str, Any]:
    """What the audit keeps: what counts, not what was written for people."""
    names = ("way", "municipality", "held_on", "reach", "audience", "grade", "evidence")
    return {name: getattr(written, name) for name in names} | {"event": written.event}
