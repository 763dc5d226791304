"""Each municipality is asked what it got, those that got nothing too."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from events.outreach.domain.equity.equity import equity
from events.outreach.domain.equity.rates import Equity
from events.outreach.domain.questions import Question
from server.foundation.errors import NotAllowed
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.registers import AFTER, held, march, tallied

ZONE = "America/Guatemala"
FIRST_QUARTER = Question(zone=ZONE, first=date(2026, 1, 1), last=date(2026, 3, 31))


async def asked(question: Question = FIRST_QUARTER, by: Any = SYSTEM) -> dict[str, Equity]:
    return {place.name: place for place in await equity(question, by=by, at=AFTER)}


async def test_every_municipality_is_there_with_its_quarter_and_the_one_before(db: None) -> None:
    await march()
    earlier = await held(datetime(2025, 11, 8, 15, 0, tzinfo=UTC), municipality="0108")
    await tallied(earlier, 20)
    found = await asked()
    assert len(found) == 6
    assert list(found)[-2:] == ["Mixco", "San José Pinula"]
    assert found["Mixco"] == Equity(
        municipality="0108",
        name="Mixco",
        population=465_773,
        events=1,
        contacts=4,
        events_before=1,
        contacts_before=20,
    )
    amatitlan = found["Amatitlán"]
    assert (amatitlan.events, amatitlan.contacts, amatitlan.events_before) == (0, 0, 0)


async def test_a_question_without_an_end_is_compared_with_nothing(db: None) -> None:
    found = await asked(Question(zone=ZONE, places=("0108", "0103")))
    assert sorted(found) == ["Mixco", "San José Pinula"]
    assert found["Mixco"].contacts_before is None


async def test_a_coordinator_asks_about_their_own_municipality(cast: Cast) -> None:
    await march()
    assert list(await asked(by=cast.pinula)) == ["San José Pinula"]
    mixco = Question(zone=ZONE, municipality="0108")
    assert list(await asked(mixco, cast.evaluator)) == ["Mixco"]
    with pytest.raises(NotAllowed):
        await asked(mixco, cast.pinula)
