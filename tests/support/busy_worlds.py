"""Small worlds in which places and people are needed often, and what is needed twice in them."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from hypothesis import strategies as st
from msgspec import Struct

from events.planning.domain.upstairs import Slot
from server.foundation.database import execute, fetch
from tests.support.events import SATURDAY, planned

HALF_HOUR: Final = timedelta(minutes=30)
# San José Pinula, Mixco and Villa Nueva; the roads between them as they ship.
ROADS: Final = {("0103", "0108"): 95, ("0103", "0115"): 80, ("0108", "0115"): 55}
VENUES: Final = {0: "0103", 1: "0103", 2: "0108"}
PEOPLE: Final = range(3)
EXPECTED: Final = {"proposed", "invited", "accepted"}
MAKE_PEOPLE: Final = """
    WITH person AS (
        INSERT INTO account (id, email, name, role, created_at)
        SELECT id, id || '@convoca.test', 'Persona ' || n, 'facilitator', now()
        FROM unnest($1::uuid[]) WITH ORDINALITY p (id, n) ON CONFLICT DO NOTHING RETURNING id)
    INSERT INTO volunteer (id, account, home, languages) SELECT id, id, '0103', '{es}' FROM person
"""
MAKE_VENUES: Final = """
    INSERT INTO venue (id, municipality, name)
    SELECT id, place, 'Lugar ' || n FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY
        AS v (id, place, n) ON CONFLICT DO NOTHING
"""
MAKE_EVENT: Final = """
    INSERT INTO event SELECT (jsonb_populate_record(e, $2::jsonb)).* FROM event e WHERE e.id = $1
"""
ASSIGN: Final = """
    INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)
    VALUES (gen_random_uuid(), $1, $2, 'lead', $3, now(), now())
"""


class Spot(Struct, frozen=True, kw_only=True):
    """Where and when, in half hours after Saturday morning."""

    venue: int | None
    municipality: str
    starts: int
    lasts: int
    virtual: bool = False

    @property
    def ends(self) -> int:
        return self.starts + self.lasts


class World(Struct, frozen=True, kw_only=True):
    """Events by number, who is at which of them, and the slots that are asked about."""

    spots: list[Spot]
    cancelled: frozenset[int]
    places: dict[tuple[int, int], str]  # person, event → status
    asked: list[tuple[int | None, Spot]]


@st.composite
def spots(draw: st.DrawFn) -> Spot:
    venue = draw(st.sampled_from([None, *VENUES]))
    virtual = venue is None and draw(st.booleans())
    return Spot(
        venue=venue,
        municipality=VENUES[venue]
        if venue is not None
        else draw(st.sampled_from(["0103", "0115"])),
        starts=draw(st.integers(0, 14)),
        lasts=draw(st.integers(1, 6)),
        virtual=virtual,
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    here = draw(st.lists(spots(), min_size=1, max_size=6))
    numbers = st.integers(0, len(here) - 1)
    statuses = st.sampled_from([*sorted(EXPECTED), "attended", "declined"])
    who = st.tuples(st.sampled_from(list(PEOPLE)), numbers)
    return World(
        spots=here,
        cancelled=draw(st.frozensets(numbers, max_size=1)),
        places=draw(st.dictionaries(who, statuses, max_size=10)),
        asked=draw(st.lists(st.tuples(st.none() | numbers, spots()), max_size=5)),
    )


def needed_twice(world: World) -> Iterator[tuple[int, str, str, int, int]]:
    """By trying everything: slot, what, who, the other event and the minutes that lack."""
    times = Counter(event for event, _spot in world.asked)
    alone = {event: spot for event, spot in world.asked if times[event] == 1}
    now = {n: alone.get(n, spot) for n, spot in enumerate(world.spots) if n not in world.cancelled}
    for slot, (event, spot) in enumerate(world.asked):
        for number, other in now.items():
            if number == event:
                continue
            if spot.venue is not None and spot.venue == other.venue and _overlap(spot, other):
                yield slot, "venue", f"Lugar {spot.venue + 1}", number, 0
            for person in PEOPLE:
                if event is None or world.places.get((person, event)) not in EXPECTED:
                    continue
                if world.places.get((person, number)) in EXPECTED | {"attended"}:
                    yield from _of_a_person(slot, person, spot, number, other)


def _of_a_person(
    slot: int, person: int, spot: Spot, number: int, other: Spot
) -> Iterator[tuple[int, str, str, int, int]]:
    name = f"Persona {person + 1}"
    if _overlap(spot, other):
        yield slot, "person", name, number, 0
        return
    gap = 30 * max(other.starts - spot.ends, spot.starts - other.ends)
    if gap < (takes := _journey(spot, other)):
        yield slot, "travel", name, number, takes - gap


def _overlap(one: Spot, other: Spot) -> bool:
    return bool(set(range(one.starts, one.ends)) & set(range(other.starts, other.ends)))


def _journey(one: Spot, other: Spot) -> int:
    if one.virtual or other.virtual:
        return 0
    if one.municipality != other.municipality:
        first, second = sorted([one.municipality, other.municipality])
        return ROADS[first, second]
    return 15 if None not in {one.venue, other.venue} and one.venue != other.venue else 0


def event_id(number: int) -> UUID:
    return UUID(int=1000 + number)


def venue_id(number: int | None) -> UUID | None:
    return None if number is None else UUID(int=2000 + number)


def slots(world: World) -> list[Slot]:
    """The slots as the house asks about them."""
    return [
        Slot(
            event=None if event is None else event_id(event), virtual=spot.virtual,
            municipality=spot.municipality, venue=venue_id(spot.venue), **_times(spot),
        )
        for event, spot in world.asked
    ]  # fmt: skip


async def build(world: World) -> None:
    """Write the world down, in place of the one before."""
    await execute("DELETE FROM assignment")
    await execute("DELETE FROM event")
    await execute(MAKE_PEOPLE, [UUID(int=3000 + n) for n in PEOPLE])
    await execute(MAKE_VENUES, [venue_id(n) for n in VENUES], list(VENUES.values()))
    model = await planned(published=False)
    for number, spot in enumerate(world.spots):
        columns = msgspec.json.encode(_columns(world, number, spot)).decode()
        await execute(MAKE_EVENT, model, columns)
    await execute("DELETE FROM event WHERE id = $1", model)
    for (person, number), status in world.places.items():
        await fetch(ASSIGN, event_id(number), UUID(int=3000 + person), status)


def _columns(world: World, number: int, spot: Spot) -> dict[str, Any]:
    off = number in world.cancelled
    return {
        "id": event_id(number), "uid": f"{number}@test", "venue": venue_id(spot.venue),
        "municipality": spot.municipality, "venue_overlap_reason": "a world of its own",
        "modality": "virtual" if spot.virtual else "in_person", "meeting_url": "https://meet.test",
        "status": "cancelled" if off else "draft", "cancellation_reason": "rain" if off else None,
        **_times(spot),
    }  # fmt: skip


def _times(spot: Spot) -> dict[str, Any]:
    return {
        "starts_at": SATURDAY + spot.starts * HALF_HOUR,
        "ends_at": SATURDAY + spot.ends * HALF_HOUR,
    }
