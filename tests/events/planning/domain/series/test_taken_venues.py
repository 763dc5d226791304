"""Where the venue is taken, or somebody of the team is elsewhere."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from events.planning.domain import agenda
from events.planning.domain.series import preview as previews
from events.planning.domain.series import saving
from events.planning.domain.series.pattern import DayTime
from events.planning.domain.series.saving import Part
from events.planning.domain.series.wish import Preview, Wish
from events.planning.domain.venues import NewVenue, add
from server.foundation.errors import Invalid
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, WORKSHOP, planned
from tests.support.series import ABOVE, BEFORE, TUESDAYS, assigned, changed, dates, events, repeated

SECOND_TUESDAY = SATURDAY + timedelta(days=3)
NINE, TEN = (DayTime(key="a", start=hour, minutes=120) for hour in ("09:00", "10:00"))


async def hall() -> UUID:
    return await add(NewVenue(name="Salón", municipality="0103"), by=SYSTEM, at=BEFORE)


async def taken_hall(**changes: Any) -> UUID:
    """A venue that another event has on the second Tuesday."""
    venue = await hall()
    hours = {"starts_at": SECOND_TUESDAY, "ends_at": SECOND_TUESDAY + timedelta(hours=1)}
    await planned(venue=venue, title="Asamblea", **{**hours, **changes})
    return venue


async def preview_of(series: UUID, **changes: Any) -> Preview:
    scope = await saving.scope_of(Part(series), by=SYSTEM, at=BEFORE)
    pattern = scope.rest
    for name, value in changes.items():
        pattern = type(pattern)(**{**_fields(pattern), name: value})
    wish = Wish(pattern=pattern, draft=scope.series.draft)
    return await previews.of_a_change(wish, scope, at=BEFORE, above=ABOVE)


def _fields(pattern: Any) -> dict[str, Any]:
    return {name: getattr(pattern, name) for name in pattern.__struct_fields__}


async def test_a_taken_venue_is_named_and_asked_about(db: None) -> None:
    venue = await taken_hall()
    with pytest.raises(Invalid, match="Elegir qué hacer donde el lugar está ocupado"):
        await repeated(venue=venue)
    with pytest.raises(Invalid, match="Elegir una de las opciones"):
        await repeated(venue=venue, taken="steal")
    with pytest.raises(Invalid, match="por qué se puede compartir"):
        await repeated(venue=venue, taken="share")


async def test_taken_dates_can_be_left_out(db: None) -> None:
    series = await repeated(venue=await taken_hall(), taken="skip")
    assert [key for key, _when in await dates(series)] == ["0.a", "2.a", "3.a"]


async def test_taken_dates_can_be_without_a_venue(db: None) -> None:
    venue = await taken_hall()
    series = await repeated(venue=venue, taken="without")
    found = await agenda.events(await events(series))
    assert [event.venue for event in found] == [venue, None, venue, venue]


async def test_taken_dates_can_share_the_venue(db: None) -> None:
    series = await repeated(venue=await taken_hall(), taken="share", sharing="Hay dos salas")
    found = await agenda.events(await events(series))
    assert [event.venue_overlap_reason for event in found] == [None, "Hay dos salas", None, None]


async def test_an_event_that_cannot_move_stays(db: None) -> None:
    venue = await taken_hall(
        starts_at=SECOND_TUESDAY + timedelta(hours=2), ends_at=SECOND_TUESDAY + timedelta(hours=3)
    )
    series = await repeated(venue=venue)
    await changed(series, times=(TEN,), taken="skip")
    assert [moment[6:] for _key, moment in await dates(series)] == [
        "10:00",
        "09:00",
        "10:00",
        "10:00",
    ]


async def test_who_helps_moves_along_unless_they_are_elsewhere(db: None) -> None:
    series, ana = await repeated(), await helper()
    second, third = (await events(series))[1:3]
    later: dict[str, Any] = {"starts_at": SECOND_TUESDAY + timedelta(hours=2.5), "title": "Otra"}
    other = await planned(ends_at=SECOND_TUESDAY + timedelta(hours=4), **later)
    for event in (second, third, other):
        await assigned(event, ana)
    preview = await preview_of(series, times=(TEN,))
    assert [(s.what, s.key, s.helpers, s.why) for s in preview.steps] == [
        ("moved", "0.a", 0, ""), ("kept", "1.a", 1, "busy"), ("moved", "2.a", 1, ""),
        ("moved", "3.a", 0, ""),
    ]  # fmt: skip


async def test_events_may_take_each_others_places(db: None) -> None:
    times = (NINE, DayTime(key="b", start="14:00", minutes=120))
    series = await repeated(venue=await hall(), times=times)
    before = await events(series)
    swapped = tuple(
        DayTime(key=one.key, start=other.start, minutes=120)
        for one, other in zip(times, times[::-1], strict=True)
    )
    await changed(series, times=swapped)
    assert [key for key, _when in (await dates(series))[:2]] == ["0.b", "0.a"]
    assert {(await agenda.event(one)).venue for one in before} != {None}
    await changed(series, starts_on=TUESDAYS.starts_on + timedelta(days=7))
    assert [moment[:5] for _key, moment in await dates(series)][::2] == [
        "12-08", "12-15", "12-22", "12-29",
    ]  # fmt: skip


async def test_who_helps_on_every_date_is_not_in_their_own_way(db: None) -> None:
    series, ana = await repeated(), await helper()
    for event in await events(series):
        await assigned(event, ana)
    preview = await preview_of(series, starts_on=TUESDAYS.starts_on + timedelta(days=7))
    assert [(step.what, step.helpers) for step in preview.steps] == [("moved", 1)] * 4
    assert WORKSHOP.venue is None
