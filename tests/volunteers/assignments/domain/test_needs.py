"""How many people an event needs."""

import pytest

from server.foundation.errors import Invalid, NotAllowed
from tests.support.cast import Cast
from tests.support.events import TODAY, planned
from volunteers.assignments.domain import needs
from volunteers.assignments.domain.needs import Needed


async def test_an_event_needs_one_of_each_unless_somebody_says_otherwise(cast: Cast) -> None:
    event, other = await planned(), await planned()
    assert await needs.needed(event) == Needed(lead=1, assistant=1)
    await needs.state(event, Needed(lead=2, assistant=0), by=cast.pinula, at=TODAY)
    await needs.state(event, Needed(lead=0, assistant=3), by=cast.pinula, at=TODAY)
    told = await needs.needed_by([event, other])
    assert told == {event: Needed(lead=0, assistant=3), other: Needed(lead=1, assistant=1)}


@pytest.mark.parametrize(
    ("need", "fields"),
    [
        (Needed(lead=0, assistant=0), {"lead"}),
        (Needed(lead=-1, assistant=51), {"lead", "assistant"}),
        (Needed(lead=51, assistant=1), {"lead"}),
    ],
)
async def test_numbers_that_make_no_sense_are_refused(
    cast: Cast, need: Needed, fields: set[str]
) -> None:
    event = await planned()
    with pytest.raises(Invalid) as refusal:
        await needs.state(event, need, by=cast.pinula, at=TODAY)
    assert set(refusal.value.fields) == fields
    assert await needs.needed(event) == Needed()


async def test_needs_are_stated_by_those_who_staff_there(cast: Cast) -> None:
    event = await planned()
    with pytest.raises(NotAllowed):
        await needs.state(event, Needed(), by=cast.mixco, at=TODAY)
