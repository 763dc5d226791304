"""Whoever's ways were written down by somebody else is told so, and of their own deeds is not."""

from datetime import timedelta

from notifications.domain.contacts import contacts
from notifications.domain.inbox import reading
from notifications.domain.notices.contacts_changed import contacts_changed
from notifications.domain.office import Office
from server.foundation.identity import Actor
from tests.support.cast import LONG_AGO, Cast
from tests.support.crew import helper
from tests.support.lexicon import sensitive_words
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.reached import NUMBER, SMS, account_of, named
from tests.support.rounds import told
from volunteers.people.domain import volunteers

DAY = timedelta(days=1)


async def ana() -> Actor:
    return await volunteers.actor_of(await helper())


async def test_who_is_written_down_is_told_each_time_once(
    cast: Cast, office: Office, post: PostOffice
) -> None:
    who = await ana()
    await contacts.say(account_of(who), [SMS], by=cast.pinula, at=LONG_AGO, agreed=True)
    await contacts.say(account_of(who), [], by=cast.pinula, at=LONG_AGO, agreed=True)
    assert await contacts_changed.owe(LONG_AGO + DAY) == 2
    assert await contacts_changed.owe(LONG_AGO + DAY) == 0
    await told(office, LONG_AGO + DAY)
    assert [letter["To"] for letter in post.letters] == [f"{who.name} <{who.email}>"] * 2
    kept = await reading.entries(who)
    assert [entry.leads_to for entry in kept] == ["/mis-avisos/medios"] * 2
    words = text_of(post.letters[0]) + kept[0].subject + kept[0].opening
    assert (NUMBER in words, sensitive_words(words)) == (False, [])


async def test_who_says_it_themselves_is_not_told(cast: Cast) -> None:
    await named(await ana(), SMS)
    await named(cast.pinula, SMS)
    assert await contacts_changed.owe(LONG_AGO) == 0


async def test_what_is_old_is_no_news(cast: Cast) -> None:
    who = await ana()
    await contacts.say(account_of(who), [SMS], by=cast.pinula, at=LONG_AGO, agreed=True)
    assert await contacts_changed.owe(LONG_AGO + 3 * DAY) == 0
