"""What an event may not become once people were recorded at it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import agenda, planning
from events.planning.domain.draft import as_draft
from events.planning.domain.upstairs import Hold, Upstairs
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import SYSTEM, Actor
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.programmes import project

NEW_YEAR = timedelta(days=30)


class Register:
    """As much of the rooms above as is asked: every event has so many lines."""

    def __init__(self, lines: int) -> None:
        self.lines = lines

    async def holds(self, events: Collection[UUID]) -> Mapping[UUID, Hold]:
        return {event: Hold(lines=self.lines) for event in events if self.lines}

    async def release(self, events: Collection[UUID], *, by: Actor, at: datetime) -> None:
        """Nobody helps at any."""


def recorded(lines: int) -> Upstairs:
    """The rooms above with a register of so many lines."""
    return cast(Upstairs, Register(lines))


async def changed(event: UUID, above: Upstairs, **changes: Any) -> dict[str, str]:
    """What refuses these changes."""
    draft = msgspec.structs.replace(as_draft(await agenda.event(event)), **changes)
    try:
        await planning.change(event, draft, by=SYSTEM, at=TODAY, above=above)
    except Invalid as refusal:
        return refusal.fields
    return {}


def later(by: timedelta) -> dict[str, datetime]:
    return {"starts_at": SATURDAY + by, "ends_at": SATURDAY + by + timedelta(hours=3)}


async def test_people_recorded_keep_an_event_in_its_project(db: None) -> None:
    await project("paz")
    event = await planned()
    assert await changed(event, recorded(1), project="paz") == {
        "project": "Ya hay personas registradas: la actividad se queda en su proyecto."
    }
    assert (await agenda.event(event)).project_slug == "general"
    assert await changed(event, recorded(0), project="paz") == {}


async def test_people_recorded_keep_an_event_in_its_period(db: None) -> None:
    event = await planned()
    assert await changed(event, recorded(1), **later(NEW_YEAR)) == {
        "starts_at": "Ya hay personas registradas: la actividad se queda en su período de conteo."
    }
    assert await changed(event, recorded(1), **later(timedelta(days=7))) == {}
    assert await changed(event, recorded(0), **later(NEW_YEAR)) == {}


async def test_what_took_place_is_closed_and_not_called_off(db: None) -> None:
    event = await planned()
    with pytest.raises(Conflict, match=r"hay 2 líneas en su registro: cerrarla"):
        await planning.cancel(event, "rain", by=SYSTEM, at=SATURDAY, above=recorded(2))
    assert (await agenda.event(event)).status == "published"
    await planning.cancel(event, "rain", by=SYSTEM, at=SATURDAY, above=recorded(0))
    assert (await agenda.event(event)).status == "cancelled"


async def test_who_came_early_does_not_keep_an_event_from_being_called_off(db: None) -> None:
    event = await planned()
    early = SATURDAY - timedelta(minutes=10)
    await planning.cancel(event, "rain", by=SYSTEM, at=early, above=recorded(2))
    assert (await agenda.event(event)).status == "cancelled"
