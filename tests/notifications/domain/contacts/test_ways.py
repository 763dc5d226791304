"""By which ways somebody is told, whatever they are told."""

from datetime import time, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from notifications.domain.contacts import confirming, consents, contacts, preferences
from notifications.domain.contacts.naming import Named
from notifications.domain.contacts.preferences import Quiet
from notifications.domain.contacts.quiet import is_quiet
from notifications.domain.contacts.way import Hours
from notifications.domain.contacts.ways import reach
from notifications.domain.office import Office
from server.foundation.database import execute, fetch
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
    notice,
    tokens,
    ways_of,
)
from volunteers.people.domain import volunteers

EVENING = Hours(time(17), time(20))


async def only_contact() -> UUID:
    """The one that there is."""
    (row,) = await fetch("SELECT id FROM contact")
    return UUID(str(row["id"]))


async def test_who_named_nothing_is_written_to_at_the_account_until_they_leave_that(
    cast: Cast, reaching: Office
) -> None:
    assert await ways_of(reaching, cast.pinula) == [f"mail:{cast.pinula.email}"]
    await contacts.leave(account_of(cast.pinula), "mail", by=cast.pinula, at=LONG_AGO)
    assert await ways_of(reaching, cast.pinula) == []
    for kind in ("sign_in_link", "account_changed"):
        link = await reach(notice(kind, account=cast.pinula.account), reaching)
        assert [way.address for way in link.ways] == [cast.pinula.email]


async def test_who_named_some_is_written_to_by_those_alone_in_their_order(
    cast: Cast, reaching: Office
) -> None:
    await confirmed(reaching, SMS, CALL, WHATSAPP, MAIL, who=cast.pinula)
    by_three = [f"sms:{NUMBER}", f"whatsapp:{NUMBER}", "mail:ana@otra.test"]
    assert await ways_of(reaching, cast.pinula) == by_three
    await consents.withdraw(account_of(cast.pinula), "sms", "reply", at=LONG_AGO)
    assert await ways_of(reaching, cast.pinula) == by_three[1:]


async def test_the_mail_of_the_account_goes_on_until_another_way_is_known_to_work(
    cast: Cast, reaching: Office
) -> None:
    own = [f"mail:{cast.pinula.email}"]
    await named(cast.pinula, CALL)
    assert await ways_of(reaching, cast.pinula) == own
    await named(cast.pinula, SMS, CALL, WHATSAPP, MAIL)
    assert await ways_of(reaching, cast.pinula) == own
    first, *_others = await tokens(reaching, cast.pinula)
    await confirming.confirm(first, reaching.signer, at=LONG_AGO)
    assert await ways_of(reaching, cast.pinula) == [f"sms:{NUMBER}"]


async def test_who_left_mail_off_is_not_written_to_there_while_another_way_is_asked(
    cast: Cast, reaching: Office
) -> None:
    await contacts.leave(account_of(cast.pinula), "mail", by=cast.pinula, at=LONG_AGO)
    await named(cast.pinula, SMS)
    assert await ways_of(reaching, cast.pinula) == []


async def test_who_takes_back_the_only_way_that_worked_is_left_alone(
    cast: Cast, reaching: Office
) -> None:
    await confirmed(reaching, SMS, CALL, who=cast.pinula)
    await consents.withdraw(account_of(cast.pinula), "sms", "reply", at=LONG_AGO)
    assert await ways_of(reaching, cast.pinula) == []


async def test_who_takes_another_address_for_mail_back_is_as_before(
    cast: Cast, reaching: Office
) -> None:
    for who in (cast.pinula, cast.mixco):
        await named(who, MAIL)
        await named(who)
        assert await ways_of(reaching, who) == [f"mail:{who.email}"]
    later = LONG_AGO + timedelta(hours=1)
    await contacts.leave(account_of(cast.mixco), "mail", by=cast.mixco, at=later)
    await named(cast.mixco, MAIL, at=later + timedelta(hours=1))
    await named(cast.mixco, at=later + timedelta(hours=2))
    assert await ways_of(reaching, cast.mixco) == []


async def test_a_channel_that_the_installation_lacks_is_no_way(
    cast: Cast, reaching: Office, offline_office: Office
) -> None:
    await confirmed(reaching, WHATSAPP, SMS, MAIL, who=cast.pinula)
    assert await ways_of(offline_office, cast.pinula) == ["mail:ana@otra.test"]


async def test_a_disabled_account_is_not_written_to(cast: Cast, reaching: Office) -> None:
    await confirmed(reaching, SMS, who=cast.pinula)
    contact = await only_contact()
    await execute("UPDATE account SET disabled_at = $1", LONG_AGO)
    owed = [
        notice(account=cast.pinula.account),
        notice("sign_in_link", account=cast.mixco.account),
        notice("contact_check", account=cast.pinula.account, subject=contact),
    ]
    assert [(await reach(one, reaching)).ways for one in owed] == [(), (), ()]


async def test_who_registered_is_written_to_at_the_address_they_left(reaching: Office) -> None:
    registration = UUID(int=1)
    there = await reach(notice(registration=registration, to="ana@correo.test"), reaching)
    assert [(way.channel, way.address) for way in there.ways] == [("mail", "ana@correo.test")]
    forgotten = await reach(notice(registration=registration), reaching)
    assert forgotten.ways == ()


async def test_hours_go_with_the_ways(cast: Cast, reaching: Office) -> None:
    evening = replace(SMS, from_time=EVENING.from_time, until_time=EVENING.until_time)
    await confirmed(reaching, evening, MAIL, who=cast.pinula)
    owed = notice(account=cast.pinula.account)
    usual = await reach(owed, reaching)
    assert ([way.hours for way in usual.ways], usual.quiet) == ([EVENING, None], None)
    quiet = Quiet(Hours(time(22), time(8)), "Europe/Madrid")
    await preferences.say(quiet, by=cast.pinula, at=LONG_AGO)
    theirs = await reach(owed, reaching)
    assert (theirs.quiet, theirs.zone) == (quiet.hours, "Europe/Madrid")
    assert await preferences.quiet_of(account_of(cast.pinula)) == quiet
    await preferences.say(None, by=cast.pinula, at=LONG_AGO)
    assert (await reach(owed, reaching)).zone == reaching.settings.timezone


async def test_the_check_goes_to_its_contact_alone_as_long_as_that_is_agreed_to(
    cast: Cast, reaching: Office, offline_office: Office
) -> None:
    await named(cast.pinula, SMS)
    check = notice("contact_check", account=cast.pinula.account, subject=await only_contact())
    assert [way.address for way in (await reach(check, reaching)).ways] == [NUMBER]
    assert (await reach(check, offline_office)).ways == ()
    await consents.withdraw(account_of(cast.pinula), "sms", "reply", at=LONG_AGO)
    assert (await reach(check, reaching)).ways == ()


@pytest.mark.parametrize(("hour", "quiet"), [(12, [True, True]), (19, [False, False])])
async def test_the_check_comes_only_when_the_contact_is_safe(
    cast: Cast, reaching: Office, hour: int, quiet: list[bool]
) -> None:
    evening = replace(SMS, from_time=EVENING.from_time, until_time=EVENING.until_time)
    assert await _checks_are_quiet(cast, reaching, evening, hour) == quiet


async def test_who_names_a_contact_at_night_does_not_wait_for_the_morning(
    cast: Cast, reaching: Office
) -> None:
    assert await _checks_are_quiet(cast, reaching, SMS, 23) == [False, True]


async def _checks_are_quiet(cast: Cast, office: Office, way: Named, hour: int) -> list[bool]:
    """Whether the check waits, said by oneself and written down by a coordinator."""
    who = await volunteers.actor_of(await helper())
    at = LONG_AGO.replace(hour=hour) + timedelta(hours=6)
    found = []
    for by in (who, cast.pinula):
        await contacts.say(account_of(who), [], by=by, at=LONG_AGO, agreed=True)
        await contacts.say(account_of(who), [way], by=by, at=LONG_AGO, agreed=True)
        check = notice("contact_check", account=who.account, subject=await only_contact())
        there = await reach(check, office)
        found.append(is_quiet(at, there, there.ways[0]))
    return found
