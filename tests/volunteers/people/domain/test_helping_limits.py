"""How much and how far somebody helps."""

import pytest

from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from volunteers.people.domain import helping_limits, volunteers
from volunteers.people.domain.helping_limits import Limits


async def test_somebody_sets_limits_and_lifts_them(cast: Cast) -> None:
    ana = await helper()
    me = await volunteers.actor_of(ana)
    said = Limits(most_a_week=2, most_a_month=5, travel_minutes=0)
    kept = "SELECT most_a_week, most_a_month, travel_minutes FROM volunteer"
    await helping_limits.limit(ana, said, by=me, at=LONG_AGO)
    assert tuple((await fetch(kept))[0]) == (2, 5, 0)
    await helping_limits.limit(ana, Limits(), by=cast.pinula, at=LONG_AGO)
    assert tuple((await fetch(kept))[0]) == (None, None, None)


async def test_limits_that_make_no_sense_are_refused(cast: Cast) -> None:
    ana = await helper()
    said = Limits(most_a_week=0, most_a_month=91, travel_minutes=-1)
    with pytest.raises(Invalid) as refused:
        await helping_limits.limit(ana, said, by=cast.pinula, at=LONG_AGO)
    assert list(refused.value.fields) == ["most_a_week", "most_a_month", "travel_minutes"]
    with pytest.raises(NotAllowed):
        await helping_limits.limit(ana, Limits(), by=cast.mixco, at=LONG_AGO)
