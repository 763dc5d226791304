"""Lines that were in no register find one, or are dropped; each once and with a reason."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from events.attendance.domain import register, summary
from events.attendance.domain.review import inbox_fates
from events.attendance.domain.review.rulings import Judgement, Verdict
from events.planning.domain import planning
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from tests.events.attendance.arriving import line
from tests.events.attendance.aside import A_PASS, audited, fates, phone_at, set_aside
from tests.support.cast import Cast
from tests.support.events import SATURDAY, planned

pytestmark = pytest.mark.usefixtures("db")
KEEP = Judgement(fate="kept", reason="La actividad cambió de hora")
EARLIER: dict[str, Any] = {
    "starts_at": SATURDAY - timedelta(hours=3),
    "ends_at": SATURDAY - timedelta(hours=1),
}


async def settle(event: UUID, lines: list[UUID], said: Judgement, by: Actor) -> Verdict:
    return await inbox_fates.settle(event, lines, said, by=by, at=now())


async def lines_at(event: UUID) -> list[dict[str, Any]]:
    rows = await fetch("SELECT * FROM check_in WHERE event = $1 ORDER BY at, id", event)
    return [dict(row) for row in rows]


async def test_a_kept_line_is_written_as_it_was_noticed(cast: Cast) -> None:
    event = await planned()
    phone = await phone_at(event)
    aside = await set_aside(event, phone=phone, clock_skew=-3_600_000)
    verdict = await settle(event, [aside], KEEP, cast.pinula)
    assert (verdict.done, verdict.before, verdict.gone) == (1, [], 0)
    (kept,) = await lines_at(event)
    assert (kept["id"], kept["pseudonym"], kept["at"], kept["phone"], kept["clock_skew"]) == (
        aside, A_PASS, SATURDAY - timedelta(hours=2), phone, -3_600_000,
    )  # fmt: skip
    assert (kept["source"], kept["standing"], kept["entered_by"]) == (
        "door", True, cast.pinula.account,
    )  # fmt: skip
    assert await fates() == [("kept", KEEP.reason, None)]
    assert await audited("set-aside.kept") == 1


async def test_a_kept_count_becomes_people_counted_at_the_door(cast: Cast) -> None:
    event = await planned()
    await settle(event, [await set_aside(event, people=7, pseudonym=None)], KEEP, cast.pinula)
    (row,) = await fetch("SELECT count, way, entered_by FROM headcount WHERE event = $1", event)
    assert tuple(row) == (7, "door", cast.pinula.account)
    assert await lines_at(event) == []


async def test_a_pass_that_was_there_already_counts_once(cast: Cast) -> None:
    event = await planned()
    await register.write([line(event, pseudonym=A_PASS)])
    await settle(event, [await set_aside(event)], KEEP, cast.pinula)
    totals = await summary.totals_of(event)
    assert (totals.people, totals.repeats) == (1, 1)


async def test_a_line_is_moved_to_the_event_it_belongs_to(cast: Cast) -> None:
    event, forum = await planned(), await planned(title="Foro", **EARLIER)
    said = Judgement(fate="moved", reason="El enlace era de otra actividad", to=forum)
    await settle(event, [await set_aside(event)], said, cast.pinula)
    (moved,) = await lines_at(forum)
    assert (moved["pseudonym"], await lines_at(event)) == (A_PASS, [])
    assert await fates() == [("moved", said.reason, forum)]


async def test_in_another_period_a_pass_means_nothing_and_is_left_out(cast: Cast) -> None:
    event, forum = await planned(), await planned(title="Foro", **EARLIER)
    await execute(
        "INSERT INTO project (id, slug, name) VALUES (gen_random_uuid(), 'other', 'Otro')"
    )
    await execute(
        "WITH made AS (INSERT INTO uniqueness_period (id, project, starts_on, ends_on)"
        " SELECT gen_random_uuid(), id, '2026-01-01', '2027-01-01' FROM project"
        " WHERE slug = 'other' RETURNING id, project)"
        " UPDATE event SET project = made.project, period = made.id FROM made WHERE event.id = $1",
        forum,
    )
    said = Judgement(fate="moved", reason="Era del foro", to=forum)
    await settle(event, [await set_aside(event)], said, cast.pinula)
    (moved,) = await lines_at(forum)
    assert (moved["pseudonym"], moved["standing"]) == (None, True)


async def test_what_is_dropped_is_in_no_register_and_still_told(cast: Cast) -> None:
    event = await planned()
    said = Judgement(fate="dropped", reason="Ya estaban en el conteo")
    await settle(event, [await set_aside(event)], said, cast.pinula)
    assert (await lines_at(event), await fates()) == ([], [("dropped", said.reason, None)])


async def test_of_two_who_decide_at_once_one_wins_and_the_other_reads_it(cast: Cast) -> None:
    event = await planned()
    aside = await set_aside(event)
    drop = Judgement(fate="dropped", reason="No")
    told = await asyncio.gather(
        settle(event, [aside], KEEP, cast.admin), settle(event, [aside], drop, cast.pinula)
    )
    winner, other = sorted(told, key=lambda verdict: -verdict.done)
    assert (winner.done, other.done) == (1, 0)
    (before,) = other.before
    assert (before.by, before.fate) in {("Alba Admin", "kept"), ("Paula Pinula", "dropped")}


@pytest.mark.parametrize("status", ["closed", "cancelled", "draft"])
async def test_a_register_that_is_not_open_takes_nothing(cast: Cast, status: str) -> None:
    event = await planned()
    why = "rain" if status == "cancelled" else None
    await execute(
        "UPDATE event SET status = $2, cancellation_reason = $3 WHERE id = $1", event, status, why
    )
    aside = await set_aside(event, why="closed")
    with pytest.raises(Conflict):
        await settle(event, [aside], KEEP, cast.pinula)
    assert await fates() == [(None, None, None)]
    await settle(event, [aside], Judgement(fate="dropped", reason="x"), cast.pinula)
    assert await fates() == [("dropped", "x", None)]


async def test_both_events_have_to_be_the_coordinator_s(cast: Cast) -> None:
    event, theirs = await planned(), await planned(municipality="0108", **EARLIER)
    aside = await set_aside(event)
    with pytest.raises(NotAllowed):
        await settle(event, [aside], Judgement(fate="moved", reason="x", to=theirs), cast.pinula)
    with pytest.raises(NotAllowed):
        await settle(event, [aside], KEEP, cast.mixco)
    await planning.close(theirs, by=SYSTEM, at=SATURDAY)
    with pytest.raises(Conflict):
        await settle(event, [aside], Judgement(fate="moved", reason="x", to=theirs), cast.admin)
    assert await fates() == [(None, None, None)]


async def test_a_decision_has_to_be_one(cast: Cast) -> None:
    event = await planned()
    aside = await set_aside(event)
    for said in (
        Judgement(fate="kept", reason=""),
        Judgement(fate="eaten", reason="x"),
        Judgement(fate="moved", reason="x"),
    ):
        with pytest.raises(Invalid):
            await settle(event, [aside], said, cast.pinula)
    nowhere = Judgement(fate="moved", reason="x", to=UUID(int=1))
    with pytest.raises(NotFound):
        await settle(event, [aside], nowhere, cast.pinula)
    unknown = await settle(event, [UUID(int=5)], KEEP, cast.pinula)
    assert (unknown.done, unknown.gone) == (0, 1)
