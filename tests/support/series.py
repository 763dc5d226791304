"""Series for tests: a workshop every Tuesday of December, changed where a test says so."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec

from events.planning.domain.recurrence_reading import read
from events.planning.domain.series import reading, saving
from events.planning.domain.series.pattern import DayTime, Pattern
from events.planning.domain.series.saving import Part
from events.planning.domain.series.wish import Wish
from events.planning.domain.upstairs import Upstairs
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM, new_id
from tests.support.events import WORKSHOP
from volunteers.assignments.tables import Assignment

BEFORE = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ABOVE: Upstairs = upstairs
TUESDAYS = Pattern(
    rule=read("FREQ=WEEKLY;COUNT=4"),
    starts_on=date(2026, 12, 1),
    zone="America/Guatemala",
    times=(DayTime(key="", start="09:00", minutes=120),),
)


async def repeated(rule: str = "FREQ=WEEKLY;COUNT=4", **changes: Any) -> UUID:
    """A series of workshops in San José Pinula; drafts all of them."""
    wish = Wish(pattern=TUESDAYS, draft=WORKSHOP)
    for name, value in {"rule": read(rule), **changes}.items():
        wish = _with(wish, name, value)
    return await saving.start(wish, by=SYSTEM, at=BEFORE, above=ABOVE)


async def changed(
    series: UUID, since: UUID | None = None, *, at: datetime = BEFORE, **changes: Any
) -> UUID:
    """Change what is to come of a series: its pattern, its description, or what was decided."""
    part = Part(series, since)
    scope = await saving.scope_of(part, by=SYSTEM, at=at)
    wish = Wish(pattern=scope.rest, draft=scope.series.draft)
    for name, value in changes.items():
        wish = _with(wish, name, read(value) if name == "rule" else value)
    return await saving.change(part, wish, by=SYSTEM, at=at, above=ABOVE)


def _with(wish: Wish, name: str, value: Any) -> Wish:
    for part in ("pattern", "draft"):
        held = getattr(wish, part)
        if name in held.__struct_fields__:
            return msgspec.structs.replace(
                wish, **{part: msgspec.structs.replace(held, **{name: value})}
            )
    return msgspec.structs.replace(wish, **{name: value})


async def dates(series: UUID) -> list[tuple[str, str]]:
    """The key of each event of a series and when it is, in Guatemala."""
    rows = await fetch(
        "SELECT occurrence, to_char(starts_at AT TIME ZONE 'America/Guatemala', 'MM-DD HH24:MI')"
        " AS moment FROM event WHERE series = $1 AND status <> 'cancelled' ORDER BY starts_at, id",
        series,
    )
    return [(row["occurrence"], row["moment"]) for row in rows]


async def events(series: UUID) -> list[UUID]:
    """The events of a series, by time."""
    return [event.id for event in await reading.occurring_in(series)]


async def assigned(event: UUID, person: UUID) -> None:
    """Somebody said yes to helping at an event."""
    row = Assignment(
        id=new_id(), event=event, volunteer=person, role="lead", status="accepted",
        created_at=BEFORE, changed_at=BEFORE,
    )  # fmt: skip
    await Assignment.insert(row)
