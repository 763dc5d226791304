"""To which event stray lines may belong: one whose door was open then, not just any."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from events.attendance.domain.review import inbox_homes
from events.attendance.domain.review.inbox_homes import Home, Origin
from events.planning.domain import planning
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import SATURDAY, planned

HERE, THERE = UUID(int=1), UUID(int=2)
ORIGIN = Origin(UUID(int=9), "0103", HERE)


def home(number: int, *, hours: int = 0, venue: UUID | None = None, place: str = "0103") -> Home:
    """An event of two hours."""
    start = SATURDAY + timedelta(hours=hours)
    return Home(
        id=UUID(int=number), title="Foro", starts_at=start, ends_at=start + timedelta(hours=2),
        zone="America/Guatemala", municipality=place, venue=venue, status="published",
    )  # fmt: skip


def at(minutes: int) -> list[datetime]:
    return [SATURDAY, SATURDAY + timedelta(minutes=minutes)]


def test_the_same_venue_speaks_most_for_an_event() -> None:
    near, same = home(3, hours=0, venue=THERE), home(4, hours=-1, venue=HERE)
    assert inbox_homes.likely(ORIGIN, at(20), [near, same]) == same
    assert inbox_homes.likely(ORIGIN, at(20), [near]) == near


def test_an_event_must_have_been_open_at_every_moment_and_in_the_same_municipality() -> None:
    assert inbox_homes.likely(ORIGIN, at(151), [home(3)]) is None
    assert inbox_homes.likely(ORIGIN, at(150), [home(3)]) == home(3)
    assert inbox_homes.likely(ORIGIN, at(20), [home(3, place="0108")]) is None


@pytest.mark.usefixtures("db")
async def test_a_coordinator_is_offered_their_own_events_of_those_days(cast: Cast) -> None:
    here = await planned()
    hours = {"starts_at": SATURDAY - timedelta(hours=6), "ends_at": SATURDAY - timedelta(hours=4)}
    closed = await planned(title="Foro", **hours)  # type: ignore[arg-type]  # no title is a bool
    await planning.close(closed, by=SYSTEM, at=SATURDAY)
    await planned(municipality="0108", title="En otro municipio")
    await planned(published=False, title="Sin anunciar")
    origin = Origin(here, "0103", None)
    found = await inbox_homes.around(origin, at(20), by=cast.pinula)
    assert [(event.id, event.status) for event in found] == [(closed, "closed")]
    assert len(await inbox_homes.around(origin, at(20), by=cast.admin)) == 2
