"""What people agreed to: a ledger that nobody rewrites, whose latest word holds."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from asyncpg import CheckViolationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from notifications.domain.contacts import confirming, consents, contacts, optout
from notifications.domain.contacts.ways import reach_of
from notifications.domain.office import Office
from server.foundation.database import execute, fetch
from server.foundation.errors import Refusal
from server.foundation.identity import Actor
from tests.support.cast import LONG_AGO, Cast, person
from tests.support.reached import (
    CALL,
    MAIL,
    NUMBER,
    SMS,
    WHATSAPP,
    account_of,
    confirmed,
    named,
    notice,
    tokens,
    ways_of,
)

HOUR = timedelta(hours=1)
DEEDS = (
    "name phones", "name mail", "name call", "name nothing", "change number", "confirm", "stop",
    "start", "opt out", "one click", "take back", "leave", "agree",
)  # fmt: skip
# A way that may be used, as the tables alone have it.
USABLE = """
    SELECT c.channel || ':' || c.address AS way FROM contact c
    WHERE c.account = $1 AND c.channel <> 'call' AND c.confirmed_at IS NOT NULL
        AND (SELECT array_agg(l.given ORDER BY l.at DESC) FROM consent l
            WHERE l.account = c.account AND l.channel = c.channel)[1]
    ORDER BY c.position
"""
# Until then the mail of the account goes on.
CHOSEN = """
    SELECT FROM contact WHERE account = $1 AND channel <> 'call' AND confirmed_at IS NOT NULL
"""
LEFT_BEFORE = "SELECT FROM contact WHERE account = $1 AND channel = 'mail' AND was_off"


async def test_the_latest_word_holds_whatever_the_clocks_say(cast: Cast) -> None:
    account = account_of(cast.pinula)
    assert (await consents.stands(account, "sms"), await consents.is_withdrawn(account, "sms")) == (
        False, False,
    )  # fmt: skip
    await consents.give(account, "sms", "self", at=LONG_AGO)
    await consents.withdraw(account, "sms", "reply", at=LONG_AGO - HOUR)
    assert await consents.is_withdrawn(account, "sms")
    await consents.withdraw(account, "sms", "link", at=LONG_AGO + HOUR)
    assert [one.way for one in await consents.history(account)] == ["reply", "self"]


async def test_the_ledger_is_not_rewritten(cast: Cast) -> None:
    await consents.give(account_of(cast.pinula), "sms", "self", at=LONG_AGO)
    with pytest.raises(CheckViolationError):
        await execute("UPDATE consent SET given = false")


async def test_two_words_at_once_are_two_words(cast: Cast) -> None:
    account = account_of(cast.pinula)
    await asyncio.gather(
        *(consents.give(account, "sms", "self", at=LONG_AGO) for _each in range(4))
    )
    assert len({one.at for one in await consents.history(account)}) == 4


async def test_a_reply_holds_for_everybody_who_named_the_number(
    cast: Cast, reaching: Office
) -> None:
    for who in (cast.pinula, cast.mixco):
        await confirmed(reaching, SMS, WHATSAPP, who=who)
    await confirmed(reaching, replace(SMS, address="+50255550000"), who=cast.evaluator)
    await consents.by_reply("sms", NUMBER.removeprefix("+"), given=False, at=LONG_AGO)
    left = [await ways_of(reaching, who) for who in (cast.pinula, cast.mixco, cast.evaluator)]
    assert left == [[f"whatsapp:{NUMBER}"]] * 2 + [["sms:+50255550000"]]
    await consents.by_reply("sms", NUMBER, given=True, at=LONG_AGO)
    assert await ways_of(reaching, cast.mixco) == [f"sms:{NUMBER}", f"whatsapp:{NUMBER}"]


async def test_a_reply_by_mail_holds_for_the_mail_of_an_account(
    cast: Cast, reaching: Office
) -> None:
    await consents.by_reply("mail", f" {cast.pinula.email.upper()}", given=False, at=LONG_AGO)
    assert [await ways_of(reaching, who) for who in (cast.pinula, cast.mixco)] == [
        [], [f"mail:{cast.mixco.email}"],
    ]  # fmt: skip


async def test_a_reply_from_a_foreign_number_is_recognised(cast: Cast, reaching: Office) -> None:
    await confirmed(reaching, replace(WHATSAPP, address="+34600111222"), who=cast.pinula)
    await consents.by_reply("whatsapp", "34600111222", given=False, at=LONG_AGO)
    assert await ways_of(reaching, cast.pinula) == []


@given(history=st.lists(st.sampled_from(DEEDS), max_size=10))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_whatever_happened_a_way_is_used_only_if_it_is_given_and_confirmed(
    reaching: Office, history: list[str]
) -> None:
    who = await person(f"{uuid4().hex}@convoca.test", "Ana", "facilitator")
    for hour, deed in enumerate(history):
        with suppress(Refusal):
            await happen(deed, hour, who, reaching)
        used = await ways_of(reaching, who)
        if await fetch(CHOSEN, who.account):
            assert used == [row["way"] for row in await fetch(USABLE, who.account)]
        else:
            left = await consents.is_withdrawn(account_of(who), "mail")
            left = left or bool(await fetch(LEFT_BEFORE, who.account))
            assert used == ([] if left else [f"mail:{who.email}"])
    latest = {one.channel: one.given for one in reversed(await consents.history(account_of(who)))}
    reach = await reach_of(account_of(who), reaching.settings)
    assert [latest.get(way.channel, way.address == who.email) for way in reach.ways] == (
        [True] * len(reach.ways)
    )


async def happen(deed: str, hour: int, who: Actor, office: Office) -> None:
    at, account = LONG_AGO + hour * HOUR, account_of(who)
    named_now = {
        "name phones": [WHATSAPP, SMS], "name mail": [MAIL, WHATSAPP], "name nothing": [],
        "name call": [CALL],
        "change number": [replace(SMS, address=f"+5025555{hour:04}")],
    }  # fmt: skip
    link = optout.address(notice(account=account), office, "sms" if hour % 2 else "mail")
    assert link is not None
    token = link.partition("/b/")[2]
    match deed:
        case "confirm":
            for each in await tokens(office, who):
                await confirming.confirm(each, office.signer, at=at)
        case "stop" | "start":
            await consents.by_reply("sms", NUMBER, given=deed == "start", at=at)
        case "opt out" | "one click":
            await optout.stop(token, office.signer, one_click=deed == "one click", at=at)
        case "take back":
            await optout.go_on(token, office.signer, at=at)
        case "leave":
            await contacts.leave(account, "whatsapp", by=who, at=at)
        case "agree":
            await contacts.agree_again(account, "whatsapp", by=who, at=at)
        case _:
            await named(who, *named_now[deed], at=at)
