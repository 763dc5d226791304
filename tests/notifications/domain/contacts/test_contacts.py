"""The ways that people name, and who may name them."""

from datetime import time, timedelta

import pytest
from msgspec.structs import replace

from notifications.domain.contacts import confirming, consents, contacts
from notifications.domain.contacts.naming import Named
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from server.foundation.identity import Actor
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from tests.support.reached import (
    CALL,
    MAIL,
    NUMBER,
    SMS,
    WHATSAPP,
    account_of,
    confirmed,
    named,
    ways_of,
)
from volunteers.people.domain import volunteers

LATER = LONG_AGO + timedelta(days=1)


async def ana() -> Actor:
    """A helper of San José Pinula."""
    return await volunteers.actor_of(await helper())


async def acts(act: str) -> list[str]:
    """Who did something, as the audit has it."""
    rows = await fetch("SELECT actor FROM audit_entry WHERE act = $1 ORDER BY id", act)
    return [row["actor"] for row in rows]


async def test_anybody_with_an_account_names_their_ways_in_their_order(cast: Cast) -> None:
    typed = Named(channel="mail", address=" Ana.Otra@Convoca.TEST ")
    phone = Named(
        channel="whatsapp", address="5555-1234", from_time=time(18), until_time=time(6)
    )  # fmt: skip
    for who in (cast.admin, cast.pinula, cast.evaluator, await ana()):
        await named(who, phone, typed)
        kept = await contacts.contacts_of(account_of(who), by=who, at=LATER)
        assert [(one.channel, one.address, one.from_time) for one in kept] == [
            ("whatsapp", NUMBER, time(18)),
            ("mail", "ana.otra@convoca.test", None),
        ]
        assert [(one.agreed, one.confirmed_at) for one in kept] == [(True, None)] * 2
    assert await acts("contacts.read") == []


async def test_what_is_left_out_is_taken_back(cast: Cast, reaching: Office) -> None:
    await confirmed(reaching, WHATSAPP, SMS, who=cast.pinula)
    await named(cast.pinula, SMS, at=LATER)
    stand = [await consents.stands(account_of(cast.pinula), one) for one in ("whatsapp", "sms")]
    assert stand == [False, True]
    assert await ways_of(reaching, cast.pinula) == [f"sms:{NUMBER}"]


async def test_only_a_new_address_has_to_be_confirmed_and_agreed_to(
    cast: Cast, reaching: Office
) -> None:
    await confirmed(reaching, WHATSAPP, SMS, who=cast.pinula)
    evening = replace(WHATSAPP, from_time=time(17), until_time=time(20))
    other = replace(SMS, address="+50255550000")
    await named(cast.pinula, evening, other, at=LATER)
    kept = await contacts.contacts_of(account_of(cast.pinula), by=cast.pinula, at=LATER)
    assert [(one.said_at, one.confirmed_at) for one in kept] == [
        (LONG_AGO, LONG_AGO),
        (LATER, None),
    ]
    ledger = await consents.history(account_of(cast.pinula))
    assert [(one.channel, one.at >= LATER) for one in ledger] == [
        ("sms", True), ("sms", False), ("whatsapp", False),
    ]  # fmt: skip


async def test_the_mail_of_the_account_needs_no_confirmation(cast: Cast, reaching: Office) -> None:
    await named(cast.pinula, SMS, replace(MAIL, address=cast.pinula.email))
    assert await ways_of(reaching, cast.pinula) == [f"mail:{cast.pinula.email}"]


async def test_a_coordinator_states_that_the_person_agreed(cast: Cast) -> None:
    who = await ana()
    with pytest.raises(Invalid) as refused:
        await contacts.say(account_of(who), [SMS], by=cast.pinula, at=LATER)
    assert list(refused.value.fields) == ["agreed"]
    await contacts.say(account_of(who), [SMS], by=cast.pinula, at=LATER, agreed=True)
    with pytest.raises(Invalid):
        await contacts.say(account_of(who), [], by=cast.pinula, at=LATER)
    await contacts.say(account_of(who), [], by=cast.pinula, at=LATER, agreed=True)
    ledger = await consents.history(account_of(who))
    assert [(one.given, one.way, one.by) for one in ledger] == [
        (False, "coordinator", "Paula Pinula"),
        (True, "coordinator", "Paula Pinula"),
    ]
    assert await acts("contacts.said") == ["Paula Pinula"] * 2


async def test_nobody_else_agrees_again_for_who_asked_to_be_left_alone(
    cast: Cast, reaching: Office
) -> None:
    who = await ana()
    await confirmed(reaching, SMS, who=who)
    await consents.by_reply("sms", NUMBER, given=False, at=LATER)
    other = replace(SMS, address="+50255550000")
    with pytest.raises(Conflict):
        await contacts.say(account_of(who), [other], by=cast.pinula, at=LATER, agreed=True)
    with pytest.raises(NotAllowed):
        await contacts.agree_again(account_of(who), "sms", by=cast.pinula, at=LATER)
    await named(who, SMS, at=LATER)
    assert await consents.stands(account_of(who), "sms") is False
    await contacts.agree_again(account_of(who), "sms", by=who, at=LATER)
    assert await consents.stands(account_of(who), "sms") is True


async def test_reading_and_naming_are_for_oneself_and_for_ones_coordinators(cast: Cast) -> None:
    who, beto = await ana(), await volunteers.actor_of(await helper("Beto"))
    await named(who, WHATSAPP)
    for by in (cast.mixco, cast.evaluator, beto):
        with pytest.raises(NotAllowed):
            await contacts.contacts_of(account_of(who), by=by, at=LATER)
        with pytest.raises(NotAllowed):
            await contacts.say(account_of(who), [], by=by, at=LATER, agreed=True)
    with pytest.raises(NotFound):
        await contacts.contacts_of(account_of(cast.mixco), by=cast.admin, at=LATER)
    assert len(await contacts.contacts_of(account_of(who), by=cast.pinula, at=LATER)) == 1
    assert await acts("contacts.read") == ["Paula Pinula"]


async def test_the_audit_knows_neither_address_nor_hours(cast: Cast) -> None:
    await named(cast.pinula, WHATSAPP, MAIL)
    told = await fetch("SELECT detail FROM audit_entry WHERE act = 'contacts.said'")
    assert [row["detail"] for row in told] == ['{"n": 2}']


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ([Named(channel="mail", address="nada")], ["mail"]),
        ([replace(SMS, address="110"), replace(CALL, address="")], ["sms", "call"]),
        ([replace(CALL, channel="pigeon")], ["pigeon"]),
        ([replace(CALL, from_time=time(8))], ["call"]),
        ([replace(CALL, from_time=time(8), until_time=time(8))], ["call"]),
        ([MAIL, MAIL], ["form"]),
    ],
)  # fmt: skip
async def test_what_reaches_nobody_is_refused(
    cast: Cast, said: list[Named], fields: list[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        await named(cast.pinula, *said)
    assert list(refused.value.fields) == fields
    assert await fetch("SELECT FROM contact") == []


async def test_the_check_cannot_be_used_to_pester_others(cast: Cast) -> None:
    for number in range(10):
        await named(cast.pinula, replace(SMS, address=f"+5025555000{number}"))
    with pytest.raises(TooMany):
        await named(cast.pinula, SMS)
    for _time in range(3):
        await confirming.ask_again(account_of(cast.pinula), "sms", by=cast.pinula, at=LATER)
    with pytest.raises(TooMany):
        await confirming.ask_again(account_of(cast.pinula), "sms", by=cast.pinula, at=LATER)
