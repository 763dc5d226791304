"""What was done to the plan, in one go each: kept to be told in words and to be undone."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain import closed_periods
from events.planning.tables import EventChange, PlanningAct
from server.foundation.database import fetch
from server.foundation.identity import Actor, new_id

# An event as it is written down, whole: what is compared, told and put back.
WRITTEN: Final = """
    SELECT e.id, (to_jsonb(e) || jsonb_build_object(
        'topics', array(SELECT t.topic FROM event_topic t WHERE t.event = e.id ORDER BY t.topic),
        'audiences', array(SELECT a.audience FROM event_audience a WHERE a.event = e.id
            ORDER BY a.audience),
        'materials', coalesce((SELECT jsonb_agg(jsonb_build_object('label', i.label,
                'link', i.link, 'version', i.version) ORDER BY i.position, i.id)
            FROM event_material i WHERE i.event = e.id), '[]')))::text AS written
    FROM event e WHERE e.id = ANY($1)
"""


class Act(Struct, frozen=True):
    """Something that is being done right now."""

    id: UUID
    at: datetime
    name: str


_doing: ContextVar[Act | None] = ContextVar("doing", default=None)


@asynccontextmanager
async def doing(name: str, *, by: Actor, at: datetime) -> AsyncIterator[Act]:
    """One act in one transaction; what happens within another act belongs to that one.

    Raises PeriodClosed where a period was closed before all of it could be written.
    """
    outer = _doing.get()
    async with closed_periods.minding():
        if outer is not None:
            yield outer
            return
        act = Act(new_id(), at, name)
        await PlanningAct.insert(
            PlanningAct(id=act.id, act=name, account=by.account, name=by.name, at=at)
        )
        token = _doing.set(act)
        try:
            yield act
        finally:
            _doing.reset(token)


@asynccontextmanager
async def changing(event_id: UUID, name: str, *, by: Actor, at: datetime) -> AsyncIterator[Act]:
    """An act, or a part of one, on one event: how it stood before and after is kept."""
    async with doing(name, by=by, at=at) as act:
        # What somebody else is changing at this moment would otherwise be forgotten.
        await hold([event_id])
        before = await written(event_id)
        yield act
        after = await written(event_id)
        await keep(act, event_id, before, after)


async def keep(act: Act, event_id: UUID, before: str | None, after: str | None) -> None:
    """Note what the act did to the event."""
    row = EventChange(id=new_id(), act=act.id, event=event_id, before=before, after=after)
    await EventChange.insert(row)


async def hold(events: Collection[UUID], venues: Collection[UUID] = ()) -> None:
    """Lock events, then venues, until the transaction ends.

    An act on many holds all of them before its first entry in the audit chain, which is locked
    too: always in one order, so that no two acts wait for one another in a ring.
    """
    await fetch("SELECT FROM event WHERE id = ANY($1) ORDER BY id FOR UPDATE", list(events))
    if venues:
        await fetch("SELECT FROM venue WHERE id = ANY($1) ORDER BY id FOR UPDATE", list(venues))


async def written(event_id: UUID) -> str | None:
    """The event as it stands, as JSON; None when there is none."""
    return (await all_written([event_id])).get(event_id)


async def all_written(events: Collection[UUID]) -> Mapping[UUID, str]:
    """These events as they stand, as JSON; those that are gone are left out."""
    return {row["id"]: row["written"] for row in await fetch(WRITTEN, list(events))}
