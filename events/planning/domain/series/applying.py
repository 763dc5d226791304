"""Doing what a preview says, event by event, within one act."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from events.planning.domain import acts, agenda, planning, safeguards
from events.planning.domain.draft import EventDraft, as_draft
from events.planning.domain.event import Event
from events.planning.domain.series import content
from events.planning.domain.series.moving_order import Move, Span, in_order
from events.planning.domain.series.regeneration import Step
from events.planning.domain.series.wish import Preview
from events.planning.domain.upstairs import Upstairs
from server.accounts.domain import audit
from server.foundation.database import execute
from server.foundation.identity import Actor


async def do(
    preview: Preview, series_id: UUID, *, by: Actor, at: datetime, above: Upstairs
) -> None:
    """Make, move, change and drop what the preview says; what it keeps is not touched.

    Raises as planning does where people were recorded since the preview was made, and Conflict
    where minors would be without two cleared adults.
    """
    events = {event.id: event for event in await agenda.events(_concerned(preview))}
    lacked = await safeguards.lacking(events.values(), above, at=at)
    await _belong(preview, series_id, events, by=by, at=at)
    for step in preview.of("dropped"):
        await _drop(step, preview.wish.reason, by=by, at=at, above=above)
    await _move(preview, events, by=by, at=at, above=above)
    for step in preview.of("changed"):
        assert step.was is not None
        draft = _draft(step, preview, events)
        await planning.rewrite(step.was.event, draft, by=by, at=at, above=above)
    for step in preview.of("made"):
        draft = _draft(step, preview, events)
        await planning.plan(draft, by=by, at=at, series=series_id, occurrence=step.key)
    rewritten = [step.was.event for step in preview.of("moved", "changed") if step.was]
    if rewritten:
        await _settle(rewritten, lacked, by=by, at=at, above=above)


async def _settle(
    rewritten: list[UUID],
    lacked: safeguards.Lacking,
    *,
    by: Actor,
    at: datetime,
    above: Upstairs,
) -> None:
    """Let the teams follow once all is in its place: on the way, two dates may share an hour."""
    try:
        await safeguards.settle(rewritten, lacked, above, by=by, at=at)
    except safeguards.Unguarded as refusal:
        raise safeguards.named(refusal) from refusal


def _concerned(preview: Preview) -> list[UUID]:
    return [step.was.event for step in preview.steps if step.was]


async def _belong(
    preview: Preview, series_id: UUID, events: Mapping[UUID, Event], *, by: Actor, at: datetime
) -> None:
    """Write down which occurrence of which series each event is now."""
    becomes = {
        step.was.event: step.key
        for step in preview.steps
        if step.was and _belongs(events[step.was.event]) != (series_id, step.key)
    }
    if not becomes:
        return
    async with acts.doing("series.changed", by=by, at=at) as act:
        before = await acts.all_written(becomes)
        # Events may take each other's keys: each lets go of its own first.
        await execute("UPDATE event SET occurrence = NULL WHERE id = ANY($1)", list(becomes))
        await execute(
            "UPDATE event e SET series = $1, occurrence = n.key"
            " FROM unnest($2::uuid[], $3::text[]) AS n (event, key) WHERE e.id = n.event",
            *(series_id, list(becomes), list(becomes.values())),
        )
        after = await acts.all_written(becomes)
        for event in becomes:
            await acts.keep(act, event, before.get(event), after.get(event))


def _belongs(event: Event) -> tuple[UUID | None, str | None]:
    return event.series, event.occurrence


async def _drop(step: Step, reason: str, *, by: Actor, at: datetime, above: Upstairs) -> None:
    """Call off what people know of; what was never shown is as if it had not been written."""
    assert step.was is not None
    if step.was.shown:
        await planning.cancel(step.was.event, reason, by=by, at=at, above=above)
        return
    async with acts.changing(step.was.event, "event.removed", by=by, at=at):
        await execute("DELETE FROM event WHERE id = $1", step.was.event)
        await audit.record(by, "event.removed", f"event:{step.was.event}", at=at, key=step.key)


async def _move(
    preview: Preview, events: Mapping[UUID, Event], *, by: Actor, at: datetime, above: Upstairs
) -> None:
    drafts = {
        step.was.event: _draft(step, preview, events) for step in preview.of("moved") if step.was
    }
    moves = [Move(event, _span(events[event]), _span(draft)) for event, draft in drafts.items()]
    for turn in in_order(moves):
        event = turn.move.event
        if turn.aside:
            waiting = msgspec.structs.replace(as_draft(events[event]), venue=None)
            await planning.rewrite(event, waiting, by=by, at=at, above=above)
        else:
            await planning.rewrite(event, drafts[event], by=by, at=at, above=above)


def _span(placed: Event | EventDraft) -> Span:
    return Span(placed.venue, placed.starts_at, placed.ends_at)


def _draft(step: Step, preview: Preview, events: Mapping[UUID, Event]) -> EventDraft:
    """What an occurrence is to be; where its venue is taken, as was decided."""
    assert step.wish is not None
    event = events[step.was.event] if step.was else None
    draft = content.occurring(preview.wish.draft, step.wish, event)
    if step not in preview.taken:
        return draft
    if preview.wish.taken == "without":
        return msgspec.structs.replace(draft, venue=None)
    return msgspec.structs.replace(draft, venue_overlap_reason=preview.wish.sharing)
