"""That the ways into an account changed goes to its own mail, whatever else was said."""

from datetime import time

from notifications.domain.contacts import contacts, preferences
from notifications.domain.contacts.preferences import Quiet
from notifications.domain.contacts.way import Hours
from notifications.domain.office import Office
from server.accounts.domain import audit
from server.foundation.database import execute, fetch
from tests.support.cast import LONG_AGO, Cast
from tests.support.post_office import PostOffice
from tests.support.reached import SMS, account_of, confirmed
from tests.support.rounds import DAY, told
from tests.support.sms_house import SmsHouse

ALWAYS_QUIET = Quiet(Hours(time(0), time(23)), "America/Guatemala")


async def test_neither_the_hour_nor_another_way_nor_leaving_mail_keeps_it_back(
    cast: Cast, everywhere: Office, post: PostOffice, texts: SmsHouse
) -> None:
    who, before = account_of(cast.pinula), LONG_AGO - DAY
    await confirmed(everywhere, SMS, who=cast.pinula, at=before)
    await contacts.leave(who, "mail", by=cast.pinula, at=before)
    await preferences.say(ALWAYS_QUIET, by=cast.pinula, at=before)
    await execute("DELETE FROM notice")
    await audit.record(cast.pinula, "passkey.added", f"account:{who}", at=LONG_AGO)
    await told(everywhere, LONG_AGO)
    assert [str(letter["To"]) for letter in post.letters] == ["Paula Pinula <pinula@convoca.test>"]
    assert (post.letters[0]["List-Unsubscribe"], texts.messages) == (None, [])
    assert [row["channel"] for row in await fetch("SELECT channel FROM delivery")] == ["mail"]
    assert await fetch("SELECT id FROM inbox_entry") == []
