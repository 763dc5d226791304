"""Writing a row into the plan."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from events.planning.domain import acts, agenda, planning, safeguards, venues
from events.planning.domain.imports.meaning import Meaning, Revision
from events.planning.domain.imports.standing import content, identity
from events.planning.domain.imports.verdict import Verdict, onwards
from events.planning.domain.upstairs import Upstairs
from events.planning.tables import Project
from server.foundation.database import execute, transaction
from server.foundation.errors import Refusal
from server.foundation.identity import Actor, new_id
from server.foundation.translation import gettext as _

REMEMBER: Final = """
    INSERT INTO imported_event (key, event, content) VALUES ($1, $2, $3)
    ON CONFLICT (key) DO UPDATE SET event = EXCLUDED.event, content = EXCLUDED.content
"""
# What could not be published here was never shown, whatever it was elsewhere.
RESTORE: Final = """
    UPDATE event SET sequence = $2, created_at = coalesce($3, created_at),
        changed_at = coalesce($4, changed_at),
        published_at = CASE status WHEN 'draft' THEN NULL ELSE coalesce($5, published_at) END,
        venue_overlap_reason = coalesce($6, venue_overlap_reason)
    WHERE id = $1
"""


class Desk:
    """Who writes, when, with which venues written down on the way."""

    def __init__(self, by: Actor, at: datetime, above: Upstairs) -> None:
        self.by, self.at, self.above = by, at, above
        self.made: dict[str, UUID] = {}


async def write(meaning: Meaning, ruled: Verdict, key: str, desk: Desk) -> tuple[UUID, list[str]]:
    """Plan or change the row's event; returns it and what did not go along.

    Raises what planning raises; then nothing of the row was written.
    """
    async with transaction():
        new_venue = await _venue(meaning, desk)
        draft = ruled.draft
        assert draft is not None, "only what is new or changed is written"
        if new_venue is not None:
            draft = msgspec.structs.replace(draft, venue=new_venue)
        if meaning.new_project:
            await Project.insert(_project(meaning)).on_conflict(action="DO NOTHING")
            draft = msgspec.structs.replace(draft, project=meaning.new_project)
        event = ruled.event
        if event is None:
            uid = identity(meaning.uid) if meaning.uid else None
            event_id = await planning.plan(draft, by=desk.by, at=desk.at, uid=uid)
        else:
            event_id, seen = event.id, event.changed_at
            await planning.change(
                event_id, draft, by=desk.by, at=desk.at, seen=seen, above=desk.above
            )
        notes = await _go_on(event_id, meaning, desk)
        if event is None and meaning.ours:
            reason = meaning.given.get("venue_overlap_reason")
            await _as_it_stood(event_id, meaning.revision, reason, desk)
        await execute(REMEMBER, key, event_id, content(await agenda.event(event_id)))
    if new_venue is not None and meaning.new_venue:
        desk.made[_called(meaning.new_venue)] = new_venue
    return event_id, notes


async def _venue(meaning: Meaning, desk: Desk) -> UUID | None:
    if meaning.new_venue is None:
        return None
    known = desk.made.get(_called(meaning.new_venue))
    if known is not None:
        return known
    return await venues.add(venues.NewVenue(**meaning.new_venue), by=desk.by, at=desk.at)


def _project(meaning: Meaning) -> Project:
    name = meaning.project_name or meaning.new_project
    return Project(id=new_id(), slug=meaning.new_project, name=name, donor="")


def _called(venue: Mapping[str, Any]) -> str:
    return f"{venue['municipality']} {venue['name'].casefold()}"


async def _go_on(event_id: UUID, meaning: Meaning, desk: Desk) -> list[str]:
    """Bring the event to the state that it has in the file, as far as that is allowed here."""
    event = await agenda.event(event_id)
    wanted = onwards(event.status, meaning.revision, ours=meaning.ours)
    try:
        async with transaction():
            await _become(event, wanted, meaning.revision, desk)
    except Refusal as refusal:
        return [_("No pasó de borrador: %(why)s", why=refusal.sentence)]
    return []


async def _become(event: agenda.Event, wanted: str, revision: Revision, desk: Desk) -> None:
    shown = wanted in {"published", "closed"} or (wanted and revision.published_at)
    if shown and event.status == "draft":
        await _show(event, desk, called_off=wanted == "cancelled")
    if wanted == "closed":
        await planning.close(event.id, by=desk.by, at=desk.at)
    if wanted == "cancelled":
        known = revision.reason in planning.CANCELLATION_REASONS
        reason = revision.reason if known else "other"
        await planning.cancel(event.id, reason, by=desk.by, at=desk.at, above=desk.above)


async def _show(event: agenda.Event, desk: Desk, *, called_off: bool) -> None:
    """Publish it; what is called off in the same breath is in nobody's way if that cannot be."""
    try:
        async with transaction():
            await planning.publish(event.id, by=desk.by, at=desk.at, above=desk.above)
    except safeguards.Unguarded:
        if not called_off:
            raise


async def _as_it_stood(event_id: UUID, revision: Revision, reason: str | None, desk: Desk) -> None:
    """Give an event of ours the revision it had: calendars that know it see no change."""
    async with acts.changing(event_id, "agenda.imported", by=desk.by, at=desk.at):
        await execute(
            RESTORE,
            *(event_id, min(revision.sequence, 1_000_000)),
            *(_past(it, desk.at) for it in revision.moments),
            reason,
        )


def _past(moment: datetime | None, at: datetime) -> datetime | None:
    """No later than now: a revision of the future would have to be taken back by the next one."""
    return min(moment, at) if moment else None
