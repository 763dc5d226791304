"""Reading what is planned."""

from datetime import timedelta
from uuid import UUID

import pytest

from events.planning.domain import agenda, venues
from server.foundation.errors import NotFound
from server.foundation.identity import SYSTEM, new_id
from server.foundation.translation import speaking
from tests.support.events import SATURDAY, TODAY, planned

HOUR = timedelta(hours=1)


async def at(hours: int, *, municipality: str = "0103") -> UUID:
    """An event of one hour, so many hours after nine."""
    starts = SATURDAY + hours * HOUR
    return await planned(starts_at=starts, ends_at=starts + HOUR, municipality=municipality)


async def test_an_event_is_read_in_the_readers_language(db: None) -> None:
    event = await planned()
    assert (await agenda.event(event)).kind_name == "Taller"
    with speaking("en"):
        read = await agenda.event(event)
    assert (read.kind_name, read.municipality_name, read.project_slug) == (
        "Workshop",
        "San José Pinula",
        "general",
    )


async def test_an_unknown_event_is_not_found(db: None) -> None:
    with pytest.raises(NotFound, match="Esta actividad no existe"):
        await agenda.event(new_id())


async def test_events_are_read_by_time(db: None) -> None:
    late, early = await at(2), await at(0)
    assert [event.id for event in await agenda.events([late, early, new_id()])] == [early, late]
    assert await agenda.events([]) == []


async def test_what_overlaps_a_span_is_in_it(db: None) -> None:
    before, within, after = await at(-1), await at(0), await at(1)
    start, end = SATURDAY, SATURDAY + HOUR
    assert [event.id for event in await agenda.between(start, end)] == [within]
    wide = await agenda.between(start - timedelta(minutes=1), end + timedelta(minutes=1))
    assert [event.id for event in wide] == [before, within, after]


async def test_a_span_can_be_of_some_municipalities(db: None) -> None:
    mixco = await at(0, municipality="0108")
    await at(0)
    start, end = SATURDAY, SATURDAY + HOUR
    found = await agenda.between(start, end, municipalities={"0108"})
    assert [event.id for event in found] == [mixco]
    assert await agenda.between(start, end, municipalities=[]) == []


async def test_pages_follow_each_other_without_gap_or_repetition(db: None) -> None:
    made = [await at(hours) for hours in (0, 0, 0, 1, 2)]
    found: list[UUID] = []
    after = None
    while True:
        page = await agenda.page(SATURDAY, SATURDAY + 9 * HOUR, after=after, most=2)
        found += [event.id for event in page.events]
        if page.next is None:
            break
        assert len(page.events) == 2
        assert "+" not in page.next
        after = (page.events[-1].starts_at, page.events[-1].id)
    assert found == made


async def test_a_full_last_page_is_the_last(db: None) -> None:
    await at(0)
    await at(1)
    page = await agenda.page(SATURDAY, SATURDAY + 9 * HOUR, most=2)
    assert (len(page.events), page.next) == (2, None)


@pytest.mark.parametrize("confidential", ["confidential", ""])
async def test_a_confidential_place_is_told_to_helpers_only(db: None, confidential: str) -> None:
    new = venues.NewVenue(
        name="Casa Amarilla",
        municipality="0103",
        address="Calle 1",
        confidential=bool(confidential),
    )
    venue = await venues.add(new, by=SYSTEM, at=TODAY)
    event = await agenda.event(await planned(venue=venue))
    assert event.place == "Casa Amarilla, Calle 1, San José Pinula"
    assert event.public_place == (
        "San José Pinula" if confidential else "Casa Amarilla, San José Pinula"
    )


async def test_without_a_venue_the_municipality_is_the_place(db: None) -> None:
    event = await agenda.event(await planned())
    assert (event.place, event.public_place) == ("San José Pinula", "San José Pinula")
