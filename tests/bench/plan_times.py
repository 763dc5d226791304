"""What years of history cost who plans today: the month, the conflicts and the calendar feed."""

import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from events.planning.domain import agenda, when
from events.planning.domain.month import month_of
from events.planning.domain.upstairs import Slot
from server.accounts.domain import sign_in
from server.accounts.web.authentication import COOKIE
from server.foundation.clock import now
from server.foundation.database import execute
from tests.bench.reading import read
from tests.bench.scenery import EVENTS, Scenery
from tests.bench.table import Row
from tests.support.cast import person
from volunteers.assignments.domain.clashes import clashes

MANY: Final = 10_000
TIMES: Final = 15
AIM: Final = "≤ 2"
# Copies of the events there are, in years gone by: as many a month as there are now, and more.
HISTORY: Final = """
    INSERT INTO event SELECT (jsonb_populate_record(NULL::event, to_jsonb(e) || jsonb_build_object(
        'id', gen_random_uuid(), 'uid', gen_random_uuid() || '@bench',
        'starts_at', e.starts_at - shift.by, 'ends_at', e.ends_at - shift.by))).*
    FROM event e CROSS JOIN (
        SELECT make_interval(days => 500 + 301 * (n % 11)) AS by
        FROM generate_series(1, $1) n) shift
    LIMIT $2
"""
Question = Callable[[], Awaitable[None]]


async def measured(address: str, there: Scenery) -> list[Row]:
    """Each with 300 events and again with 10,000; the same things are shown both times."""
    questions = await _questions(address, there)
    few = {name: await _spent(ask) for name, ask in questions.items()}
    await execute(HISTORY, MANY // EVENTS + 1, MANY - EVENTS)
    await execute("ANALYZE event")
    many = {name: await _spent(ask) for name, ask in questions.items()}
    compared = [
        Row(
            f"  {name}",
            f"{many[name]:.1f} ms",
            f"{few[name]:.1f} ms",
            f"{many[name] / few[name]:.2f}",
            AIM,
        )
        for name in questions
    ]
    return [Row(f"planning among {MANY:,} events", "", f"{EVENTS} events"), *compared]


async def _questions(address: str, there: Scenery) -> dict[str, Question]:
    who = await person("planner@convoca.test", "Paula Planea", "administrator")
    assert who.account is not None
    session = await sign_in.open_session(who.account, at=now(), second=True)
    cookie = {"Cookie": f"{COOKIE}={session}"}
    event = await agenda.event(there.event)
    month = month_of(when.local_day(event.starts_at, event.zone) + timedelta(days=31))
    slot = Slot(
        event=event.id, municipality=event.municipality, venue=event.venue,
        starts_at=event.starts_at + timedelta(days=3), ends_at=event.ends_at + timedelta(days=3),
    )  # fmt: skip

    async def conflicts() -> None:
        await clashes([slot])

    async def feed() -> None:
        # A change, so that nothing can be answered from what was rendered before.
        await execute("UPDATE event SET changed_at = $1 WHERE id = $2", now(), there.event)
        read(address, "/agenda.ics", {})

    async def month_page() -> None:
        read(address, f"/calendario?mes={month}", cookie)

    return {"month page": month_page, "conflicts of one event": conflicts, "feed": feed}


async def _spent(ask: Question) -> float:
    """Milliseconds of the quickest time: what else the machine does only ever adds to it."""
    await ask()
    times = []
    for _time in range(TIMES):
        started = time.perf_counter()
        await ask()
        times.append((time.perf_counter() - started) * 1000)
    return min(times)
