"""Whatever is done to a series, what somebody needs is never lost, doubled, or moved in silence."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from events.planning.domain import agenda, planning
from events.planning.domain.draft import as_draft
from events.planning.domain.event import Event
from events.planning.domain.series import preview as previews
from events.planning.domain.series import reading, saving
from events.planning.domain.series.pattern import DayTime, Pattern
from events.planning.domain.series.saving import Part
from events.planning.domain.series.wish import Preview, Wish
from notifications.domain import upstairs
from server.foundation.database import execute, fetch
from server.foundation.errors import Conflict, Invalid
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import WORKSHOP
from tests.support.registers import arrived
from tests.support.rules import rules
from tests.support.series import ABOVE, BEFORE, assigned

HOURS = st.lists(st.sampled_from(["07:00", "10:00", "15:00"]), min_size=1, max_size=2, unique=True)


class Edit(Struct, frozen=True):
    """Something that happens to a series; `where` picks an event, `later` lets days go by."""

    what: str
    where: int
    later: int
    pattern: Pattern


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    rule = draw(rules())
    hours = [DayTime(key="", start=hour, minutes=90) for hour in draw(HOURS)]
    day = draw(st.dates(date(2026, 12, 1), date(2026, 12, 31)))
    left_out = draw(st.lists(st.integers(0, 60), max_size=3, unique=True))
    beside = draw(st.lists(st.integers(0, 60), max_size=3, unique=True))
    return Pattern(
        rule=msgspec.structs.replace(rule, count=draw(st.integers(1, 6)), until=None),
        starts_on=day,
        zone="America/Guatemala",
        times=tuple(hours),
        excluded=tuple(str(day + timedelta(days=n)) for n in left_out),
        additional=tuple(day + timedelta(days=n) for n in beside),
    )


EDITS = st.builds(
    Edit,
    st.sampled_from([*["all", "staffed"] * 2, "following", "stop", "attended", "by hand", "off"]),
    st.integers(0, 20),
    st.integers(0, 9),
    patterns(),
)


@given(patterns(), st.lists(EDITS, min_size=1, max_size=5))
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_no_sequence_of_edits_loses_or_doubles_what_somebody_needs(
    db: None, pattern: Pattern, edits: list[Edit]
) -> None:
    await execute("TRUNCATE event CASCADE")
    try:
        series = await saving.start(
            Wish(pattern=pattern, draft=WORKSHOP), by=SYSTEM, at=BEFORE, above=ABOVE
        )
    except Invalid:
        return  # a rule without dates, or one that goes on for too long
    at = BEFORE
    for edit in edits:
        at += timedelta(days=edit.later, seconds=1)
        series = await happened(edit, series, at)


async def happened(edit: Edit, series: UUID, at: datetime) -> UUID:
    """Let the edit happen; afterwards everything that somebody needs must still be right."""
    events = await reading.occurring_in(series)
    if not events:
        return series
    event = events[edit.where % len(events)]
    if edit.what in {"all", "following", "stop"}:
        return await regenerated(edit, series, event, at)
    await BY_HAND[edit.what](event, at)
    return series


async def regenerated(edit: Edit, series: UUID, event: Event, at: datetime) -> UUID:
    part = Part(series, event.id if edit.what == "following" else None)
    before, needed = await standing(), await needs()
    try:
        scope = await saving.scope_of(part, by=SYSTEM, at=at)
        if edit.what == "stop":
            preview = await previews.of_an_end(scope, "other", at=at, above=ABOVE)
            seen = preview.fingerprint
            await saving.stop(part, "other", by=SYSTEM, at=at, above=ABOVE, seen=seen)
            holder = series
        else:
            wish = Wish(pattern=edit.pattern, draft=scope.series.draft, reason="other")
            preview = await previews.of_a_change(wish.undecided, scope, at=at, above=ABOVE)
            seen = preview.fingerprint
            holder = await saving.change(part, wish, by=SYSTEM, at=at, above=ABOVE, seen=seen)
    except (Invalid, Conflict):
        assert (await standing(), await needs()) == (before, needed)
        return series
    await check(preview, before, needed, at)
    return holder


async def check(
    preview: Preview, before: Mapping[UUID, Event], needed: Mapping[UUID, int], at: datetime
) -> None:
    after = await standing()
    assert await needs() == needed, "nobody's place and nobody's attendance is lost"
    named = {step.was.event: step for step in preview.steps if step.was}
    for event, was in before.items():
        step, now = named.get(event), after.get(event)
        if now is None or now.status != was.status:
            assert step is not None
            assert (step.what, step.helpers, was.starts_at > at) == ("dropped", 0, True)
            continue
        if (now.starts_at, now.ends_at) != (was.starts_at, was.ends_at):
            assert step is not None
            assert (step.what, step.starts_at, was.detached_at) == ("moved", now.starts_at, None)
            assert (step.helpers > 0) == (event in needed), "who helps is named"
            assert min(was.starts_at, now.starts_at) > at
    made = [step for step in preview.steps if step.what == "made"]
    assert len(after.keys() - before.keys()) == len(made)
    keys = [(event.series, event.occurrence) for event in after.values()]
    assert len(keys) == len(set(keys))


async def standing() -> dict[UUID, Event]:
    rows = await fetch("SELECT id FROM event")
    return {event.id: event for event in await agenda.events([row["id"] for row in rows])}


async def needs() -> dict[UUID, int]:
    """The events that somebody needs, and how much is kept for them."""
    held = await ABOVE.holds(list(await standing()))
    return {event: hold.helpers + hold.lines for event, hold in held.items()}


async def staffed(event: Event, at: datetime) -> None:
    if event.status in {"draft", "published"} and event.id not in await needs():
        known = await fetch("SELECT id FROM volunteer")
        await assigned(event.id, known[0]["id"] if known else await helper())


async def attended(event: Event, at: datetime) -> None:
    await arrived(event.id, at=event.starts_at)


async def by_hand(event: Event, at: datetime) -> None:
    if event.status in {"draft", "published"}:
        hour = timedelta(hours=1)
        draft = as_draft(event)
        moved = {"starts_at": draft.starts_at + hour, "ends_at": draft.ends_at + hour}
        draft = msgspec.structs.replace(draft, **moved)
        await planning.change(event.id, draft, by=SYSTEM, at=at, above=upstairs)


async def called_off(event: Event, at: datetime) -> None:
    if event.status in {"draft", "published"}:
        await planning.cancel(event.id, "rain", by=SYSTEM, at=at)


BY_HAND: dict[str, Any] = {
    "staffed": staffed,
    "attended": attended,
    "by hand": by_hand,
    "off": called_off,
}
