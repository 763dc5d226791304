"""What others did while somebody had an event's form open."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from events.planning.domain import agenda, meanwhile, planning
from events.planning.domain.draft import as_draft
from events.planning.domain.event import Material
from notifications.domain import upstairs
from server.foundation.identity import Actor
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.programmes import project

HOUR = timedelta(hours=1)


async def change(event: UUID, by: Actor, hours: int, **changes: Any) -> None:
    draft = msgspec.structs.replace(as_draft(await agenda.event(event)), **changes)
    await planning.change(event, draft, by=by, at=TODAY + hours * HOUR, above=upstairs)


async def test_the_last_who_changed_it_and_the_first_version_are_told(cast: Cast) -> None:
    event = await planned(
        cost=Decimal("12.50"), materials=(Material(label="Guía"),), kind="film-forum",
        details={"film": "Ixcanul"}, capacity=10,
    )  # fmt: skip
    opened = await agenda.event(event)
    await project("paz")
    await change(event, cast.pinula, 1, title="Uno", starts_at=SATURDAY - HOUR)
    await change(
        event, cast.admin, 2, title="Dos", project="paz", cost=None, topics=(), materials=()
    )
    found = await meanwhile.since(opened.changed_at, await agenda.event(event))
    assert found is not None
    assert (found.who, found.at) == ("Alba Admin", TODAY + 2 * HOUR)
    assert as_draft(found.before) == as_draft(opened)


async def test_nothing_is_told_when_nothing_happened(cast: Cast) -> None:
    event = await agenda.event(await planned(published=False))
    assert await meanwhile.since(event.changed_at, event) is None
    # A revision that no act tells of.
    assert await meanwhile.since(event.changed_at - HOUR, event) is None
