"""Releasing a project every so often, by itself."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from events.outreach.domain.equity.spans import Span
from events.outreach.domain.releases import releasing, schedule
from events.outreach.domain.releases.stretch_names import called
from events.outreach.domain.releases.wish import Wish
from events.outreach.tables import ReleasePlan
from events.planning.domain import when
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Invalid, NotFound, Refusal
from server.foundation.identity import SYSTEM, Actor
from server.foundation.translation import gettext as _

LONGEST_WAIT: Final = 120
COLUMNS: Final = """
    r.project, p.slug, p.name AS project_name, p.ends_on AS project_ends, r.every, r.days_after,
    r.next_on, r.readers, r.paused_at, r.trouble
"""
OF_PROJECT: Final = f"""
    SELECT {COLUMNS} FROM release_plan r JOIN project p ON p.id = r.project WHERE r.project = $1
"""
DUE: Final = "SELECT project FROM release_plan WHERE next_on <= $1 AND paused_at IS NULL"
# Whoever holds the plan of a project makes its release; others leave it to them.
HOLD: Final = f"""
    SELECT {COLUMNS} FROM release_plan r JOIN project p ON p.id = r.project
    WHERE r.project = $1 AND r.next_on <= $2 AND r.paused_at IS NULL FOR UPDATE OF r SKIP LOCKED
"""
# A plan that is written anew may come upon a stretch that was released before, by it or by hand.
TOLD: Final = """
    SELECT FROM release WHERE project = $1 AND readers = $2 AND starts_on = $3 AND ends_on = $4
"""
MOVE: Final = "UPDATE release_plan SET next_on = $2, trouble = $3 WHERE project = $1"


class Plan(Struct, frozen=True, kw_only=True):
    """How often a project is released, and when next; `trouble` is why it last could not be."""

    project: UUID
    slug: str
    project_name: str
    project_ends: date | None
    every: str
    days_after: int
    next_on: date
    readers: str
    paused_at: datetime | None
    trouble: str


class PlanDraft(Struct, frozen=True, kw_only=True):
    """How somebody wants a project to be released."""

    every: str
    days_after: int = 15
    readers: str = "donor"


async def plan(project: UUID) -> Plan | None:
    """The plan of a project, if there is one."""
    rows = await fetch(OF_PROJECT, project)
    return msgspec.convert(dict(rows[0]), Plan) if rows else None


async def write(project: UUID, draft: PlanDraft, *, by: Actor, at: datetime, today: date) -> None:
    """Plan the releases of a project from today on, or plan them anew; a paused plan goes on."""
    by.need("administer")
    _check(draft)
    async with transaction():
        await execute("DELETE FROM release_plan WHERE project = $1", project)
        await ReleasePlan.insert(
            ReleasePlan(
                project=project, every=draft.every, days_after=draft.days_after,
                next_on=schedule.first_due(draft.every, draft.days_after, today=today),
                readers=draft.readers, made_at=at, made_by=by.account,
            )
        )  # fmt: skip
        await audit.record(
            by, "release_plan.written", f"project:{project}", at=at, every=draft.every,
            days_after=draft.days_after, readers=draft.readers,
        )  # fmt: skip


async def pause(project: UUID, *, by: Actor, at: datetime) -> None:
    """Release nothing by itself until somebody lets it go on; raises NotFound without a plan."""
    await _mark(project, at, "release_plan.paused", by=by, at=at)


async def resume(project: UUID, *, by: Actor, at: datetime, today: date) -> None:
    """Go on with the next stretch that comes due: what was missed in between stays missed."""
    found = await plan(project)
    async with transaction():
        await _mark(project, None, "release_plan.resumed", by=by, at=at)
        assert found is not None, "a plan that is marked is there"
        due = schedule.first_due(found.every, found.days_after, today=today)
        await execute(
            "UPDATE release_plan SET next_on = greatest(next_on, $2) WHERE project = $1",
            project, due,
        )  # fmt: skip


async def go_on(at: datetime, *, zone: str) -> int:
    """Release what is due on the clocks of `zone`, each stretch exactly once; returns how many.

    Registers that are still open hold nothing up: a release says how many there are. What cannot be
    released is said on the plan, which goes on to its next stretch.
    """
    made = 0
    today = when.local_day(at, zone)
    for row in await fetch(DUE, today):
        while (done := await _next(row["project"], at, today=today, zone=zone)) is not None:
            made += done
    return made


async def _next(project: UUID, at: datetime, *, today: date, zone: str) -> bool | None:
    """Release the next stretch, whether it can be; None where none is due, or others are at it."""
    async with transaction():
        rows = await fetch(HOLD, project, today)
        if not rows:
            return None
        due = msgspec.convert(dict(rows[0]), Plan)
        stretch = schedule.released_on(due.every, due.days_after, due.next_on)
        if due.project_ends is not None and stretch.first > due.project_ends:
            await execute("UPDATE release_plan SET paused_at = $2 WHERE project = $1", project, at)
            return None
        told = bool(await fetch(TOLD, project, due.readers, stretch.first, stretch.last))
        trouble = "" if told else await _publish(due, stretch, at, zone=zone)
        following = schedule.due_after(due.every, due.days_after, due.next_on)
        await execute(MOVE, project, following, trouble[:300])
    return not told and not trouble


async def _publish(plan: Plan, stretch: Span, at: datetime, *, zone: str) -> str:
    """Why it could not be released; empty where it was."""
    title = called(stretch)
    wish = Wish(
        title=title, readers=plan.readers, first=stretch.first, last=stretch.last, zone=zone,
        project=plan.slug,
    )  # fmt: skip
    try:
        await releasing.publish(wish, by=SYSTEM, at=at)
    except Refusal as refusal:
        return f"{title}: {refusal.sentence}"
    return ""


async def _mark(
    project: UUID, paused_at: datetime | None, act: str, *, by: Actor, at: datetime
) -> None:
    by.need("administer")
    async with transaction():
        marked = await fetch(
            "UPDATE release_plan SET paused_at = $2 WHERE project = $1 RETURNING project",
            project, paused_at,
        )  # fmt: skip
        if not marked:
            raise NotFound(_("Este proyecto no se publica por sí solo."))
        await audit.record(by, act, f"project:{project}", at=at)


def _check(draft: PlanDraft) -> None:
    wrong = {}
    if draft.every not in schedule.EVERY:
        wrong["every"] = _("Elegir una de las opciones.")
    if not 1 <= draft.days_after <= LONGEST_WAIT:
        wrong["days_after"] = _(
            "Debe ser un número entero de %(least)s a %(most)s.", least=1, most=LONGEST_WAIT
        )
    if draft.readers not in {"public", "donor"}:
        wrong["readers"] = _("Elegir una de las opciones.")
    if wrong:
        raise Invalid(wrong)
