"""Whatever was done, undoing it backwards gives back what was, and revisions never fall."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from events.planning.domain import acts, planning, undo
from events.planning.domain.deeds import Written
from notifications.domain import upstairs
from server.foundation.database import fetch
from server.foundation.errors import Conflict
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, WORKSHOP, planned

HOUR = timedelta(hours=1)
DEEDS = ("move", "word", "cancel", "publish", "plan", "close", "reopen", "cancel all")


class Deed(Struct, frozen=True):
    """Something that is done to one of the events, with a number where it needs one."""

    what: str
    which: int
    number: int


HISTORIES = st.lists(
    st.builds(Deed, st.sampled_from(DEEDS), st.integers(0, 3), st.integers(1, 5)), max_size=9
)


@given(history=HISTORIES)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_undone_backwards_everything_is_as_it_was(db: None, history: list[Deed]) -> None:
    events = [await planned(published=number > 0) for number in range(3)]
    start = await agenda_now()
    done: list[UUID] = []
    revisions = dict.fromkeys(events, 0)
    for hour, deed in enumerate(history, start=1):
        at = SATURDAY + hour * HOUR
        with suppress(Conflict):
            async with acts.doing(deed.what, by=SYSTEM, at=at) as act:
                await do(deed, events, at=at)
            done.append(act.id)
        await check_revisions(revisions)
    for minute, act_id in enumerate(reversed(done)):
        at = SATURDAY + 12 * HOUR + minute * timedelta(minutes=1)
        await undo.undo(act_id, by=SYSTEM, at=at, above=upstairs)
        await check_revisions(revisions)
    assert {event: same(one) for event, one in (await agenda_now()).items()} == {
        event: same(one) for event, one in start.items()
    }
    await fetch("DELETE FROM event WHERE id = ANY($1) RETURNING id", events)


async def do(deed: Deed, events: list[UUID], *, at: datetime) -> None:
    event = events[deed.which % len(events)]
    match deed.what:
        case "move":
            times: dict[str, Any] = {
                "starts_at": SATURDAY + deed.number * HOUR,
                "ends_at": SATURDAY + (deed.number + 2) * HOUR,
            }
            await planning.change(
                event, msgspec.structs.replace(WORKSHOP, **times), by=SYSTEM, at=at, above=upstairs
            )
        case "word":
            words: dict[str, Any] = {
                "title": f"Taller {deed.number}",
                "topics": ("support-networks", "parental-skills")[: deed.number % 3],
                "capacity": deed.number,
            }
            await planning.change(
                event, msgspec.structs.replace(WORKSHOP, **words), by=SYSTEM, at=at, above=upstairs
            )
        case "cancel all":
            for each in events:
                with suppress(Conflict):
                    await planning.cancel(each, "rain", by=SYSTEM, at=at)
        case "cancel":
            await planning.cancel(event, "other", by=SYSTEM, at=at)
        case "plan":
            await planning.plan(WORKSHOP, by=SYSTEM, at=at)
        case "publish":
            await planning.publish(event, by=SYSTEM, at=at, above=upstairs)
        case _:
            await getattr(planning, deed.what)(event, by=SYSTEM, at=at)


async def agenda_now() -> dict[UUID, Written]:
    ids = [row["id"] for row in await fetch("SELECT id FROM event")]
    return {
        event: msgspec.json.decode(written)
        for event, written in (await acts.all_written(ids)).items()
    }


def same(written: Written) -> Written:
    return {
        name: value for name, value in written.items() if name not in {"sequence", "changed_at"}
    }


async def check_revisions(known: dict[UUID, int]) -> None:
    """No event of before is lost, and no SEQUENCE falls."""
    now = {event: one["sequence"] for event, one in (await agenda_now()).items()}
    assert all(now[event] >= sequence for event, sequence in known.items())
    known.update({event: now[event] for event in known})
