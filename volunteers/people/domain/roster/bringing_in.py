"""Writing looked-through rows in: each whole or not at all, and a second time nothing new.

A few rows at a time, so that nobody waits long for the people and the audit chain that are held
meanwhile; whoever comes next goes on where the last one stopped.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from asyncpg import DeadlockDetectedError
from msgspec.structs import replace

from server.accounts.domain import audit
from server.foundation.database import execute, fetch, only_one_at_a_time, transaction
from server.foundation.errors import Conflict, Invalid, Refusal
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from volunteers.people.domain import credentials, helping_limits, reach, volunteers
from volunteers.people.domain.credentials import NewQualification
from volunteers.people.domain.helping_limits import BOUNDS, Limits
from volunteers.people.domain.roster.judging import Judged, clearance, judge
from volunteers.people.domain.roster.known import Known, known
from volunteers.people.domain.roster.row import RosterRow
from volunteers.people.domain.roster.staging import Read
from volunteers.people.domain.volunteers import NewVolunteer

AT_ONCE: Final = 25
REWRITE: Final = """
    UPDATE volunteer SET home = coalesce($2, home), network = coalesce($3, network),
        languages = CASE WHEN $4::text[] = '{}' THEN languages ELSE $4 END
    WHERE id = $1
"""
HOLD: Final = """
    SELECT rows, jsonb_array_length(results) AS done FROM volunteer_import
    WHERE id = $1 AND finished_at IS NULL FOR UPDATE
"""
KEEP: Final = "UPDATE volunteer_import SET results = results || $2::jsonb WHERE id = $1"
FINISH: Final = """
    UPDATE volunteer_import SET rows = rows - 'rows', finished_at = $2
    WHERE id = $1 AND jsonb_array_length(results) >= jsonb_array_length(
        coalesce(rows -> 'rows', '[]'))
    RETURNING id
"""
RESULTS: Final = "SELECT results FROM volunteer_import WHERE id = $1"


async def bring_in(import_id: UUID, *, by: Actor, at: datetime) -> list[Judged]:
    """Write all rows of a file in; what became of each. Raises Conflict when that was done."""
    while await step(import_id, by=by, at=at):
        continue
    [row] = await fetch(RESULTS, import_id)
    return msgspec.json.decode(row["results"], type=list[Judged])


async def step(import_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Write the next rows in and keep what became of them; False when they were the last.

    Raises Conflict when nothing was left to write.
    """
    try:
        async with transaction():
            # Two files may bring the same new people.
            await only_one_at_a_time("volunteer import")
            rows, done = await _held(import_id)
            results = await _written_in(rows[done : done + AT_ONCE], rows[:done], by, at)
            await execute(KEEP, import_id, msgspec.json.encode(results).decode())
            return not await fetch(FINISH, import_id, at)
    except DeadlockDetectedError:
        return True  # somebody added one of them by hand at the same time; the step comes again


async def _held(import_id: UUID) -> tuple[list[RosterRow], int]:
    found = await fetch(HOLD, import_id)
    if not found:
        raise Conflict(_("Este archivo ya se importó."))
    return msgspec.json.decode(found[0]["rows"], type=Read).rows, found[0]["done"]


async def _written_in(
    rows: list[RosterRow], before: list[RosterRow], by: Actor, at: datetime
) -> list[Judged]:
    """All whom the rows tell of are held before the first is written about: the chain is last."""
    emails = [row.email for row in rows]
    await reach.hold_all(one.id for one in (await known(emails)).values() if one.id)
    told = await known(emails)
    judged = judge(rows, told, by, at=at, before=before)
    return [await _written(one, told.get(one.row.email), by, at) for one in judged]


async def _written(judged: Judged, known: Known | None, by: Actor, at: datetime) -> Judged:
    if judged.outcome not in {"new", "changed"}:
        return judged
    try:
        async with transaction():
            who = await _person(judged, by, at)
            await _describe(who, judged.row, known, by, at)
    except Invalid as refusal:
        return _left_out(judged, refusal.fields.values())
    except Refusal as refusal:
        return _left_out(judged, [refusal.sentence])
    return replace(judged, volunteer=who)


async def _person(judged: Judged, by: Actor, at: datetime) -> UUID:
    row = judged.row
    if judged.volunteer is None:
        new = NewVolunteer(
            name=row.name, email=row.email, home=row.home or "", network=row.network,
            languages=row.languages or ("es",),
        )  # fmt: skip
        return await volunteers.add(new, by=by, at=at)
    async with reach.held(judged.volunteer):
        await execute(REWRITE, judged.volunteer, row.home, row.network, list(row.languages))
        subject = f"volunteer:{judged.volunteer}"
        await audit.record(by, "volunteer.brought_in", subject, at=at, changes=judged.changes)
    return judged.volunteer


async def _describe(
    who: UUID, row: RosterRow, known: Known | None, by: Actor, at: datetime
) -> None:
    """What they may do and how much; of a qualification that is held the last day stays."""
    held = known.held if known else frozenset()
    for role, topics in (("lead", row.leads), ("assistant", row.assists)):
        for topic in topics:
            if (topic, role) not in held:
                told = NewQualification(topic=topic, role=role)
                await credentials.qualify(who, told, by=by, at=at)
    if verified := clearance(row):
        await credentials.clear(who, verified, by=by, at=at)
    said = {name: getattr(row, name) for name in BOUNDS}
    if any(number is not None for number in said.values()):
        kept = {name: getattr(known, name) for name in BOUNDS} if known else {}
        spoken = {name: number for name, number in said.items() if number is not None}
        await helping_limits.limit(who, Limits(**{**kept, **spoken}), by=by, at=at)


def _left_out(judged: Judged, wrong: Iterable[str]) -> Judged:
    return replace(judged, outcome="refused", wrong=tuple(wrong))
