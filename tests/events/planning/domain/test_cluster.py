"""A storm calls off everything in a place and time at once."""

import asyncio
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import agenda, cluster, planning, rebooking, undo, venues, weeks_later
from events.planning.domain.cluster import Area, Outcome
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned

HOUR = timedelta(hours=1)
MORNING = Area(municipalities=frozenset({"0103"}), starts_at=SATURDAY, ends_at=SATURDAY + 4 * HOUR)


async def called_off(*events: UUID, by: Actor = SYSTEM, area: Area = MORNING) -> Outcome:
    """Call these off because of rain."""
    return await cluster.cancel(area, events, "rain", by=by, at=TODAY, above=upstairs)


async def statuses(*events: UUID) -> list[str]:
    return [(await agenda.event(event)).status for event in events]


async def test_a_preview_names_what_goes_and_what_stays(db: None) -> None:
    await planned(title="Va")
    await planning.cancel(await planned(title="Cancelada"), "venue", by=SYSTEM, at=TODAY)
    await planned(title="Lejos", municipality="0108")
    await planned(title="Tarde", starts_at=SATURDAY + 4 * HOUR, ends_at=SATURDAY + 5 * HOUR)
    found = await cluster.affected(MORNING, by=SYSTEM, at=TODAY, above=upstairs)
    assert {one.event.title: one.skipped for one in found} == {
        "Va": "",
        "Cancelada": "Ya estaba cancelada.",
    }
    after = await cluster.affected(MORNING, by=SYSTEM, at=SATURDAY + 5 * HOUR, above=upstairs)
    assert {one.skipped for one in after} == {"Ya estaba cancelada.", "Ya terminó."}


async def test_many_are_called_off_in_one_act_and_come_back_in_one(db: None) -> None:
    events = [await planned(), await planned(published=False)]
    done = await called_off(*events)
    assert (done.cancelled, done.skipped) == (2, [])
    assert await statuses(*events) == ["cancelled", "cancelled"]
    assert await undo.undo(done.act, by=SYSTEM, at=TODAY + HOUR, above=upstairs) == 2
    assert await statuses(*events) == ["published", "draft"]


async def test_what_changed_meanwhile_is_skipped_and_said(db: None) -> None:
    goes, gone, moved = [await planned(title=title) for title in ("Va", "Antes", "Lejos")]
    await planning.cancel(gone, "venue", by=SYSTEM, at=TODAY)
    later = msgspec.structs.replace(WORKSHOP, title="Lejos")
    await planning.change(moved, weeks_later.moved(later, 1), by=SYSTEM, at=TODAY, above=upstairs)
    done = await called_off(goes, gone, moved)
    assert (done.cancelled, sorted(done.skipped)) == (
        1,
        ["«Antes»: Ya estaba cancelada.", "«Lejos»: Se movió mientras tanto."],
    )
    assert (await agenda.event(gone)).cancellation_reason == "venue"


async def test_where_nothing_is_left_nothing_is_done(db: None) -> None:
    event = await planned()
    await called_off(event)
    acts = await fetch("SELECT FROM planning_act")
    with pytest.raises(Conflict, match="Ya estaba cancelada"):
        await called_off(event)
    with pytest.raises(Conflict, match="No se eligió"):
        await called_off()
    assert len(await fetch("SELECT FROM planning_act")) == len(acts)


async def test_of_two_at_the_same_time_one_calls_everything_off(db: None) -> None:
    one, two = await planned(), await planned()
    told = await asyncio.gather(called_off(one, two), called_off(two, one), return_exceptions=True)
    assert sorted(type(each).__name__ for each in told) == ["Conflict", "Outcome"]
    (done,) = [each for each in told if isinstance(each, Outcome)]
    back = [undo.undo(done.act, by=SYSTEM, at=TODAY + HOUR, above=upstairs) for _ in range(2)]
    undone = await asyncio.gather(*back, return_exceptions=True)
    assert [each for each in undone if not isinstance(each, Conflict)] == [2]
    assert [(await agenda.event(event)).sequence for event in (one, two)] == [2, 2]


async def test_a_wrong_reason_calls_nothing_off(db: None) -> None:
    event = await planned()
    with pytest.raises(Invalid):
        await cluster.cancel(MORNING, [event], "", by=SYSTEM, at=TODAY, above=upstairs)
    assert await statuses(event) == ["published"]


async def test_only_who_plans_there_calls_off(cast: Cast) -> None:
    here, there = await planned(), await planned(municipality="0108")
    both = msgspec.structs.replace(MORNING, municipalities=frozenset({"0103", "0108"}))
    with pytest.raises(NotAllowed):
        await called_off(here, there, by=cast.pinula, area=both)
    with pytest.raises(NotAllowed):
        await cluster.affected(both, by=cast.pinula, at=TODAY, above=upstairs)
    assert await statuses(here, there) == ["published", "published"]
    assert (await called_off(here, by=cast.pinula)).cancelled == 1


async def test_the_first_free_week_is_suggested(db: None) -> None:
    new = venues.NewVenue(name="Salón comunal", municipality="0103")
    venue = await venues.add(new, by=SYSTEM, at=TODAY)
    event = await planned(venue=venue)
    week = timedelta(weeks=1)
    await planned(venue=venue, starts_at=SATURDAY + week, ends_at=SATURDAY + week + HOUR)
    done = await called_off(event)
    (found,) = await rebooking.called_off(done.act, by=SYSTEM, at=TODAY, above=upstairs)
    # Two weeks later; the week between is taken.
    assert (found.weeks, found.suggestion) == (2, "sábado 19 de diciembre de 2026, 09:00–12:00")
    made = await agenda.event(await rebooking.rebook(done.act, event, 2, by=SYSTEM, at=TODAY))
    assert (made.status, made.starts_at, made.venue) == ("draft", SATURDAY + 2 * week, venue)
    assert made.notes == (
        "Reprograma la actividad cancelada del sábado 5 de diciembre de 2026, 09:00–12:00."
    )
    assert await statuses(event) == ["cancelled"]


async def test_holidays_are_not_suggested(db: None) -> None:
    week = timedelta(weeks=1)
    christmas = SATURDAY + timedelta(days=13)  # Friday; the 25th and the 1st are off
    event = await planned(starts_at=christmas, ends_at=christmas + HOUR)
    area = msgspec.structs.replace(MORNING, ends_at=SATURDAY + 3 * week)
    done = await called_off(event, area=area)
    (found,) = await rebooking.called_off(done.act, by=SYSTEM, at=TODAY, above=upstairs)
    assert found.weeks == 3


async def test_only_what_a_cluster_called_off_is_rebooked(cast: Cast) -> None:
    event, other = await planned(), await planned()
    done = await called_off(event)
    for act, which, weeks in ((done.act, other, 1), (done.act, event, 7), (event, event, 1)):
        with pytest.raises(NotFound):
            await rebooking.rebook(act, which, weeks, by=SYSTEM, at=TODAY)
    with pytest.raises(NotAllowed):
        await rebooking.called_off(done.act, by=cast.mixco, at=TODAY, above=upstairs)
    await undo.undo(done.act, by=SYSTEM, at=TODAY, above=upstairs)
    with pytest.raises(Conflict):
        await rebooking.rebook(done.act, event, 1, by=SYSTEM, at=TODAY)


async def test_a_button_pressed_twice_rebooks_once(db: None) -> None:
    event = await planned()
    done = await called_off(event)

    async def pressed() -> str:
        try:
            await rebooking.rebook(done.act, event, 1, by=SYSTEM, at=TODAY)
        except Conflict as refusal:
            return refusal.sentence
        return "fine"

    assert sorted(await asyncio.gather(pressed(), pressed())) == [
        "Ya está en la agenda ese día a esa hora.",
        "fine",
    ]
    assert len(await fetch("SELECT FROM event WHERE status = 'draft'")) == 1
