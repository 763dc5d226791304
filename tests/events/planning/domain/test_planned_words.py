"""What an event is called and about, as it was written down and as the public reads it."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from events.planning.domain import agenda, planning
from notifications.domain import upstairs
from server.foundation.database import execute
from server.foundation.identity import SYSTEM
from tests.support.events import TODAY, WORKSHOP, planned

LATER = TODAY + timedelta(hours=1)


async def test_topics_and_audiences_are_replaced(db: None) -> None:
    event = await planned(topics=("trafficking", "trafficking"))
    changed = msgspec.structs.replace(
        WORKSHOP, topics=("legal-context",), audiences=("teachers", "teachers")
    )
    await planning.change(event, changed, by=SYSTEM, at=LATER, above=upstairs)
    after = await agenda.event(event)
    assert (after.topics, after.audiences, after.minors, after.discreet) == (
        ["legal-context"],
        ["teachers"],
        False,
        False,
    )


CHOSEN = [
    ({}, ""),
    ({"topics": ("trafficking",)}, ""),
    ({"public_title": "Una tarde"}, "Una tarde"),
    ({"public_title": "Taller"}, "Taller"),
    ({"topics": ("trafficking",), "public_title": "Navegar con cuidado"}, "Navegar con cuidado"),
]


@pytest.mark.parametrize(("changes", "chosen"), CHOSEN)
async def test_a_public_title_is_somebodys_choice_or_follows_the_topics(
    db: None, changes: dict[str, Any], chosen: str
) -> None:
    event = await agenda.event(await planned(**changes))
    assert event.chosen_title == chosen


async def test_a_title_of_several_lines_becomes_one(db: None) -> None:
    event = await agenda.event(await planned(title="Navegar\r\ncon cuidado", public_title="A\nB"))
    assert (event.title, event.public_title) == ("Navegar con cuidado", "A B")


async def test_a_published_event_says_since_when(db: None) -> None:
    event = await planned(published=False)
    with pytest.raises(Exception, match="event_shown_was_published"):
        await execute("UPDATE event SET status = 'published' WHERE id = $1", event)
