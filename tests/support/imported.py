"""Reading files into the plan in tests."""

from collections import Counter
from datetime import date, datetime
from typing import Any
from uuid import UUID

from events.planning.domain.event import Event
from events.planning.domain.exports.selection import Selection, chosen
from events.planning.domain.imports import staging, work
from events.planning.domain.imports.outcome import Outcome
from events.planning.domain.imports.plan import ReadingPlan
from notifications.domain import upstairs
from server.foundation.identity import SYSTEM, Actor
from tests.support.events import TODAY

ZONE = "America/Guatemala"
ALWAYS = Selection(first=date(2000, 1, 2), last=date(2099, 12, 30), zone=ZONE)


async def looked_through(
    content: bytes | str, *, by: Actor = SYSTEM, at: datetime = TODAY, **planned: Any
) -> UUID:
    """A file of which it is known what would become of each row."""
    data = content.encode() if isinstance(content, str) else content
    plan = ReadingPlan(**{"municipality": "0103", "kind": "workshop", **planned})
    staged = await staging.stage(data, plan, zone=ZONE, by=by, at=at)
    while await work.step(at, zone=ZONE, only=staged, above=upstairs):
        pass
    return staged


async def brought_in(
    content: bytes | str, *, by: Actor = SYSTEM, at: datetime = TODAY, **planned: Any
) -> list[Outcome]:
    """What became of each row of a file."""
    staged = await looked_through(content, by=by, at=at, **planned)
    await staging.start(staged)
    while await work.step(at, zone=ZONE, only=staged, above=upstairs):
        pass
    return await staging.outcomes(staged, most=100_000)


async def foreseen(content: bytes | str, **planned: Any) -> list[Outcome]:
    """What would become of each row of a file, without anything becoming of it."""
    return await staging.outcomes(await looked_through(content, **planned), most=100_000)


def counts(outcomes: list[Outcome]) -> dict[str, int]:
    """How many rows came to what."""
    return dict(Counter(each.outcome for each in outcomes))


async def everything() -> list[Event]:
    """The whole plan."""
    return await chosen(ALWAYS)
