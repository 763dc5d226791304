"""What rests, stopped, is slow or broken holds up nothing but itself."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from structlog.testing import capture_logs

from notifications.channels.message import Message
from notifications.domain.contacts import consents
from notifications.domain.notices import kinds
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import lanes, leases, rounds, sending, sorting
from notifications.domain.outbox.dispatch import dispatch
from notifications.domain.outbox.patience import Outcome
from notifications.domain.outbox.work import Work
from server.accounts.domain import sign_in
from server.foundation.database import execute, fetch
from server.foundation.identity import Actor
from tests.notifications.domain.outbox.test_ways_taken import ana, standing
from tests.support.cast import Cast
from tests.support.events import TODAY
from tests.support.post_office import PostOffice
from tests.support.reached import MAIL, SMS, WHATSAPP, account_of
from tests.support.rounds import HOUR, invited, notices, told
from tests.support.sms_house import SmsHouse
from tests.support.whatsapp_house import WhatsAppHouse

MINUTE = timedelta(minutes=1)


async def resting(channel: str, until: datetime) -> None:
    await execute(
        "INSERT INTO channel_state (channel, tokens, refilled_at, failures, open_until)"
        " VALUES ($1, 1, $2, 5, $3)",
        channel, TODAY, until,
    )  # fmt: skip


async def asks_to_come_in(who: Actor) -> None:
    await sign_in.make_link(account_of(who), at=TODAY, by_mail=True)


async def test_whoever_wants_to_come_in_does_not_wait_for_a_telephone(
    everywhere: Office, post: PostOffice
) -> None:
    who = await ana(everywhere, WHATSAPP, MAIL)
    await resting("whatsapp", TODAY + MINUTE)
    await asks_to_come_in(who)
    await told(everywhere, TODAY)
    assert post.subjects == ["Enlace para entrar"]


async def test_who_left_a_channel_is_not_kept_waiting_by_it(
    everywhere: Office, post: PostOffice
) -> None:
    who = await ana(everywhere, WHATSAPP, MAIL)
    await consents.withdraw(account_of(who), "whatsapp", "self", at=TODAY)
    await resting("whatsapp", TODAY + MINUTE)
    await told(everywhere, TODAY)
    assert (await standing(), len(post.letters)) == ([("sent", "mail")], 1)


async def test_a_channel_that_rests_for_long_is_gone_around(
    everywhere: Office, post: PostOffice
) -> None:
    await ana(everywhere, WHATSAPP, MAIL)
    await resting("whatsapp", TODAY + HOUR)
    await told(everywhere, TODAY)
    assert (await standing(), len(post.letters)) == ([("sent", "mail")], 1)


async def test_what_waits_for_a_channel_when_it_begins_to_rest_goes_around_it_too(
    everywhere: Office, post: PostOffice
) -> None:
    await ana(everywhere, WHATSAPP, MAIL)
    await KINDS["invitation"].owe(TODAY)
    await sorting.sort(KINDS, ["mail", "whatsapp"], at=TODAY)
    assert await standing() == [("queued", "whatsapp")]
    await resting("whatsapp", TODAY + HOUR)
    await told(everywhere, TODAY)
    assert (await standing(), len(post.letters)) == ([("sent", "mail")], 1)


async def test_who_has_no_other_way_waits_for_a_short_rest_in_its_lane(
    everywhere: Office, chat: WhatsAppHouse
) -> None:
    await ana(everywhere, WHATSAPP)
    await resting("whatsapp", TODAY + MINUTE)
    await told(everywhere, TODAY)
    assert (await standing(), chat.messages) == ([("queued", "whatsapp")], [])
    await told(everywhere, TODAY + MINUTE)
    assert (await standing(), len(chat.messages)) == ([("sent", "whatsapp")], 1)


async def test_a_question_whether_a_contact_works_goes_to_that_contact(
    everywhere: Office, texts: SmsHouse
) -> None:
    who = await ana(everywhere, MAIL)
    await execute("DELETE FROM notice")
    await execute(
        "INSERT INTO contact (id, account, channel, address, position, said_at)"
        " VALUES (gen_random_uuid(), $1, 'sms', $2, 1, $3)",
        account_of(who), SMS.address, TODAY,
    )  # fmt: skip
    await consents.give(account_of(who), "sms", "self", at=TODAY)
    await KINDS["contact_check"].owe(TODAY)
    await sorting.sort(KINDS, ["mail", "sms"], at=TODAY)
    rows = await fetch("SELECT way FROM notice WHERE kind = 'contact_check'")
    assert [row["way"] for row in rows] == ["sms"]


async def test_whoever_waits_for_a_slow_answer_holds_up_nobody_else(
    everywhere: Office, post: PostOffice, chat: WhatsAppHouse, cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked, answered, at = asyncio.Event(), asyncio.Event(), [TODAY]
    monkeypatch.setattr(lanes, "TURN_LASTS", timedelta(milliseconds=20))

    async def slow(message: Any, *how: Any) -> Outcome:
        if not isinstance(message, Message):
            asked.set()
            await answered.wait()
        return await dispatch(message, *how)

    monkeypatch.setattr(sending, "dispatch", slow)
    await ana(everywhere, WHATSAPP)
    async with asyncio.TaskGroup() as tasks:
        tick = tasks.create_task(rounds.tick(everywhere, clock=lambda: at[0]))
        await asked.wait()
        at[0] += 2 * lanes.LASTS
        await asks_to_come_in(cast.pinula)
        await post.until(lambda: len(post.letters) == 1)
        assert (tick.done(), chat.messages) == (False, [])
        answered.set()
    assert len(chat.messages) == 1
    assert await notices() == {("invitation", "sent"): 1, ("sign_in_link", "sent"): 1}


async def test_a_question_that_cannot_be_answered_keeps_no_other_from_being_asked(
    office: Office, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = msgspec.structs.replace(KINDS["contact_check"], owed="SELECT 1 / 0, $1::timestamptz")
    monkeypatch.setitem(kinds.KINDS, "contact_check", broken)
    await invited()
    with capture_logs() as logs:
        await told(office, TODAY)
    assert {log["event"] for log in logs} == {"a kind of notice cannot be asked after"}
    assert len(post.letters) == 1


async def test_what_is_being_sent_is_finished_though_looking_for_more_fails(
    office: Office, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = [TODAY]
    work = Work(office, clock=lambda: at[0], leaving=asyncio.Event())

    async def look() -> None:
        if work.at_work:
            post.gate.set()
            raise ZeroDivisionError
        await rounds.sort(work)

    async def fails() -> None:
        with pytest.raises(ExceptionGroup):
            await lanes.work_off(work, look)

    monkeypatch.setattr(lanes, "TURN_LASTS", timedelta(milliseconds=20))
    await invited()
    await KINDS["invitation"].owe(TODAY)
    post.gate.clear()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(fails())
        await post.until(lambda: sum(post.in_hand.values()) > 0)
        at[0] += lanes.TURN_LASTS
    assert (len(post.letters), await notices()) == (1, {("invitation", "sent"): 1})


async def test_a_lane_that_breaks_off_leaves_the_others_at_work(
    office: Office, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = leases.claim

    async def fails(kinds: Any, lane: str, **how: Any) -> Any:
        if lane == "webhook":
            raise ZeroDivisionError
        return await claim(kinds, lane, **how)

    async def look() -> None:
        await rounds.sort(work)
        work.channels = msgspec.structs.replace(work.channels, on=frozenset({"mail", "webhook"}))

    monkeypatch.setattr(leases, "claim", fails)
    work = Work(office, clock=lambda: TODAY, leaving=asyncio.Event())
    await invited()
    await KINDS["invitation"].owe(TODAY)
    with capture_logs() as logs:
        assert not await lanes.work_off(work, look)
    assert {log["event"] for log in logs} == {"a lane is broken off"}
    assert len(post.letters) == 1
