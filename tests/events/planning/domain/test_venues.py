"""Venues, and that two events are never in one at the same time unawares."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import agenda, planning, venues
from events.planning.domain.venues import NewVenue
from notifications.domain import upstairs
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, Refusal
from server.foundation.identity import SYSTEM, Actor
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned

HOUR = timedelta(hours=1)
TAKEN = "En «Salón comunal» ya está «Navegar con cuidado»"


async def hall(by: Actor = SYSTEM, **changes: Any) -> UUID:
    new = NewVenue(**{"name": "Salón comunal", "municipality": "0103", **changes})
    return await venues.add(new, by=by, at=TODAY)


async def outcome(plan: Any) -> str:
    try:
        await plan
    except Refusal as refusal:
        who, _colon, _when_and_what_is_free = refusal.sentence.partition(":")
        return who
    return "fine"


async def test_of_two_who_plan_at_once_one_has_the_venue_and_the_other_reads_why(
    db: None,
) -> None:
    venue = await hall()
    told = await asyncio.gather(*(outcome(planned(venue=venue)) for _ in range(2)))
    assert sorted(told) == [TAKEN, "fine"]
    assert len(await fetch("SELECT FROM event")) == 1


async def test_many_at_once_leave_one_event(db: None) -> None:
    venue = await hall()
    told = await asyncio.gather(*(outcome(planned(venue=venue)) for _ in range(8)))
    assert sorted(told) == [TAKEN] * 7 + ["fine"]


async def test_of_two_who_move_into_a_venue_at_once_one_has_it(db: None) -> None:
    venue = await hall()
    events = [await planned(), await planned()]
    moved = msgspec.structs.replace(WORKSHOP, venue=venue)
    told = await asyncio.gather(
        *(
            outcome(planning.change(event, moved, by=SYSTEM, at=TODAY, above=upstairs))
            for event in events
        )
    )
    assert sorted(told) == [TAKEN, "fine"]


@pytest.mark.parametrize(
    ("offset", "told"),
    [
        (timedelta(hours=-3), "fine"),
        (timedelta(hours=-3, seconds=1), TAKEN),
        (timedelta(0), TAKEN),
        (timedelta(hours=3, seconds=-1), TAKEN),
        (timedelta(hours=3), "fine"),
    ],
)
async def test_a_venue_is_free_up_to_the_minute(db: None, offset: timedelta, told: str) -> None:
    venue = await hall()
    await planned(venue=venue)
    starts = SATURDAY + offset
    assert await outcome(planned(venue=venue, starts_at=starts, ends_at=starts + 3 * HOUR)) == told


async def test_a_draft_holds_its_venue_and_a_cancelled_event_does_not(db: None) -> None:
    venue = await hall()
    draft = await planned(venue=venue, published=False)
    assert await outcome(planned(venue=venue)) == TAKEN
    await planning.cancel(draft, "rain", by=SYSTEM, at=TODAY)
    assert await outcome(planned(venue=venue)) == "fine"


async def test_events_without_a_venue_or_in_another_do_not_collide(db: None) -> None:
    told = [
        await outcome(planned()),
        await outcome(planned()),
        await outcome(planned(venue=await hall())),
        await outcome(planned(venue=await hall(name="Otro salón"))),
    ]
    assert told == ["fine"] * 4


async def test_a_reason_lets_two_share_a_venue_and_stays_written(db: None) -> None:
    venue = await hall()
    await planned(venue=venue)
    assert await outcome(planned(venue=venue, venue_overlap_reason=" \n")) == TAKEN
    shared = await planned(venue=venue, venue_overlap_reason="Hay dos salas")
    assert (await agenda.event(shared)).venue_overlap_reason == "Hay dos salas"


async def test_who_shares_a_venue_can_change_words_without_giving_the_reason_again(
    db: None,
) -> None:
    venue = await hall()
    first = await planned(venue=venue)
    second = await planned(venue=venue, venue_overlap_reason="Hay dos salas")
    renamed = msgspec.structs.replace(WORKSHOP, venue=venue, title="Otro")
    for event in (first, second):
        await planning.change(event, renamed, by=SYSTEM, at=TODAY, above=upstairs)
    assert [(await agenda.event(event)).venue_overlap_reason for event in (first, second)] == [
        None,
        "Hay dos salas",
    ]


async def test_the_reason_does_not_move_with_the_event(db: None) -> None:
    venue = await hall()
    await planned(venue=venue)
    shared = await planned(venue=venue, venue_overlap_reason="Hay dos salas")
    moved = msgspec.structs.replace(
        WORKSHOP, venue=venue, starts_at=SATURDAY + HOUR, ends_at=SATURDAY + 2 * HOUR
    )
    with pytest.raises(Conflict):
        await planning.change(shared, moved, by=SYSTEM, at=TODAY, above=upstairs)


async def test_an_event_does_not_collide_with_itself(db: None) -> None:
    venue = await hall()
    event = await planned(venue=venue)
    longer = msgspec.structs.replace(WORKSHOP, venue=venue, ends_at=SATURDAY + 4 * HOUR)
    await planning.change(event, longer, by=SYSTEM, at=TODAY, above=upstairs)
    assert (await agenda.event(event)).ends_at == SATURDAY + 4 * HOUR


async def test_venues_are_listed_by_municipality_and_name(db: None) -> None:
    for name, municipality in (("B", "0103"), ("A", "0103"), ("C", "0108")):
        await hall(name=name, municipality=municipality)
    assert [(site.municipality_name, site.name) for site in await venues.places()] == [
        ("Mixco", "C"),
        ("San José Pinula", "A"),
        ("San José Pinula", "B"),
    ]
    assert [site.name for site in await venues.places({"0108"})] == ["C"]
    assert await venues.places(set()) == []


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": " \n"}, "name"),
    ({"name": "x" * 121}, "name"),
    ({"municipality": "9999"}, "municipality"),
    ({"capacity": 0}, "capacity"),
    ({"capacity": 100_001}, "capacity"),
    ({"latitude": 14.5}, "latitude"),
    ({"longitude": -90.4}, "latitude"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
async def test_a_bad_venue_is_refused_by_field(
    db: None, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await hall(**changes)
    assert list(refusal.value.fields) == [field]
    assert await venues.places() == []


async def test_a_name_is_used_once_in_a_municipality(db: None) -> None:
    await hall()
    with pytest.raises(Conflict, match="Ya hay un lugar con ese nombre"):
        await hall(name=" Salón  comunal")
    await hall(municipality="0108")


async def test_a_coordinator_writes_down_venues_of_their_place(cast: Cast) -> None:
    await hall(by=cast.pinula)
    for stranger in (cast.mixco, cast.evaluator):
        with pytest.raises(NotAllowed):
            await hall(by=stranger, name="Otro")
    rows = await fetch("SELECT actor FROM audit_entry WHERE act = 'venue.added'")
    assert [row["actor"] for row in rows] == ["Paula Pinula"]


async def test_the_database_itself_refuses_a_venue_without_room(db: None) -> None:
    await hall()
    with pytest.raises(Exception, match="venue_capacity_is_positive"):
        await execute("UPDATE venue SET capacity = 0")
