"""However badly it goes, a notice comes to an end, after so many tries, and one at a time."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from notifications.channels.heard import Report
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import lanes, pace, patience, receipts, rounds, sending
from notifications.domain.outbox.patience import Outcome
from notifications.domain.outbox.work import Work
from server.accounts.domain import accounts
from server.foundation.database import execute, fetch
from tests.support.events import TODAY
from tests.support.reached import MAIL, SMS, WHATSAPP, confirmed
from tests.support.rounds import invited

ENDS = {"sent", "delivered", "read", "failed"}
TRIES = 4
OUTCOMES = {
    "sent": Outcome(name="sent"),
    "failed": Outcome(name="failed"),
    "refused": Outcome(name="refused"),
    "in doubt": Outcome(name="unknown"),
    "busy": Outcome(name="failed", everybody=True, wait=timedelta(minutes=3)),
    "reported": Outcome(name="unknown"),
    "lost": Outcome(name="unknown"),
}


class Provider:
    """It takes messages as it is told to, over and over, and only one at a time of each notice."""

    def __init__(self, moods: list[str]) -> None:
        self._moods = cycle(moods)
        self._under_way: set[str] = set()
        self.took: list[str] = []

    async def take(self, message: Any, channel: str, _office: Office) -> Outcome:
        """In the next mood; some doubts a report settles, one way or the other."""
        assert message.key not in self._under_way
        self._under_way.add(message.key)
        await asyncio.sleep(0)
        self._under_way.remove(message.key)
        self.took.append(channel)
        mood = next(self._moods)
        if mood in {"reported", "lost"} and channel != "mail":
            status = "delivered" if mood == "reported" else "failed"
            said = Report(reference=f"r{len(self.took)}", status=status, notice=UUID(message.key))
            await receipts.report(channel, said, received_at=TODAY)
        return OUTCOMES[mood]


async def one_notice(office: Office) -> None:
    """The same invitation as ever, to somebody with three ways."""
    if not await fetch("SELECT FROM assignment"):
        await invited()
        row = (await fetch("SELECT id FROM account WHERE email = 'ana@convoca.test'"))[0]
        who = await accounts.actor(row["id"])
        assert who
        await confirmed(office, WHATSAPP, SMS, MAIL, who=who)
    await execute("DELETE FROM notice")
    await execute("DELETE FROM channel_state")
    await execute("UPDATE assignment SET answer_by = NULL")
    await KINDS["invitation"].owe(TODAY)


async def worked(office: Office, at: datetime) -> None:
    """Two processes at once see to what is due."""
    works = [Work(office, clock=lambda: at, leaving=asyncio.Event()) for _each in range(2)]
    await asyncio.gather(*(lanes.work_off(work, partial(rounds.sort, work)) for work in works))


async def standing() -> tuple[str, datetime]:
    row = (
        await fetch(
            "SELECT state, greatest(due_at, (SELECT max(open_until) FROM channel_state)) AS next"
            " FROM notice"
        )
    )[0]
    return row["state"], row["next"]


@example(["failed"])
@example(["in doubt"])
@example(["busy"])
@example(["lost"])
@given(st.lists(st.sampled_from(sorted(OUTCOMES)), min_size=1, max_size=6))
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_whatever_the_providers_do_a_notice_ends_after_so_many_tries(
    everywhere: Office, monkeypatch: pytest.MonkeyPatch, moods: list[str]
) -> None:
    provider = Provider(moods)
    monkeypatch.setattr(sending, "dispatch", provider.take)
    monkeypatch.setattr(patience, "MOST_TRIES", TRIES)
    monkeypatch.setattr(patience, "PATIENT_TRIES", TRIES)
    await one_notice(everywhere)
    (state, at) = await standing()
    for _step in range(5 * TRIES):
        if state in ENDS:
            break
        await worked(everywhere, at)
        state, due = await standing()
        at = max(at, due)
    assert state in ENDS
    assert all(provider.took.count(channel) <= TRIES for channel in pace.RATES)
    assert len(await fetch("SELECT FROM delivery")) == len(provider.took)
