"""What people said no to stays off until they say otherwise, whoever else would like to."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from notifications.domain.contacts import confirming, consents, contacts
from notifications.domain.contacts.naming import Named
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from server.foundation.database import fetch
from server.foundation.errors import Conflict, NotAllowed
from server.foundation.identity import Actor
from tests.support.cast import LONG_AGO, Cast, person
from tests.support.crew import helper
from tests.support.reached import MAIL, NUMBER, SMS, account_of, confirmed, named, ways_of
from volunteers.people.domain import volunteers

HOUR = timedelta(hours=1)
LATER = LONG_AGO + HOUR
OTHER = replace(SMS, address="+50255550000")


async def ana() -> Actor:
    """A helper of San José Pinula."""
    return await volunteers.actor_of(await helper())


async def said_no(account: Actor, channel: str) -> list[str]:
    ledger = await consents.history(account_of(account))
    return [one.way for one in ledger if one.channel == channel and not one.given]


async def test_who_left_the_mail_of_their_account_is_not_brought_back_by_a_coordinator(
    cast: Cast, reaching: Office
) -> None:
    who = await ana()
    await contacts.leave(account_of(who), "mail", by=who, at=LONG_AGO)
    own = Named(channel="mail", address=who.email)
    with pytest.raises(Conflict):
        await contacts.say(account_of(who), [own], by=cast.admin, at=LATER, agreed=True)
    assert await ways_of(reaching, who) == []


async def test_who_left_a_way_is_not_brought_back_by_another_number(
    cast: Cast, reaching: Office
) -> None:
    who = await ana()
    await confirmed(reaching, SMS, who=who)
    await contacts.leave(account_of(who), "sms", by=who, at=LATER)
    await contacts.say(account_of(who), [], by=cast.pinula, at=LATER, agreed=True)
    with pytest.raises(Conflict):
        await contacts.say(account_of(who), [OTHER], by=cast.pinula, at=LATER, agreed=True)
    assert await consents.stands(account_of(who), "sms") is False
    await named(who, OTHER, at=LATER)
    assert await consents.stands(account_of(who), "sms") is True


async def test_ones_own_no_counts_though_a_coordinator_took_the_way_out_before(
    cast: Cast,
) -> None:
    who = await ana()
    await named(who, SMS)
    await contacts.say(account_of(who), [], by=cast.pinula, at=LATER, agreed=True)
    await consents.withdraw(account_of(who), "sms", "link", at=LATER)
    await consents.withdraw(account_of(who), "sms", "one_click", at=LATER)
    assert await said_no(who, "sms") == ["link", "coordinator"]
    with pytest.raises(Conflict):
        await contacts.say(account_of(who), [SMS], by=cast.pinula, at=LATER, agreed=True)


async def test_what_one_takes_out_of_the_list_may_be_put_there_again(cast: Cast) -> None:
    who = await ana()
    await named(who, SMS)
    await named(who, at=LATER)
    await contacts.say(account_of(who), [OTHER], by=cast.pinula, at=LATER, agreed=True)
    assert await consents.stands(account_of(who), "sms") is True


@pytest.mark.parametrize("between", ["another address", "another question", "nothing"])
async def test_mail_that_was_off_is_off_again_when_another_address_goes(
    between: str, cast: Cast, reaching: Office
) -> None:
    who = cast.pinula
    await consents.withdraw(account_of(who), "mail", "link", at=LONG_AGO)
    await named(who, replace(MAIL, address="a@otra.test"), at=LATER)
    assert await ways_of(reaching, who) == []
    if between == "another address":
        await named(who, MAIL, at=LATER + HOUR)
    elif between == "another question":
        await confirming.ask_again(account_of(who), "mail", by=who, at=LATER + HOUR)
    await named(who, at=LATER + 2 * HOUR)
    assert await ways_of(reaching, who) == []


async def test_mail_that_was_on_is_on_again_when_another_address_goes(
    cast: Cast, reaching: Office
) -> None:
    await named(cast.pinula, MAIL)
    await named(cast.pinula, at=LATER)
    assert await ways_of(reaching, cast.pinula) == [f"mail:{cast.pinula.email}"]


async def test_a_stranger_who_wants_to_be_left_alone_is_not_asked_again(cast: Cast) -> None:
    who = cast.pinula
    await named(who, SMS)
    await consents.by_reply("sms", NUMBER, given=False, at=LATER)
    for insist in (
        contacts.agree_again(account_of(who), "sms", by=who, at=LATER),
        confirming.ask_again(account_of(who), "sms", by=who, at=LATER),
    ):
        with pytest.raises(Conflict):
            await insist
    await named(who, at=LATER)
    with pytest.raises(Conflict):
        await named(who, SMS, at=LATER)
    await named(who, OTHER, at=LATER)
    assert await KINDS["contact_check"].owe(LATER) == 1


async def test_only_the_address_itself_takes_that_back(cast: Cast) -> None:
    who = cast.pinula
    await named(who, SMS)
    await consents.by_reply("sms", NUMBER, given=False, at=LATER)
    assert NUMBER not in str(await fetch("SELECT * FROM receipt"))
    await consents.by_reply("sms", NUMBER, given=True, at=LATER)
    await confirming.ask_again(account_of(who), "sms", by=who, at=LATER)
    assert await KINDS["contact_check"].owe(LATER) == 1


async def test_who_is_known_to_have_the_number_may_think_better_of_it(
    cast: Cast, reaching: Office
) -> None:
    await confirmed(reaching, SMS, who=cast.pinula)
    await consents.by_reply("sms", NUMBER, given=False, at=LATER)
    await contacts.agree_again(account_of(cast.pinula), "sms", by=cast.pinula, at=LATER)
    assert await ways_of(reaching, cast.pinula) == [f"sms:{NUMBER}"]


@pytest.mark.parametrize(
    ("kept", "wrote"),
    [("+525512345678", "+5215512345678"), ("+5215512345678", "525512345678"),
     ("+5491123456789", "541123456789"), ("+5511987654321", "551187654321")],
)  # fmt: skip
async def test_a_reply_is_heard_however_the_country_writes_its_numbers(
    kept: str, wrote: str, cast: Cast, reaching: Office
) -> None:
    await confirmed(reaching, Named(channel="whatsapp", address=kept), who=cast.pinula)
    await consents.by_reply("whatsapp", wrote, given=False, at=LATER)
    assert await ways_of(reaching, cast.pinula) == []


async def test_whoever_does_more_than_help_says_themselves_how_they_are_reached(
    cast: Cast,
) -> None:
    who = await person("doble@convoca.test", "Dora Doble", "administrator")
    await fetch("INSERT INTO volunteer (id, account, home) SELECT gen_random_uuid(), $1, home"
                " FROM volunteer WHERE id = $2", who.account, await helper())  # fmt: skip
    with pytest.raises(NotAllowed):
        await contacts.say(account_of(who), [MAIL], by=cast.pinula, at=LATER, agreed=True)
    with pytest.raises(NotAllowed):
        await contacts.contacts_of(account_of(who), by=cast.admin, at=LATER)
    await named(who, MAIL)
