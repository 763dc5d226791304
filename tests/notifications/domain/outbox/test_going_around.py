"""A provider that is down keeps nobody waiting who may be told another way."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from notifications.domain.contacts.naming import Named
from notifications.domain.office import Office
from notifications.domain.outbox import pace
from notifications.domain.outbox.pace import IN_A_ROW
from notifications.domain.outbox.patience import FEW_TRIES, Outcome
from server.accounts.domain import accounts
from server.foundation.database import fetch
from tests.support.events import TODAY
from tests.support.installation import free_port
from tests.support.moods import Mood
from tests.support.post_office import PostOffice
from tests.support.reached import MAIL, WHATSAPP, confirmed
from tests.support.rounds import HOUR, invited, told
from tests.support.whatsapp_house import WhatsAppHouse

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


async def ana(office: Office, *ways: Named, name: str = "Ana Díaz") -> None:
    """She is invited, and named how she may be reached."""
    await invited(name)
    rows = await fetch("SELECT id FROM account ORDER BY id DESC LIMIT 1")
    who = await accounts.actor(UUID(str(rows[0]["id"])))
    assert who
    await confirmed(office, *ways, who=who)


async def standing() -> list[tuple[str, str | None]]:
    rows = await fetch(
        "SELECT state, way FROM notice WHERE kind = 'invitation' ORDER BY owed_at, id"
    )
    return [(row["state"], row["way"]) for row in rows]


async def tries(channel: str) -> int:
    return len(await fetch("SELECT FROM delivery WHERE channel = $1", channel))


async def rests(channel: str, wait: timedelta) -> None:
    """The provider asked everybody to wait for so long."""
    await pace.take(channel, at=TODAY)
    await pace.note(channel, Outcome(name="failed", everybody=True, wait=wait), at=TODAY)


@pytest.fixture
def dead(everywhere: Office, chat: WhatsAppHouse) -> Office:
    """Where WhatsApp should be, nobody listens."""
    provider = msgspec.structs.replace(chat.provider, base=f"http://127.0.0.1:{free_port()}")
    settings = msgspec.structs.replace(everywhere.settings, whatsapp=provider)
    return Office(settings, everywhere.signer, everywhere.http)


async def test_after_four_tries_in_vain_the_next_way_is_taken(
    dead: Office, post: PostOffice
) -> None:
    await ana(dead, WHATSAPP, MAIL)
    for seconds in (0, 31, 92, 213):
        assert post.letters == []
        await told(dead, TODAY + seconds * SECOND)
    assert (await standing(), len(post.letters)) == ([("sent", "mail")], 1)
    assert await tries("whatsapp") == FEW_TRIES


async def test_who_has_no_other_way_is_tried_on(dead: Office) -> None:
    await ana(dead, WHATSAPP)
    for seconds in (0, 31, 92, 213, 454):
        await told(dead, TODAY + seconds * SECOND)
    assert (await standing(), await tries("whatsapp")) == ([("queued", "whatsapp")], 5)


async def test_nobody_listening_holds_the_channel_up_for_all(dead: Office) -> None:
    for number in range(IN_A_ROW + 2):
        await ana(dead, WHATSAPP, name=f"P{number} Ayuda")
    await told(dead, TODAY)
    assert await tries("whatsapp") < IN_A_ROW + 2
    assert (await pace.held_up(at=TODAY)).resting.keys() == {"whatsapp"}


async def test_a_long_rest_is_gone_around_at_once(
    everywhere: Office, chat: WhatsAppHouse, post: PostOffice
) -> None:
    await ana(everywhere, WHATSAPP, MAIL)
    await rests("whatsapp", HOUR)
    await told(everywhere, TODAY)
    assert (await standing(), len(post.letters), chat.messages) == ([("sent", "mail")], 1, [])


async def test_who_makes_all_wait_long_is_gone_around_in_the_same_round(
    everywhere: Office, chat: WhatsAppHouse, post: PostOffice
) -> None:
    chat.moods.retry_after = "3600"
    chat.moods.coming.append(Mood.BUSY)
    await ana(everywhere, WHATSAPP, MAIL)
    await told(everywhere, TODAY)
    assert (await standing(), len(post.letters)) == ([("sent", "mail")], 1)


async def test_a_short_rest_is_waited_for(
    everywhere: Office, chat: WhatsAppHouse, post: PostOffice
) -> None:
    await ana(everywhere, WHATSAPP, MAIL)
    await rests("whatsapp", MINUTE)
    await told(everywhere, TODAY)
    assert await standing() == [("queued", "whatsapp")]
    await told(everywhere, TODAY + MINUTE)
    assert (len(chat.messages), post.letters) == (1, [])


async def test_who_has_no_other_way_waits_for_a_rest_to_end(
    everywhere: Office, chat: WhatsAppHouse
) -> None:
    await ana(everywhere, WHATSAPP)
    await rests("whatsapp", 7 * MINUTE)
    for minutes in (0, 5, 6):
        await told(everywhere, TODAY + minutes * MINUTE)
    assert (await standing(), chat.messages) == ([("queued", "whatsapp")], [])
    await told(everywhere, TODAY + 7 * MINUTE)
    assert (await standing(), len(chat.messages)) == ([("sent", "whatsapp")], 1)
