"""A message asks whether a way to reach somebody works, and nothing else."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from notifications.domain.contacts import confirming, contacts
from notifications.domain.notices.contact_check import contact_check
from notifications.domain.office import Office
from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from tests.support.cast import LONG_AGO, Cast
from tests.support.lexicon import sensitive_words
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.reached import CALL, MAIL, SMS, account_of, named, notice, tokens
from tests.support.rounds import told

DAY = timedelta(days=1)


async def owed(at: datetime = LONG_AGO) -> list[str]:
    """The channels that are asked whether they work."""
    await contact_check.owe(at)
    rows = await fetch(
        "SELECT c.channel FROM notice n JOIN contact c ON c.id = n.subject ORDER BY n.owed_at, 1"
    )
    return [row["channel"] for row in rows]


async def test_every_new_contact_is_asked_once_for_three_days(cast: Cast) -> None:
    await named(cast.pinula, SMS, MAIL, CALL)
    await named(cast.mixco, replace(MAIL, address=cast.mixco.email))
    assert await owed(LONG_AGO + 3 * DAY) == []
    assert await owed() == ["mail", "sms"]
    assert await owed(LONG_AGO + DAY) == ["mail", "sms"]
    await confirming.ask_again(account_of(cast.pinula), "sms", by=cast.pinula, at=LONG_AGO + DAY)
    assert await owed(LONG_AGO + DAY) == ["mail", "sms", "sms"]


async def test_who_agrees_no_more_is_not_asked(cast: Cast) -> None:
    await named(cast.pinula, SMS)
    await contacts.leave(account_of(cast.pinula), "sms", by=cast.pinula, at=LONG_AGO)
    assert await owed() == []


async def test_the_link_confirms_the_contact(cast: Cast, office: Office, post: PostOffice) -> None:
    await named(cast.pinula, MAIL)
    await told(office, LONG_AGO)
    assert [str(letter["To"]) for letter in post.letters] == ["Paula Pinula <ana@otra.test>"]
    (token,) = await tokens(office, cast.pinula)
    text = f"{post.letters[0]['Subject']}\n{text_of(post.letters[0])}"
    assert f"http://convoca.test/m/{token}" in text
    assert sensitive_words(text) == []
    asked = await confirming.question(token, office.signer)
    assert (asked.channel, asked.confirmed) == ("mail", False)
    for hour in (1, 2):
        await confirming.confirm(token, office.signer, at=LONG_AGO + hour * timedelta(hours=1))
    rows = await fetch("SELECT confirmed_at FROM contact")
    assert [row["confirmed_at"] for row in rows] == [LONG_AGO + timedelta(hours=1)]
    with pytest.raises(NotFound):
        await confirming.ask_again(account_of(cast.pinula), "mail", by=cast.pinula, at=LONG_AGO)


async def test_the_link_dies_with_the_address(cast: Cast, offline_office: Office) -> None:
    await named(cast.pinula, SMS)
    (token,) = await tokens(offline_office, cast.pinula)
    await named(cast.pinula, replace(SMS, address="+50255550000"))
    for gone in (False, True):
        if gone:
            await execute("DELETE FROM contact")
        with pytest.raises(NotFound):
            await confirming.confirm(token, offline_office.signer, at=LONG_AGO)
    with pytest.raises(NotFound):
        await confirming.question("made up", offline_office.signer)


async def test_people_are_not_asked_by_a_machine_whether_calls_work(cast: Cast) -> None:
    await named(cast.pinula, CALL)
    with pytest.raises(NotFound):
        await confirming.ask_again(account_of(cast.pinula), "call", by=cast.pinula, at=LONG_AGO)


async def test_the_words_hold_neither_name_nor_address(cast: Cast, offline_office: Office) -> None:
    await named(cast.pinula, SMS)
    contact = (await fetch("SELECT id FROM contact"))[0]["id"]
    asked = notice("contact_check", account=cast.pinula.account, subject=contact)
    letter = await contact_check.write(asked, offline_office, LONG_AGO)
    said = " ".join([letter.subject, letter.opening, *letter.closing])
    assert ("Paula" in said, "5555" in said, letter.facts) == (False, False, ())
