"""What is offered in place of a slot that is taken: free, and nearest."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from events.planning.domain import alternatives, conflicts, days_off, venues
from events.planning.domain.alternatives import Offer
from events.planning.domain.occupancy import occupied
from events.planning.domain.upstairs import Clash, Slot
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, WORKSHOP, planned

ZONE = "America/Guatemala"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SLOT = Slot(
    event=None, municipality="0103", venue=None, starts_at=SATURDAY, ends_at=SATURDAY + 3 * HOUR
)
Busy = list[tuple[datetime, datetime]]
# Half hours around the Saturday, on which most of it is decided.
BUSY = st.lists(
    st.tuples(st.integers(-48 * 3, 48 * 3), st.integers(1, 40)).map(
        lambda span: (
            SATURDAY + span[0] * HOUR / 2,
            SATURDAY + (span[0] + span[1]) * HOUR / 2,
        )
    ),
    max_size=12,
)


def is_free(starts: datetime, busy: Busy, lasts: timedelta) -> bool:
    return all(ends <= starts or begins >= starts + lasts for begins, ends in busy)


async def offered(slot: Slot, busy: Busy, at: datetime) -> dict[str, list[Offer]]:
    async def taken(slots: Sequence[Slot]) -> list[Clash]:
        lasts = slot.ends_at - slot.starts_at
        return [
            Clash(
                slot=number, what="person", who="Ana", event=UUID(int=1), title="Taller",
                municipality_name="Mixco", starts_at=SATURDAY, ends_at=SATURDAY, zone=ZONE,
            )
            for number, one in enumerate(slots)
            if not is_free(one.starts_at, busy, lasts)
        ]  # fmt: skip

    offers = await alternatives.nearest(slot, taken, zone=ZONE, at=at)
    return {how: [one for one in offers if one.how == how] for how in ("hour", "day", "venue")}


def hours_of_the_day() -> list[datetime]:
    """Every half hour from which three hours fit between seven and nine in the evening."""
    first = datetime(2026, 12, 5, 7, tzinfo=ZoneInfo(ZONE))
    return [first + n * HOUR / 2 for n in range(23)]


def same_hour() -> list[datetime]:
    """Nine o'clock of the days around that nobody has off."""
    around = [SATURDAY + n * DAY for n in range(-21, 22)]
    return [t for t in around if days_off.holiday(t.astimezone(ZoneInfo(ZONE)).date()) is None]


@given(busy=BUSY, early=st.integers(-72, 12))
@settings(deadline=None)
async def test_all_that_is_offered_is_free_and_the_nearest_is_never_skipped(
    busy: Busy, early: int
) -> None:
    at = SATURDAY + early * HOUR
    offers = await offered(SLOT, busy, at)
    for how, among in (("hour", hours_of_the_day()), ("day", same_hour())):
        free = [t for t in among if t != SATURDAY and t >= at and is_free(t, busy, 3 * HOUR)]
        nearest = min((abs(t - SATURDAY) for t in free), default=None)
        starts = [one.starts_at for one in offers[how]]
        assert set(starts) <= set(free)
        assert [abs(t - SATURDAY) for t in starts[:1]] == ([] if nearest is None else [nearest])
        assert starts == sorted(starts, key=lambda t: abs(t - SATURDAY))
        assert len(starts) <= alternatives.MOST


def test_where_nothing_is_free_nothing_is_said() -> None:
    assert alternatives.spoken([]) == ""


async def test_nobody_is_sent_to_work_at_christmas() -> None:
    eve = datetime(2026, 12, 24, 15, tzinfo=UTC)
    slot = msgspec.structs.replace(SLOT, starts_at=eve, ends_at=eve + HOUR)
    days = [one.day for one in (await offered(slot, [], eve))["day"]]
    assert (days[0], days_off.holiday(date(2026, 12, 25)) is not None) == ("2026-12-26", True)


async def test_what_lasts_for_days_is_offered_whole() -> None:
    slot = msgspec.structs.replace(SLOT, ends_at=SATURDAY + 30 * HOUR)
    offers = await offered(slot, [], SATURDAY)
    assert offers["hour"] == []
    assert offers["day"][0].value == "2026-12-06|09:00|2026-12-07T15:00|"
    assert offers["day"][0].last_day == "2026-12-07"


async def room(name: str, capacity: int | None, **more: object) -> UUID:
    described = {"name": name, "municipality": "0103", "capacity": capacity, **more}
    return await venues.add(msgspec.convert(described, venues.NewVenue), by=SYSTEM, at=TODAY)


async def test_other_venues_are_free_large_enough_and_as_accessible(db: None) -> None:
    here = await room("Salón", 60, step_free=True)
    await room("Chico", 30, step_free=True)
    await room("Con gradas", 70)
    await room("Enorme", 500, step_free=True)
    await room("Parecido", 50, step_free=True)
    await room("En Mixco", 60, step_free=True, municipality="0108")
    full = await room("Ocupado", 60, step_free=True)
    for taken in (here, full):
        await planned(venue=taken)
    draft = msgspec.structs.replace(WORKSHOP, venue=here, capacity=40)
    slot = conflicts.slot_of(draft)
    offers = await alternatives.nearest(slot, occupied, zone=ZONE, at=TODAY, capacity=40)
    assert [one.label for one in offers if one.how == "venue"] == [
        "A esa hora en «Parecido»",
        "A esa hora en «Enorme»",
    ]
    assert (
        alternatives.spoken(offers[:2]) == "Está libre: ese día, 12:00–15:00; ese día, 15:00–18:00."
    )
