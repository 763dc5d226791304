"""Series in the plan: begun, changed, cut in two and given up."""

from datetime import date, timedelta

import msgspec
import pytest

from events.planning.domain import agenda, planning
from events.planning.domain.draft import as_draft
from events.planning.domain.series import preview as previews
from events.planning.domain.series import reading, saving
from events.planning.domain.series.pattern import DayTime
from events.planning.domain.series.saving import Part
from events.planning.domain.series.wish import Wish
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, new_id
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import SATURDAY, WORKSHOP, planned
from tests.support.series import ABOVE, BEFORE, TUESDAYS, assigned, changed, dates, events, repeated

FOUR = [
    ("0.a", "12-01 09:00"),
    ("1.a", "12-08 09:00"),
    ("2.a", "12-15 09:00"),
    ("3.a", "12-22 09:00"),
]
IN_THE_MIDDLE = SATURDAY + timedelta(days=5)  # the 10th, after two of four


async def acts() -> list[str]:
    return [row["act"] for row in await fetch("SELECT act FROM planning_act ORDER BY id")]


async def test_a_series_is_begun_in_one_act(db: None) -> None:
    series = await repeated()
    assert await dates(series) == FOUR
    assert await acts() == ["series.planned"]
    found = await reading.series(series, at=BEFORE)
    assert (found.events, found.ahead, found.detached, found.municipality_name) == (
        4, 4, 0, "San José Pinula",
    )  # fmt: skip
    assert [one.id for one in await reading.all_series(at=BEFORE, municipalities=["0103"])] == [
        series
    ]
    assert await reading.all_series(at=BEFORE, municipalities=["0108"]) == []


async def test_an_event_that_is_repeated_becomes_part_of_its_series(db: None) -> None:
    event = await planned(published=False, at=BEFORE)
    pattern = msgspec.structs.replace(TUESDAYS, starts_on=date(2026, 12, 5))
    wish = Wish(pattern=pattern, draft=as_draft(await agenda.event(event)))
    series = await saving.start(wish, event, by=SYSTEM, at=BEFORE, above=ABOVE)
    assert len(await dates(series)) == 4
    first = await agenda.event(event)
    assert (first.series, first.occurrence, first.ends_at - first.starts_at) == (
        series, "0.a", timedelta(hours=2),
    )  # fmt: skip


async def test_what_is_cancelled_can_be_the_model_of_a_series(db: None) -> None:
    event = await planned()
    await planning.cancel(event, "rain", by=SYSTEM, at=BEFORE)
    wish = Wish(pattern=TUESDAYS, draft=WORKSHOP)
    series = await saving.start(wish, event, by=SYSTEM, at=BEFORE, above=ABOVE)
    assert (await agenda.event(event)).series is None
    assert await dates(series) == FOUR


async def test_a_series_that_moves_moves_the_same_events(db: None) -> None:
    series = await repeated()
    before = await events(series)
    await changed(series, rule="FREQ=WEEKLY;BYDAY=TH;COUNT=4", starts_on=date(2026, 12, 3))
    assert [moment for _key, moment in await dates(series)] == [
        "12-03 09:00", "12-10 09:00", "12-17 09:00", "12-24 09:00",
    ]  # fmt: skip
    assert await events(series) == before


async def test_twice_a_week_leaves_the_first_day_alone(db: None) -> None:
    series = await repeated()
    before = await events(series)
    await changed(series, rule="FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261222")
    assert [key for key, _when in await dates(series)] == [f"{n}.a" for n in range(7)]
    assert (await events(series))[::2] == before


async def test_a_change_renames_every_event(db: None) -> None:
    series = await repeated()
    await changed(series, title="Otro título")
    rows = await fetch("SELECT DISTINCT title, detached_at FROM event")
    assert [tuple(row) for row in rows] == [("Otro título", None)]
    assert await acts() == ["series.planned", "series.changed"]


async def test_what_was_edited_by_hand_stays_as_it_is(db: None) -> None:
    series = await repeated()
    event = await agenda.event((await events(series))[1])
    again = msgspec.structs.replace(as_draft(event), title="Con invitada")
    await planning.change(event.id, again, by=SYSTEM, at=BEFORE, above=upstairs)
    await changed(series, times=(DayTime(key="a", start="14:00", minutes=60),), title="Sin ella")
    kept = await agenda.event(event.id)
    assert (kept.title, kept.starts_at, kept.detached_at) == (
        "Con invitada",
        event.starts_at,
        BEFORE,
    )
    assert [moment[6:] for _key, moment in await dates(series)] == [
        "14:00",
        "09:00",
        "14:00",
        "14:00",
    ]
    assert (await reading.series(series, at=BEFORE)).detached == 1


async def test_saving_an_event_as_it_is_makes_no_exception(db: None) -> None:
    series = await repeated()
    event = await agenda.event((await events(series))[0])
    await planning.change(event.id, as_draft(event), by=SYSTEM, at=BEFORE, above=upstairs)
    assert (await agenda.event(event.id)).detached_at is None


async def test_this_and_following_go_on_as_a_series_of_their_own(db: None) -> None:
    series = await repeated()
    before = await events(series)
    rest = await changed(series, before[2], title="Segunda parte")
    assert (await dates(series), await dates(rest)) == (FOUR[:2], FOUR[2:])
    assert [*await events(series), *await events(rest)] == before
    found = await reading.series(rest, at=BEFORE)
    assert (found.follows, found.pattern.first_ordinal, found.pattern.starts_on) == (
        series, 2, date(2026, 12, 15),
    )  # fmt: skip
    with pytest.raises(Invalid, match=r"Lo que cambia empieza después del martes 1 de diciembre"):
        await changed(series, before[1], starts_on=date(2026, 12, 1))


async def test_following_may_begin_at_a_date_beside_the_rule(db: None) -> None:
    beside = (date(2026, 12, 10), date(2027, 1, 4))
    series = await repeated(additional=beside)
    found = await events(series)
    with pytest.raises(Conflict, match="Después de esa actividad la regla no tiene más fechas"):
        await changed(series, found[-1], title="Otra")
    rest = await changed(series, found[2], title="Otra")
    assert [key for key, _when in await dates(series)] == ["0.a", "1.a", "+2026-12-10.a"]
    assert [key for key, _when in await dates(rest)] == ["2.a", "3.a", "+2027-01-04.a"]


async def test_a_date_beside_the_rule_that_has_passed_is_not_made_again(db: None) -> None:
    series = await repeated(additional=(date(2026, 12, 3),))
    await changed(series, at=IN_THE_MIDDLE, additional=(date(2026, 12, 3), date(2026, 12, 11)))
    assert [key for key, _when in await dates(series)] == [
        "0.a", "+2026-12-03.a", "1.a", "+2026-12-11.a", "2.a", "3.a",
    ]  # fmt: skip


async def test_following_may_begin_at_an_event_that_left_the_rule(db: None) -> None:
    series = await repeated()
    last = (await events(series))[-1]
    await assigned(last, await helper())
    await changed(series, rule="FREQ=WEEKLY;COUNT=2", starts_on=date(2026, 12, 1))
    assert await dates(series) == [*FOUR[:2], FOUR[3]]
    with pytest.raises(Conflict, match="Después de esa actividad la regla no tiene más fechas"):
        await changed(series, last, title="Otra")


async def test_all_is_all_that_is_to_come(db: None) -> None:
    series = await repeated()
    await changed(series, at=IN_THE_MIDDLE, rule="FREQ=WEEKLY;COUNT=3", title="Ahora así")
    assert await dates(series) == [*FOUR, ("4.a", "12-29 09:00")]
    rows = await fetch("SELECT title FROM event ORDER BY starts_at")
    assert [row["title"] for row in rows] == ["Navegar con cuidado"] * 2 + ["Ahora así"] * 3


async def test_a_shorter_series_drops_drafts_and_calls_off_what_was_published(db: None) -> None:
    series = await repeated()
    last = (await events(series))[-1]
    await planning.publish(last, by=SYSTEM, at=BEFORE, above=upstairs)
    with pytest.raises(Invalid, match="Elegir por qué se cancelan las fechas publicadas"):
        await changed(series, rule="FREQ=WEEKLY;COUNT=2")
    await changed(series, rule="FREQ=WEEKLY;COUNT=2", reason="other")
    assert await dates(series) == FOUR[:2]
    assert (await agenda.event(last)).status == "cancelled"
    assert await fetch("SELECT FROM event WHERE status = 'draft'") != []
    assert len(await events(series)) == 3


async def test_a_series_is_given_up(db: None) -> None:
    series = await repeated()
    await saving.stop(Part(series), "", by=SYSTEM, at=IN_THE_MIDDLE, above=ABOVE)
    assert await dates(series) == FOUR[:2]
    with pytest.raises(Conflict, match="Las fechas de esta serie ya pasaron"):
        await changed(series, at=IN_THE_MIDDLE)


async def test_what_is_not_what_was_seen_is_not_done(db: None) -> None:
    series = await repeated()
    part = Part(series)
    scope = await saving.scope_of(part, by=SYSTEM, at=BEFORE)
    wish = Wish(pattern=scope.rest, draft=msgspec.structs.replace(scope.series.draft, title="Otro"))
    seen = await previews.of_a_change(wish, scope, at=BEFORE, above=ABOVE)
    assert [step.what for step in seen.steps] == ["changed"] * 4
    await planning.cancel((await events(series))[0], "rain", by=SYSTEM, at=BEFORE)
    with pytest.raises(Conflict, match="El plan cambió mientras tanto"):
        await saving.change(part, wish, by=SYSTEM, at=BEFORE, above=ABOVE, seen=seen.fingerprint)
    assert {(await agenda.event(one)).title for one in await events(series)} == {WORKSHOP.title}


async def test_only_who_coordinates_there_may(cast: Cast) -> None:
    series = await repeated()
    wish = Wish(pattern=TUESDAYS, draft=WORKSHOP)
    for doing in (
        saving.start(wish, by=cast.mixco, at=BEFORE, above=ABOVE),
        saving.change(Part(series), wish, by=cast.mixco, at=BEFORE, above=ABOVE),
        saving.stop(Part(series), "", by=cast.mixco, at=BEFORE, above=ABOVE),
    ):
        with pytest.raises(NotAllowed):
            await doing
    assert await dates(series) == FOUR


async def test_a_series_that_is_not_there(db: None) -> None:
    with pytest.raises(NotFound):
        await changed(new_id())
    with pytest.raises(NotFound, match="Esa actividad no es de esta serie"):
        await changed(await repeated(), new_id())
