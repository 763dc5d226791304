"""One event in a venue at a time, whoever writes it and however many move at once."""

from datetime import timedelta
from uuid import UUID

import pytest
from asyncpg import ExclusionViolationError

from events.planning.domain import agenda, venues
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, planned

HOUR = timedelta(hours=1)
COPY = """
    INSERT INTO event SELECT (jsonb_populate_record(e, to_jsonb(e) || jsonb_build_object(
        'id', gen_random_uuid(), 'uid', gen_random_uuid(), 'venue_overlap_reason', $2::text,
        'starts_at', e.starts_at + $3::interval, 'ends_at', e.ends_at + $3::interval))).*
    FROM event e WHERE e.id = $1
"""


async def hall(name: str = "Salón") -> UUID:
    return await venues.add(venues.NewVenue(name=name, municipality="0103"), by=SYSTEM, at=TODAY)


async def test_what_goes_past_our_code_is_refused_by_the_database(db: None) -> None:
    event = await planned(venue=await hall())
    with pytest.raises(ExclusionViolationError, match="event_has_its_venue_to_itself"):
        await execute(COPY, event, None, 2 * HOUR)
    await execute(COPY, event, None, 3 * HOUR)
    await execute(COPY, event, "Hay dos salas", HOUR)
    assert len(await fetch("SELECT FROM event")) == 3


async def test_moving_into_a_taken_venue_past_our_code_is_refused_too(db: None) -> None:
    room = await hall()
    await planned(venue=room)
    other = await planned()
    with pytest.raises(ExclusionViolationError):
        await execute("UPDATE event SET venue = $2 WHERE id = $1", other, room)


async def test_a_reason_that_was_not_needed_is_not_kept(db: None) -> None:
    alone = await planned(venue=await hall(), venue_overlap_reason="Por si acaso")
    assert (await agenda.event(alone)).venue_overlap_reason is None


async def test_a_reason_that_was_needed_is_on_record(db: None) -> None:
    room = await hall()
    await planned(venue=room)
    shared = await planned(venue=room, venue_overlap_reason="Hay dos salas")
    (row,) = await fetch(
        "SELECT c.after->>'venue_overlap_reason' AS reason, p.name FROM event_change c"
        " JOIN planning_act p ON p.id = c.act WHERE c.event = $1 AND p.act = 'event.planned'",
        shared,
    )
    assert (row["reason"], row["name"]) == ("Hay dos salas", SYSTEM.name)


async def test_who_comes_too_late_reads_what_is_free(db: None) -> None:
    room = await hall()
    await planned(venue=room)
    with pytest.raises(Conflict) as refused:
        await planned(venue=room, starts_at=SATURDAY + HOUR, ends_at=SATURDAY + 2 * HOUR)
    assert refused.value.sentence == (
        "En «Salón» ya está «Navegar con cuidado»: sábado 5 de diciembre de 2026, 09:00–12:00."
        " Está libre: ese día, 12:00–13:00; ese día, 08:00–09:00; dom 6 dic, 10:00–11:00;"
        " vie 4 dic, 10:00–11:00; lun 7 dic, 10:00–11:00."
    )
