"""Starting, changing and ending series: each is one act, and does what its preview said."""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from events.planning.domain import acts, agenda
from events.planning.domain.event import Event
from events.planning.domain.holding import OPEN
from events.planning.domain.planning import CANCELLATION_REASONS
from events.planning.domain.series import applying, reading, scope
from events.planning.domain.series import preview as previews
from events.planning.domain.series.pattern import Pattern
from events.planning.domain.series.scope import Scope
from events.planning.domain.series.wish import CHOICES, Preview, Wish
from events.planning.domain.upstairs import Upstairs
from events.planning.tables import Series
from server.accounts.domain import audit
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _


class Part(Struct, frozen=True):
    """What is to come of a series, or only what comes from the event `since` on."""

    series: UUID
    since: UUID | None = None


Previewing = Callable[[Wish], Awaitable[Preview]]


async def start(
    wish: Wish,
    first: UUID | None = None,
    *,
    by: Actor,
    at: datetime,
    above: Upstairs,
    seen: str | None = None,
) -> UUID:
    """Begin a series; `first` is an event that becomes part of it, if it is open and ahead.

    `seen` is the fingerprint of the preview that was before the coordinator's eyes. Raises Invalid,
    NotAllowed, or Conflict when the preview would now be another.
    """
    by.need("plan", wish.draft.municipality)
    async with acts.doing("series.planned", by=by, at=at):
        event = await adoptable(first, by=by, at=at)
        await acts.hold([event.id] if event else [], _venues(wish, [event] if event else []))
        preview = await _agreed(
            wish, lambda w: previews.of_a_new_one(w, event, at=at, above=above), seen
        )
        series = Series(id=new_id(), created_at=at, **_columns(preview.wish, at))
        await Series.insert(series)
        await applying.do(preview, series.id, by=by, at=at, above=above)
        await audit.record(by, "series.planned", f"series:{series.id}", at=at, rule=series.rule)
    return UUID(str(series.id))


async def change(
    part: Part,
    wish: Wish,
    *,
    by: Actor,
    at: datetime,
    above: Upstairs,
    seen: str | None = None,
) -> UUID:
    """Change a part of a series; raises as `start`.

    Returns the series that holds it, a new one where the rest goes on without it.
    """
    by.need("plan", wish.draft.municipality)
    async with acts.doing("series.changed", by=by, at=at):
        held = await _held(part, wish, by=by, at=at)
        preview = await _agreed(
            wish, lambda w: previews.of_a_change(w, held, at=at, above=above), seen
        )
        holder = await _write(held, preview.wish, at=at)
        await applying.do(preview, holder, by=by, at=at, above=above)
        await audit.record(
            by, "series.changed", f"series:{holder}", at=at, rule=str(preview.wish.pattern.rule)
        )
    return holder


async def stop(
    part: Part,
    reason: str,
    *,
    by: Actor,
    at: datetime,
    above: Upstairs,
    seen: str | None = None,
) -> None:
    """Give a part of a series up; `reason` is why its published events are called off."""
    async with acts.doing("series.stopped", by=by, at=at):
        held = await _held(part, None, by=by, at=at)
        preview = await previews.of_an_end(held, reason, at=at, above=above)
        _check_seen(preview, seen)
        _check_reason(preview)
        if held.before is not None:
            kept = {**_when(held.before), "changed_at": at}
            await Series.update(**kept).where(Series.id == part.series)
        await applying.do(preview, part.series, by=by, at=at, above=above)
        await audit.record(by, "series.stopped", f"series:{part.series}", at=at)


async def scope_of(part: Part, *, by: Actor, at: datetime) -> Scope:
    """What a change is about; raises NotFound, NotAllowed, or Conflict when all of it is past."""
    found = await reading.series(part.series, at=at)
    by.need("plan", found.municipality)
    events = await reading.occurring_in(part.series)
    if part.since is None:
        return scope.all_to_come(found, events, at=at)
    return scope.following(found, events, part.since, at=at)


async def adoptable(event_id: UUID | None, *, by: Actor, at: datetime) -> Event | None:
    """The event, if it can become part of a series; any can be the model for one."""
    if event_id is None:
        return None
    await acts.hold([event_id])
    event = await agenda.event(event_id)
    by.need("plan", event.municipality)
    fits = event.series is None and event.status in OPEN and event.starts_at > at
    return event if fits else None


async def _held(part: Part, wish: Wish | None, *, by: Actor, at: datetime) -> Scope:
    await fetch("SELECT FROM series WHERE id = $1 FOR UPDATE", part.series)
    events = await reading.occurring_in(part.series)
    await acts.hold([event.id for event in events], _venues(wish, events))
    return await scope_of(part, by=by, at=at)


async def _agreed(wish: Wish, previewing: Previewing, seen: str | None) -> Preview:
    """What will be done: exactly what was seen, with what was decided about it."""
    _check_seen(await previewing(wish.undecided), seen)
    if wish.taken not in CHOICES:
        raise Invalid({"taken": _("Elegir una de las opciones.")})
    preview = await previewing(wish)
    if preview.open_question:
        raise Invalid({"taken": _("Elegir qué hacer donde el lugar está ocupado.")})
    if preview.taken and wish.taken == "share" and not wish.sharing.strip():
        raise Invalid({"sharing": _("Escribir por qué se puede compartir el lugar.")})
    _check_reason(preview)
    return preview


def _check_seen(preview: Preview, seen: str | None) -> None:
    if seen is not None and seen != preview.fingerprint:
        raise Conflict(_("El plan cambió mientras tanto: esto es lo que pasaría ahora."))


def _check_reason(preview: Preview) -> None:
    if preview.called_off and preview.wish.reason not in CANCELLATION_REASONS:
        raise Invalid({"reason": _("Elegir por qué se cancelan las fechas publicadas.")})


async def _write(part: Scope, wish: Wish, *, at: datetime) -> UUID:
    """Write the pattern down, in a series of its own when an earlier part goes on without it."""
    known = part.series
    if not part.split or part.before is None:
        await Series.update(**_columns(wish, at)).where(Series.id == known.id)
        return known.id
    await Series.update(**_when(part.before), changed_at=at).where(Series.id == known.id)
    row = Series(id=new_id(), created_at=at, follows=known.id, **_columns(wish, at))
    await Series.insert(row)
    return UUID(str(row.id))


def _columns(wish: Wish, at: datetime) -> dict[str, Any]:
    draft = msgspec.json.encode(wish.draft).decode()
    where = {"municipality": wish.draft.municipality, "draft": draft, "changed_at": at}
    return {**where, **_when(wish.pattern)}


def _when(pattern: Pattern) -> dict[str, Any]:
    return {
        "rule": str(pattern.rule),
        "starts_on": pattern.starts_on,
        "first_ordinal": pattern.first_ordinal,
        "zone": pattern.zone,
        "times": msgspec.json.encode(pattern.times).decode(),
        "excluded": msgspec.json.encode(pattern.excluded).decode(),
        "additional": msgspec.json.encode(pattern.additional).decode(),
    }


def _venues(wish: Wish | None, events: Collection[Event]) -> set[UUID]:
    found = {event.venue for event in events} | ({wish.draft.venue} if wish else set())
    return {venue for venue in found if venue is not None}
