"""What counts in a closed period stays where it is."""

import asyncio
from typing import Any

import asyncpg
import msgspec
import pytest

from events.planning.domain import acts, agenda, change_preview, planning, undo
from events.planning.domain.closed_periods import PeriodClosed
from events.planning.domain.draft import as_draft
from notifications.domain import upstairs
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.closing import JULY, LATER, closed, closed_half, half
from tests.support.events import WORKSHOP
from tests.support.registers import FORUM_DAY, WORKSHOP_DAY, held

pytestmark = pytest.mark.usefixtures("db")
IN_APRIL = FORUM_DAY.replace(month=4)
IN_AUGUST = FORUM_DAY.replace(month=8)


def hours(day: Any) -> dict[str, Any]:
    return {"starts_at": day, "ends_at": day.replace(hour=18)}


async def test_what_counts_in_a_closed_period_is_not_opened_changed_or_cancelled() -> None:
    here = await closed_half()
    with pytest.raises(PeriodClosed, match="se anota como ajuste"):
        await planning.reopen(here.workshop, by=SYSTEM, at=LATER)
    assert (await agenda.event(here.workshop)).status == "closed"
    draft = as_draft(await agenda.event(here.workshop))
    with pytest.raises(PeriodClosed):
        await planning.change(here.workshop, draft, by=SYSTEM, at=LATER, above=upstairs)
    with pytest.raises(PeriodClosed):
        await planning.cancel(here.workshop, "rain", by=SYSTEM, at=LATER)


async def test_nothing_is_planned_or_moved_into_a_closed_period() -> None:
    await closed_half()
    with pytest.raises(Invalid, match="ya se cerró") as refusal:
        await held(IN_APRIL, project="paz")
    assert list(refusal.value.fields) == ["starts_at"]
    elsewhere = await held(IN_AUGUST, project="paz")
    event = await agenda.event(elsewhere)
    draft = msgspec.structs.replace(as_draft(event), **hours(IN_APRIL))
    with pytest.raises(Invalid, match="ya se cerró"):
        await planning.change(elsewhere, draft, by=SYSTEM, at=LATER, above=upstairs)
    told = await change_preview.of_a_change(event, draft, upstairs, at=LATER)
    assert "no puede entrar en él" in "".join(one.sentence for one in told.consequences)


async def test_a_draft_that_was_left_there_may_go_elsewhere_but_is_not_published() -> None:
    here = await half()
    left = await held(IN_APRIL, project="paz", published=False)
    await closed(here.period)
    with pytest.raises(PeriodClosed):
        await planning.publish(left, by=SYSTEM, at=LATER, above=upstairs)
    draft = msgspec.structs.replace(as_draft(await agenda.event(left)), **hours(IN_AUGUST))
    await planning.change(left, draft, by=SYSTEM, at=LATER, above=upstairs)
    await planning.publish(left, by=SYSTEM, at=LATER, above=upstairs)
    assert (await agenda.event(left)).period_closed is False


async def test_closing_a_register_is_not_undone_once_its_period_is_closed(cast: Cast) -> None:
    here = await half(complete=False)
    await planning.close(here.forum, by=cast.admin, at=JULY)
    (done,) = await fetch("SELECT id FROM planning_act ORDER BY at DESC, id DESC LIMIT 1")
    await closed(here.period)
    (latest, *_rest) = await undo.latest(by=cast.admin, at=JULY, above=upstairs)
    assert "se anota como ajuste" in latest.obstacle
    with pytest.raises(Conflict, match="se anota como ajuste"):
        await undo.undo(done["id"], by=cast.admin, at=JULY, above=upstairs)


async def test_what_somebody_was_changing_when_the_period_was_closed_is_refused() -> None:
    here = await half()
    written, on = asyncio.Event(), asyncio.Event()

    async def late(by: Actor) -> None:
        async with acts.doing("event.planned", by=by, at=JULY):
            # Looked at before the period was closed, and recorded after.
            await execute("UPDATE event SET status = 'published' WHERE id = $1", here.workshop)
            written.set()
            await on.wait()

    task = asyncio.create_task(late(SYSTEM))
    await written.wait()
    await closed(here.period)
    on.set()
    with pytest.raises(PeriodClosed):
        await task
    assert (await agenda.event(here.workshop)).status == "closed"


async def test_the_database_itself_refuses_to_change_what_was_reported() -> None:
    here = await closed_half()
    for change in (
        "municipality = '0108'",
        "kind = 'talk'",
        "starts_at = starts_at - interval '1 hour'",
        "status = 'cancelled', cancellation_reason = 'rain'",
        "status = 'draft'",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(f"UPDATE event SET {change} WHERE id = $1", here.workshop)
    other = (await agenda.event(await held(WORKSHOP_DAY.replace(year=2027)))).period
    with pytest.raises(asyncpg.RestrictViolationError):
        await execute("UPDATE event SET period = $2 WHERE id = $1", here.workshop, other)


async def test_what_does_not_count_may_still_be_put_right_and_nothing_else() -> None:
    here = await closed_half()
    async with transaction():
        await execute("UPDATE event SET notes = 'Se prestó el equipo' WHERE id = $1", here.workshop)
    assert (await agenda.event(here.workshop)).notes == "Se prestó el equipo"
    for change in ("closed_at = NULL", "ends_on = '2026-05-31'"):
        with pytest.raises(asyncpg.RestrictViolationError):
            await execute(f"UPDATE uniqueness_period SET {change} WHERE id = $1", here.period)


async def test_an_event_of_an_open_period_is_nobody_s_concern() -> None:
    event = await planning.plan(WORKSHOP, by=SYSTEM, at=JULY)
    assert (await agenda.event(event)).period_closed is False
