"""Taking back what one just did to the plan."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from asyncpg import ExclusionViolationError, ForeignKeyViolationError, UniqueViolationError
from msgspec import Struct

from events.planning.domain import acts, agenda, closed_periods, deeds, restoring, safeguards
from events.planning.domain.acts import Act
from events.planning.domain.deeds import Change, Deed, Written
from events.planning.domain.imports.standing import content
from events.planning.domain.undoable import UNDOING, final, obstacle
from events.planning.domain.upstairs import Hold, Upstairs
from server.accounts.domain import audit
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _

WITHIN: Final = timedelta(hours=24)
SHOWN: Final = 10
IMPORT: Final = "agenda.imported"
REGISTER: Final = frozenset({"event.closed", "event.reopened"})
TAKEN: Final = """
    SELECT o.title FROM event e JOIN event o ON o.venue = e.venue AND o.id <> e.id
        AND o.status <> 'cancelled' AND o.starts_at < e.ends_at AND o.ends_at > e.starts_at
    WHERE e.id = ANY($1) AND e.status <> 'cancelled'
        AND e.venue_overlap_reason IS NULL AND o.venue_overlap_reason IS NULL
    LIMIT 1
"""


class Undoable(Struct, frozen=True, kw_only=True):
    """Something that somebody did; `obstacle` is why it cannot be undone, empty when it can."""

    deed: Deed
    changes: list[Change]
    obstacle: str


async def latest(*, by: Actor, at: datetime, above: Upstairs, most: int = SHOWN) -> list[Undoable]:
    """What somebody did lately, the newest first, and whether it can be undone."""
    done = await deeds.latest_of(by.account, since=at - WITHIN, most=most)
    by_act: dict[UUID, list[Change]] = {deed.id: [] for deed in done}
    for change in await deeds.changes(by_act):
        by_act[change.act].append(change)
    return [
        await _judged(deed, deeds.altogether(by_act[deed.id]), above=above)
        for deed in done
        if by_act[deed.id] and deed.act != UNDOING
    ]


async def undo(act: UUID, *, by: Actor, at: datetime, above: Upstairs) -> int:
    """Put every event of one's own act back as it was before; returns how many those are.

    Raises NotFound, NotAllowed, or Conflict with the first thing that stands in the way.
    """
    try:
        async with acts.doing(UNDOING, by=by, at=at) as undoing:
            return await _undone(undoing, await _own(act, by, at), by=by, above=above)
    except (ExclusionViolationError, UniqueViolationError) as error:
        raise Conflict(_("Su lugar se ocupó mientras tanto.")) from error
    except safeguards.Unguarded as refusal:
        raise safeguards.named(refusal) from refusal
    except ForeignKeyViolationError as error:
        raise Conflict(_("Algo de lo que la actividad usaba ya no existe.")) from error


async def _undone(undoing: Act, deed: Deed, *, by: Actor, above: Upstairs) -> int:
    changes = deeds.altogether(await deeds.changes([deed.id]))
    events = [change.event for change in changes]
    await acts.hold(events, _venues(changes))
    judged = await _judged(deed, changes, above=above)
    if judged.obstacle:
        raise Conflict(judged.obstacle)
    _need(deed, changes, by)
    lacked = await safeguards.lacking(await agenda.events(events), above, at=undoing.at)
    await restoring.loosen(events)
    # What came last goes first.
    for change in reversed(changes):
        await _back(undoing, change, deed, by=by)
    await _check_places(events)
    await restoring.settle(changes, made_at=deed.at)
    await safeguards.settle(events, lacked, above, by=by, at=undoing.at)
    await execute("UPDATE planning_act SET undone_at = $2 WHERE id = $1", deed.id, undoing.at)
    return len(changes)


async def _own(act: UUID, by: Actor, at: datetime) -> Deed:
    await fetch("SELECT FROM planning_act WHERE id = $1 FOR UPDATE", act)
    deed = await deeds.deed(act)
    if deed is None or deed.account != by.account:
        raise NotFound(_("Solo se deshace lo que uno mismo hizo."))
    if deed.at < at - WITHIN:
        raise Conflict(_("Solo se deshace lo que se hizo en las últimas 24 horas."))
    return deed


async def _judged(deed: Deed, changes: list[Change], *, above: Upstairs) -> Undoable:
    reason = final(deed)
    if not reason:
        events = [change.event for change in changes]
        now = {
            event: msgspec.json.decode(written)
            for event, written in (await acts.all_written(events)).items()
        }
        holds, shown = await above.holds(events), await restoring.ever_shown(events)
        reason = _first_obstacle(changes, now, holds, shown) or await _of_the_period(changes)
    return Undoable(deed=deed, changes=changes, obstacle=reason)


def _first_obstacle(
    changes: list[Change],
    now: Mapping[UUID, Written],
    holds: Mapping[UUID, Hold],
    shown: Collection[UUID],
) -> str:
    for change in changes:
        hold = holds.get(change.event, Hold())
        found = obstacle(change, now.get(change.event), hold, shown=change.event in shown)
        if found:
            return found
    return ""


async def _of_the_period(changes: list[Change]) -> str:
    """Why what counts in a closed period, or would count there again, stays as it is."""
    written = [one for change in changes for one in (change.before, change.after) if one]
    closed = await closed_periods.among({UUID(one["period"]) for one in written})
    return closed_periods.sentence() if closed else ""


def _need(deed: Deed, changes: list[Change], by: Actor) -> None:
    action = "register" if deed.act in REGISTER else "plan"
    for change in changes:
        for written in (change.before, change.after):
            if written is not None:
                by.need(action, written["municipality"])


async def _back(act: Act, change: Change, deed: Deed, *, by: Actor) -> None:
    if change.before is None:
        await restoring.remove(change.event)
    else:
        await restoring.restore(change.event, change.before, at=act.at)
    if deed.act == IMPORT and change.before is not None:
        # The same file read in again makes the same change again.
        said = content(await agenda.event(change.event))
        await execute("UPDATE imported_event SET content = $2 WHERE event = $1", change.event, said)
    now, then = msgspec.json.encode(change.after).decode(), await acts.written(change.event)
    await acts.keep(act, change.event, now, then)
    await audit.record(by, "event.restored", f"event:{change.event}", at=act.at, undone=deed.act)


async def _check_places(events: Collection[UUID]) -> None:
    taken = await fetch(TAKEN, list(events))
    if taken:
        raise Conflict(_("El lugar está ocupado ahora por «%(title)s».", title=taken[0]["title"]))


def _venues(changes: list[Change]) -> set[UUID]:
    found = (change.before["venue"] for change in changes if change.before)
    return {UUID(venue) for venue in found if venue}
