"""Working through a staged file in small steps, whichever process takes the next one."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from asyncpg import DataError, DeadlockDetectedError, IntegrityConstraintViolationError
from msgspec import Struct

from events.planning.domain import acts
from events.planning.domain.imports.meaning import Meaning, meaning
from events.planning.domain.imports.outcome import Outcome, outcome
from events.planning.domain.imports.plan import ReadingPlan
from events.planning.domain.imports.rehearsal import rehearse
from events.planning.domain.imports.rows import Row
from events.planning.domain.imports.standing import key, standing
from events.planning.domain.imports.verdict import Verdict, verdict
from events.planning.domain.imports.vocabulary import vocabulary
from events.planning.domain.imports.writing_in import Desk, write
from events.planning.domain.upstairs import Upstairs
from server.accounts.domain import accounts
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Invalid, Refusal
from server.foundation.identity import SYSTEM, Actor
from server.foundation.translation import gettext as _
from server.foundation.translation import speaking

# The audit chain is held until a step is kept: short steps let everybody else in between.
AT_ONCE: Final = {"read": 250, "working": 50}
# Shorter than the pause between two rounds of the clock, so that none is missed.
STRETCH: Final = timedelta(seconds=4)
CLAIM: Final = """
    SELECT id, account, state, mapping, total, done FROM agenda_import
    WHERE done < total AND state IN ('read', 'working') AND ($1::uuid IS NULL OR id = $1)
    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
"""
SLICE: Final = """
    SELECT jsonb_path_query_array(rows, '$[$first to $last]',
        jsonb_build_object('first', $2::int, 'last', $3::int)) AS rows
    FROM agenda_import WHERE id = $1
"""
KEEP: Final = """
    UPDATE agenda_import SET done = done + $2, results = results || $3::jsonb WHERE id = $1
"""
FINISH: Final = """
    UPDATE agenda_import SET state = 'done', finished_at = $2, rows = '[]'
    WHERE id = $1 AND state = 'working' AND done = total
"""
# All steps of one file are one act, to be told and undone as one.
ONE_ACT: Final = (
    """INSERT INTO planning_act
    SELECT (jsonb_populate_record(p, jsonb_build_object('id', $1::uuid))).*
    FROM planning_act p WHERE p.id = $2 ON CONFLICT (id) DO UPDATE SET at = EXCLUDED.at""",
    "UPDATE event_change SET act = $1 WHERE act = $2",
    "DELETE FROM planning_act WHERE id = $2 AND $1::uuid IS NOT NULL",
)


class Claim(Struct, frozen=True, kw_only=True):
    """A file whose next rows are ours to do, until the transaction ends."""

    id: UUID
    account: UUID | None
    state: str
    plan: ReadingPlan
    total: int
    done: int


async def step(at: datetime, *, zone: str, only: UUID | None = None, above: Upstairs) -> bool:
    """Do the next rows of a waiting file; False when none waits that nobody else is at."""
    async with transaction():
        claim = await _claim(only)
        if claim is None:
            return False
        by = await _actor(claim)
        if by is None:
            await execute("DELETE FROM agenda_import WHERE id = $1", claim.id)
            return True
        if claim.state == "working":
            # What another file is writing in at this moment would otherwise be written in twice.
            await only_one_at_a_time("agenda import")
        with speaking(claim.plan.language):
            done = await _done(claim, by, at, zone, above)
        kept = msgspec.json.encode(done).decode()
        await execute(KEEP, claim.id, len(done), kept)
        await execute(FINISH, claim.id, at)
    return True


async def go_on(
    clock: Callable[[], datetime],
    *,
    zone: str,
    above: Upstairs,
    leaving: asyncio.Event | None = None,
) -> None:
    """Work for a stretch, also on what a process that died left half done, unless we leave."""
    rest = clock() + STRETCH
    try:
        while not (leaving and leaving.is_set()) and clock() < rest:
            if not await step(clock(), zone=zone, above=above):
                return
    except DeadlockDetectedError:
        return  # somebody planned at the same time; the step is undone, and comes again


async def _claim(only: UUID | None) -> Claim | None:
    rows = await fetch(CLAIM, only)
    if not rows:
        return None
    row = dict(rows[0])
    plan = msgspec.json.decode(row.pop("mapping"), type=ReadingPlan)
    return msgspec.convert({**row, "plan": plan}, Claim)


async def _actor(claim: Claim) -> Actor | None:
    return SYSTEM if claim.account is None else await accounts.actor(claim.account)


async def _done(claim: Claim, by: Actor, at: datetime, zone: str, above: Upstairs) -> list[Outcome]:
    last = claim.done + AT_ONCE[claim.state] - 1
    found = await fetch(SLICE, claim.id, claim.done, last)
    rows = msgspec.json.decode(found[0]["rows"], type=list[Row])
    words = await vocabulary(zone)
    meanings = [meaning(row, claim.plan, words) for row in rows]
    stands = await standing(meanings)
    ruled = [await verdict(each, stands.get(key(each)), by) for each in meanings]
    judged = [
        outcome(row, each, verdict, key(each))
        for row, each, verdict in zip(rows, meanings, ruled, strict=True)
    ]
    judged = await rehearse(claim.id, judged, rows)
    if claim.state == "read":
        return judged
    return await _written(claim, judged, meanings, ruled, Desk(by, at, above))


async def _written(
    claim: Claim, judged: list[Outcome], meanings: list[Meaning], ruled: list[Verdict], desk: Desk
) -> list[Outcome]:
    """Write what is new or changed; all of it is held before the first is written."""
    await acts.hold(*_needed(ruled))
    async with acts.doing("agenda.imported", by=desk.by, at=desk.at) as act:
        written = [
            await _one(each, told, verdict, desk)
            for each, told, verdict in zip(judged, meanings, ruled, strict=True)
        ]
    for statement in ONE_ACT:
        await execute(statement, claim.id, act.id)
    return written


def _needed(ruled: Sequence[Verdict]) -> tuple[set[UUID], set[UUID]]:
    events = {each.event.id for each in ruled if each.event and each.draft}
    venues = {each.draft.venue for each in ruled if each.draft and each.draft.venue}
    return events, venues


async def _one(judged: Outcome, told: Meaning, ruled: Verdict, desk: Desk) -> Outcome:
    if judged.outcome not in {"new", "changed"}:
        return judged
    try:
        event, notes = await write(told, ruled, judged.key, desk)
    except (Refusal, DataError, IntegrityConstraintViolationError) as refusal:
        return _refused(judged, _fields(refusal))
    return msgspec.structs.replace(judged, event=event, notes=[*judged.notes, *notes])


def _fields(refusal: Any) -> dict[str, str]:
    if isinstance(refusal, Invalid):
        return refusal.fields
    if isinstance(refusal, Refusal):
        return {"row": refusal.sentence}
    return {"row": _("Contiene algo que no se puede guardar.")}


def _refused(judged: Outcome, wrong: dict[str, str]) -> Outcome:
    return msgspec.structs.replace(judged, outcome="refused", wrong=wrong)
