"""The database does exactly what the pure waiting list says, whoever does what and when."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.attendance.domain.reserving import seat_book, waiting_list
from events.attendance.domain.reserving.waiting_list import Places
from server.foundation.errors import Conflict
from tests.support.events import TODAY
from tests.support.seats import HOUR, accepted, asked, given_back, taking

Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(("ask", "ask", "accept", "cancel", "wait", "room")),
        st.integers(0, 9),
        st.integers(1, 4),
    ),
    min_size=8,
    max_size=25,
)


@given(history=steps)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.usefixtures("db")
async def test_the_database_keeps_the_law_of_the_waiting_list(history: list[Step]) -> None:
    event, at, codes = await taking(4), TODAY, list[str]()
    for what, pick, number in history:
        at += number * 5 * HOUR if what == "wait" else timedelta(minutes=1)
        before = await seat_book.held(event)
        try:
            await done(what, pick, number, event=event, codes=codes, at=at)
        except Conflict:
            assert await seat_book.held(event) == before
        now = await seat_book.read(event, at=at)
        assert waiting_list.settled(now.room, now.places, at=at) == now.places
        grew = taken(now.places) > taken(before.places)
        assert not grew or taken(now.places) <= now.room.seats


async def done(
    what: str, pick: int, number: int, *, event: UUID, codes: list[str], at: datetime
) -> None:
    """One step of a history."""
    if what == "ask":
        codes.append(await asked(event, number, at=at))
    elif what == "room":
        await taking(number + 3, event=event, at=at)
    elif what == "wait" or not codes:
        await seat_book.advance(at=at)
    else:
        act = accepted if what == "accept" else given_back
        await act(codes[pick % len(codes)], at=at)


def taken(places: Places) -> int:
    """The seats that somebody has."""
    return sum(place.people for place in places if place.status in waiting_list.SEATED)
