"""An event that people registered for is not taken from under them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from events.planning.domain.deeds import Change
from events.planning.domain.series.regeneration import Existing, regenerate
from events.planning.domain.undoable import obstacle
from events.planning.domain.upstairs import Hold
from notifications.domain import upstairs
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.seats import asked, given_back, taking


@pytest.mark.usefixtures("db")
async def test_who_registered_keeps_an_event_until_they_cancel() -> None:
    event = await taking()
    assert await upstairs.holds([event, await planned()]) == {}
    code = await asked(event)
    assert await upstairs.holds([event]) == {event: Hold(seats=1)}
    await given_back(code)
    assert await upstairs.holds([event]) == {}


@pytest.mark.parametrize(
    ("hold", "becomes"), [(Hold(seats=1), ("kept", "seats")), (Hold(), ("dropped", ""))]
)
def test_a_series_does_not_drop_what_people_registered_for(
    hold: Hold, becomes: tuple[str, str]
) -> None:
    was = Existing(
        event=uuid4(), key="1.a", starts_at=SATURDAY, ends_at=SATURDAY + timedelta(hours=1),
        status="draft", hold=hold,
    )  # fmt: skip
    assert [(step.what, step.why) for step in regenerate([was], [], at=TODAY)] == [becomes]


def test_planning_an_event_is_not_undone_once_people_registered() -> None:
    now = {"title": "Taller", "starts_at": "2026-12-05T15:00:00Z"}
    made = Change(id=uuid4(), act=uuid4(), event=uuid4(), before=None, after=now)
    assert obstacle(made, now, Hold(), shown=False) is None
    said = obstacle(made, now, Hold(seats=1), shown=False)
    assert said == "«Taller» ya tiene inscripciones: se puede cancelar."
