"""When a round ends, and what it leaves behind."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from notifications.channels.message import TextMessage
from notifications.domain.contacts.way import Way
from notifications.domain.notice import Notice
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import lanes, rounds, sending
from notifications.domain.outbox.choice import INBOX, Keep, Send
from notifications.domain.outbox.dispatch import dispatch
from notifications.domain.outbox.leases import Standing
from notifications.domain.outbox.pace import Rate
from notifications.domain.outbox.patience import MOST_TRIES, Outcome
from notifications.domain.outbox.placing import placed
from notifications.domain.outbox.settling import settle
from server.accounts.domain import sign_in
from server.foundation.database import execute, fetch
from tests.support.cast import Cast
from tests.support.events import SATURDAY, TODAY
from tests.support.post_office import PostOffice
from tests.support.reached import notice
from tests.support.rounds import HOUR, invited, notices, told

SECOND = timedelta(seconds=1)


async def crowd(number: int) -> None:
    for one in range(number):
        await invited(f"P{one} Ayuda")


async def test_a_round_that_is_told_to_leave_finishes_one_letter_and_leaves_the_rest_to_others(
    office: Office, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaving = asyncio.Event()

    async def last(*how: Any) -> Outcome:
        leaving.set()
        return await dispatch(*how)

    monkeypatch.setattr(sending, "dispatch", last)
    await crowd(3)
    assert not await rounds.tick(office, clock=lambda: TODAY, leaving=leaving)
    assert (len(post.letters), await notices()) == (
        1, {("invitation", "sent"): 1, ("invitation", "queued"): 2},
    )  # fmt: skip
    assert await fetch("SELECT FROM notice WHERE lease IS NOT NULL") == []


async def test_whoever_waits_for_a_link_is_not_kept_waiting_by_a_crowd(
    office: Office, post: PostOffice, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = [TODAY]

    async def slow(*how: Any) -> Outcome:
        if len(post.letters) == 1 and cast.pinula.account:
            await sign_in.make_link(cast.pinula.account, at=TODAY, by_mail=True)
        at[0] += SECOND
        return await dispatch(*how)

    monkeypatch.setattr(sending, "dispatch", slow)
    await crowd(2 * lanes.BATCH)
    assert not await rounds.tick(office, clock=lambda: at[0])
    assert post.subjects.index("Enlace para entrar") <= lanes.BATCH
    assert len(post.letters) == 2 * lanes.BATCH + 1


async def test_a_round_ends_though_more_is_due_and_says_so(
    office: Office, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = [TODAY]

    async def slow(*how: Any) -> Outcome:
        at[0] += 10 * SECOND
        return await dispatch(*how)

    monkeypatch.setattr(sending, "dispatch", slow)
    await crowd(3)
    assert await rounds.tick(office, clock=lambda: at[0])
    assert len(post.letters) == 2


async def test_what_is_too_fast_for_a_channel_waits_for_another_round(
    office: Office, post: PostOffice
) -> None:
    await crowd(4)
    slow = {"mail": Rate(0.1, 2)}
    await rounds.tick(office, clock=lambda: TODAY, rates=slow)
    assert len(post.letters) == 2
    await rounds.tick(office, clock=lambda: TODAY + HOUR, rates=slow)
    assert len(post.letters) == 4


async def test_a_notice_that_we_fail_at_keeps_no_other_from_leaving(
    office: Office, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: list[Notice] = []

    async def fails_at_first(notice: Notice, *how: Any) -> bool:
        if not broken:
            broken.append(notice)
            raise ZeroDivisionError
        return await settle(notice, *how)

    monkeypatch.setattr(lanes, "settle", fails_at_first)
    await crowd(2)
    with capture_logs() as logs:
        await told(office, TODAY)
    assert [log["event"] for log in logs] == ["a notice cannot be seen to"]
    assert await notices() == {("invitation", "sent"): 1, ("invitation", "in_flight"): 1}
    await told(office, TODAY + HOUR)
    assert (len(post.letters), await notices()) == (2, {("invitation", "sent"): 2})


async def test_nothing_about_coming_is_said_once_the_event_began(
    office: Office, post: PostOffice
) -> None:
    await invited()
    await KINDS["invitation"].owe(TODAY)
    await told(office, SATURDAY)
    assert (post.letters, await notices()) == ([], {("invitation", "superseded"): 1})


async def test_what_can_only_be_kept_but_not_written_is_given_up_some_day(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unwritten(*_how: object) -> None:
        return None

    monkeypatch.setattr("notifications.domain.outbox.settling.write", unwritten)
    await invited()
    await KINDS["invitation"].owe(TODAY)
    await execute("UPDATE notice SET channel = 'inbox', attempts = $1", MOST_TRIES - 2)
    await told(office, TODAY)
    assert await notices() == {("invitation", "queued"): 1}
    await told(office, TODAY + HOUR)
    assert await notices() == {("invitation", "failed"): 1}
    assert await fetch("SELECT FROM inbox_entry") == []


async def test_a_channel_that_was_turned_off_meanwhile_refuses(office: Office) -> None:
    message = TextMessage(key="1", to="+50255550101", language="es", text="-")
    outcome = await dispatch(message, "sms", office)
    assert outcome == Outcome(name="refused", detail="this channel is off")


def test_a_choice_puts_a_notice_where_somebody_sees_to_it() -> None:
    mail = Send(Way(channel="mail", address="ana@convoca.test"))
    assert placed(mail, notice(), at=TODAY) == Standing("queued", TODAY, "mail", ())
    assert placed(Keep(), notice(), at=TODAY) == Standing("queued", TODAY, INBOX, ())
