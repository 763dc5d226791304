"""Reports that come early, late, twice, or about what nobody knows."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from notifications.channels.heard import Report
from notifications.domain.notice import Notice
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import leases, receipts, sorting, sweeping, trying
from notifications.domain.outbox.leases import Begun, Standing
from notifications.domain.outbox.patience import DOUBT_LASTS, Outcome
from server.foundation.database import fetch
from tests.support.events import TODAY
from tests.support.rounds import HOUR, invited, told

WAY = "whatsapp"
SENT = Outcome(name="sent", reference="wamid.1")
DOUBT = Outcome(name="unknown")
LATER = TODAY + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Every test needs one."""


async def claimed() -> Notice:
    await KINDS["invitation"].owe(TODAY)
    await sorting.sort(KINDS, ["mail"], at=TODAY)
    (notice,) = await leases.claim(KINDS, "mail", at=TODAY)
    return notice


async def begun() -> tuple[Notice, Begun]:
    """A message that is under way."""
    await invited()
    notice = await claimed()
    attempt = await trying.begin(notice, WAY, None, at=TODAY)
    assert attempt
    return notice, attempt


async def ended(notice: Notice, attempt: Begun, outcome: Outcome) -> None:
    state = "sent" if outcome.name == "sent" else "unknown"
    standing = Standing(state, TODAY + DOUBT_LASTS, WAY, ())
    await trying.end(notice, WAY, attempt, outcome, standing, at=TODAY)


async def reported(status: str, notice: UUID | None = None, *, of: str = "wamid.1") -> None:
    said = Report(reference=of, status=status, detail=f"was {status}", notice=notice)
    await receipts.report(WAY, said, received_at=LATER)


async def standing() -> tuple[str, bool, list[str]]:
    row = (await fetch("SELECT state, in_doubt, given_up FROM notice"))[0]
    return row["state"], row["in_doubt"], row["given_up"]


async def outcomes() -> list[tuple[str | None, str | None, str]]:
    rows = await fetch("SELECT outcome, receipt, detail FROM delivery ORDER BY attempt")
    return [tuple(row) for row in rows]


async def test_a_report_that_is_faster_than_the_answer_is_not_lost() -> None:
    notice, attempt = await begun()
    await reported("delivered")
    assert await standing() == ("in_flight", False, [])
    await ended(notice, attempt, SENT)
    assert await standing() == ("delivered", False, [])


async def test_a_report_during_an_attempt_whose_answer_is_lost_settles_it() -> None:
    notice, attempt = await begun()
    await reported("sent", notice.id)
    await ended(notice, attempt, DOUBT)
    assert (await standing(), await outcomes()) == (
        ("sent", False, []), [("sent", "sent", "")],
    )  # fmt: skip


async def test_a_report_of_what_a_dead_process_sent_settles_it() -> None:
    notice, _attempt = await begun()
    await reported("delivered", notice.id)
    await sweeping.sweep(at=TODAY + HOUR)
    assert (await standing(), await outcomes()) == (
        ("delivered", False, []), [("sent", "delivered", "")],
    )  # fmt: skip


async def test_what_a_dead_process_sent_waits_for_its_report() -> None:
    notice, _attempt = await begun()
    await sweeping.sweep(at=TODAY + HOUR)
    assert await standing() == ("unknown", True, [])
    rows = await fetch("SELECT due_at FROM notice")
    assert rows[0]["due_at"] == TODAY + HOUR + DOUBT_LASTS
    await reported("failed", notice.id)
    await reported("sent", notice.id)
    assert (await standing(), await outcomes()) == (
        ("queued", False, [WAY]), [("refused", "failed", "was failed")],
    )  # fmt: skip


async def test_an_answer_that_comes_after_others_took_over_is_heard_all_the_same() -> None:
    notice, attempt = await begun()
    await sweeping.sweep(at=TODAY + HOUR)
    await ended(notice, attempt, SENT)
    assert (await standing(), await outcomes()) == (("sent", False, []), [("sent", "sent", "")])


async def test_what_arrived_since_it_was_claimed_is_not_said_again() -> None:
    notice, attempt = await begun()
    await ended(notice, attempt, DOUBT)
    (again,) = await leases.claim(KINDS, WAY, at=TODAY + HOUR)
    await reported("read", notice.id)
    assert await standing() == ("in_flight", False, [])
    assert await trying.begin(again, WAY, None, at=TODAY + HOUR) is None
    assert await standing() == ("read", False, [])


async def test_what_arrived_while_it_was_said_again_settles_it_even_if_that_fails() -> None:
    notice, attempt = await begun()
    await ended(notice, attempt, DOUBT)
    (again,) = await leases.claim(KINDS, WAY, at=TODAY + HOUR)
    second = await trying.begin(again, WAY, None, at=TODAY + HOUR)
    assert second
    await reported("delivered", notice.id)
    await ended(again, second, Outcome(name="failed", detail="busy"))
    assert await standing() == ("delivered", False, [])


async def test_a_report_and_its_answer_at_once_end_as_if_one_came_after_the_other() -> None:
    notice, attempt = await begun()
    await asyncio.gather(
        *(reported(status) for status in ("read", "sent", "delivered", "read")),
        ended(notice, attempt, SENT),
    )
    assert (await standing(), len(await fetch("SELECT FROM receipt"))) == (("read", False, []), 3)


async def test_what_nobody_sent_is_kept_and_changes_nothing(office: Office) -> None:
    await invited()
    await told(office, TODAY)
    await reported("failed", of="wamid.9")
    await reported("failed", UUID(int=9), of="wamid.9")
    assert (await standing(), len(await fetch("SELECT FROM receipt"))) == (("sent", False, []), 1)


async def test_what_was_told_before_a_fact_came_back_says_nothing_of_it_now() -> None:
    notice, attempt = await begun()
    await ended(notice, attempt, DOUBT)
    (again,) = await leases.claim(KINDS, WAY, at=TODAY + HOUR)
    await leases.supersede(again, at=TODAY + HOUR)
    assert await KINDS["invitation"].owe(TODAY + HOUR) == 1
    await reported("delivered", notice.id)
    assert (await standing())[0] == "queued"
    await sorting.sort(KINDS, ["mail"], at=TODAY + HOUR)
    (anew,) = await leases.claim(KINDS, "mail", at=TODAY + HOUR)
    assert await trying.begin(anew, WAY, None, at=TODAY + HOUR)
