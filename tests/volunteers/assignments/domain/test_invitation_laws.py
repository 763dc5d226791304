"""Whatever happens in whichever order, nobody is promised too much."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from server.accounts.domain import accounts
from server.foundation.database import fetch
from server.foundation.errors import Conflict, NotFound
from server.foundation.identity import SYSTEM
from tests.support.crew import helper
from tests.support.events import SATURDAY, TODAY, planned
from volunteers.assignments.domain import covering, invitations, releases, substitutes

HOUR = timedelta(hours=1)
DEEDS: Final = (
    "invite", "propose", "accept", "decline", "withdraw", "replace", "release", "search",
    "call off", "ask", "keep", "take", "advance", "advance",
)  # fmt: skip
ACCEPTED: Final = """
    SELECT count(*) FROM assignment WHERE status = 'accepted' GROUP BY event, role
"""
TWICE: Final = """
    SELECT FROM assignment a JOIN assignment b ON b.volunteer = a.volunteer AND b.event > a.event
        AND b.status = 'accepted' WHERE a.status = 'accepted'
"""
SEARCHED_TWICE: Final = """
    SELECT FROM cover_search WHERE ended_at IS NULL
    GROUP BY event, role, standing_for HAVING count(*) > 1
"""
DANGLING: Final = """
    SELECT FROM cover_search s LEFT JOIN assignment a ON a.id = s.standing_for
    WHERE s.ended_at IS NULL AND s.standing_for IS NOT NULL AND a.status <> 'accepted'
"""
ENDED_BUT_OFFERING: Final = """
    SELECT FROM offer o JOIN cover_search s ON s.id = o.search JOIN assignment a
        ON a.id = o.assignment
    WHERE s.outcome = 'filled' AND a.status = 'invited' AND a.changed_at < s.ended_at
"""


class Step(Struct, frozen=True):
    """Something somebody does to one person at one of two events at the same time."""

    deed: str
    person: int
    event: int
    role: str


STEPS = st.lists(
    st.builds(
        Step, st.sampled_from(DEEDS), st.integers(0, 3), st.integers(0, 1),
        st.sampled_from(("lead", "assistant")),
    ),
    max_size=16,
)  # fmt: skip


@given(steps=STEPS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_nobody_is_ever_promised_too_much(db: None, steps: list[Step]) -> None:
    people = [await helper(f"{uuid4().hex} Ayuda") for _number in range(4)]
    events = [await planned(starts_at=SATURDAY + number * HOUR) for number in range(2)]
    for hour, step in enumerate(steps):
        with suppress(Conflict, NotFound):
            await do(step, people[step.person], events[step.event], hour)
        assert all(row["count"] <= 1 for row in await fetch(ACCEPTED))
        for wrong in (TWICE, SEARCHED_TWICE, DANGLING, ENDED_BUT_OFFERING):
            assert await fetch(wrong) == []


async def do(step: Step, person: UUID, event: UUID, hour: int) -> None:
    at = TODAY + 9 * hour * HOUR
    match step.deed:
        case "invite":
            await invitations.invite(event, person, step.role, by=SYSTEM, at=at)
        case "propose":
            await invitations.propose(event, person, step.role, by=SYSTEM, at=at)
        case "search":
            await covering.search(event, step.role, by=SYSTEM, at=at)
        case "advance":
            await covering.advance(at=at)
        case "call off" | "take":
            for search in await fetch("SELECT id FROM cover_search WHERE event = $1", event):
                await of_search(step.deed, search["id"], person, at=at)
        case _:
            rows = await fetch(
                "SELECT id FROM assignment WHERE event = $1 AND volunteer = $2", event, person
            )
            for row in rows:
                await of_place(step.deed, row["id"], at=at)


async def of_search(deed: str, search: UUID, person: UUID, *, at: datetime) -> None:
    row = (await fetch("SELECT account FROM volunteer WHERE id = $1", person))[0]
    who = await accounts.actor(row["account"])
    assert who is not None
    if deed == "take":
        await substitutes.take(search, by=who, at=at)
    else:
        await covering.call_off(search, by=SYSTEM, at=at)


async def of_place(deed: str, place: UUID, *, at: datetime) -> None:
    match deed:
        case "accept" | "decline":
            said = "accepted" if deed == "accept" else "declined"
            await invitations.answer(place, said, at=at)
        case "withdraw" | "replace":
            await invitations.withdraw(place, by=SYSTEM, at=at, cover=deed == "replace")
        case "release":
            await releases.release(place, "rule", at=at)
        case "ask":
            await substitutes.ask(place, at=at)
        case _:
            await substitutes.take_back(place, at=at)
