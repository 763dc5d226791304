"""By which way a notice leaves, and when, as people are reached at that moment."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from notifications.domain.contacts import consents
from notifications.domain.contacts.naming import Named
from notifications.domain.office import Office
from notifications.domain.outbox import pace
from notifications.domain.outbox.choice import TOO_LATE
from notifications.domain.outbox.pace import APART, IN_A_ROW
from server.accounts.domain import accounts
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, Actor
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.post_office import PostOffice
from tests.support.reached import MAIL, SMS, WHATSAPP, confirmed
from tests.support.rounds import DAY, HOUR, invited, told
from tests.support.sms_house import SmsHouse
from tests.support.whatsapp_house import WhatsAppHouse

SECOND = timedelta(seconds=1)
EVENING = TODAY + timedelta(hours=13)  # ten at night in Guatemala
MORNING = TODAY + timedelta(hours=21)  # six


async def ana(office: Office, *ways: Named, **how: Any) -> Actor:
    """She is invited, and said how she may be reached."""
    await invited(**how)
    rows = await fetch("SELECT id FROM account WHERE email = 'ana@convoca.test'")
    who = await accounts.actor(UUID(str(rows[0]["id"])))
    assert who
    await confirmed(office, *ways, who=who)
    return who


async def standing() -> list[tuple[str, str | None]]:
    rows = await fetch(
        "SELECT state, way FROM notice WHERE kind = 'invitation' ORDER BY owed_at, id"
    )
    return [(row["state"], row["way"]) for row in rows]


async def tries() -> list[tuple[str, str, str]]:
    rows = await fetch("SELECT channel, outcome, detail FROM delivery ORDER BY began_at, attempt")
    return [tuple(row) for row in rows]


async def inbox() -> int:
    return len(await fetch("SELECT FROM inbox_entry"))


async def test_the_first_way_is_taken_and_the_inbox_knows_it(
    everywhere: Office, chat: WhatsAppHouse, post: PostOffice
) -> None:
    await ana(everywhere, WHATSAPP, MAIL)
    await told(everywhere, TODAY)
    assert (await standing(), len(chat.messages), post.letters) == ([("sent", "whatsapp")], 1, [])
    assert await inbox() == 1
    row = (await fetch("SELECT reference FROM delivery"))[0]
    assert row["reference"] == chat.messages[0].id


async def test_who_is_refused_there_is_written_to_by_the_next_way_in_the_same_round(
    everywhere: Office, chat: WhatsAppHouse, texts: SmsHouse
) -> None:
    chat.moods.coming.append(131026)
    await ana(everywhere, WHATSAPP, SMS)
    await told(everywhere, TODAY)
    assert (await standing(), len(texts.messages)) == ([("sent", "sms")], 1)
    assert [(way, how) for way, how, _why in await tries()] == [
        ("whatsapp", "refused"), ("sms", "sent"),
    ]  # fmt: skip


async def test_when_no_way_is_left_it_failed_and_says_why_and_the_inbox_has_it(
    everywhere: Office, chat: WhatsAppHouse, texts: SmsHouse
) -> None:
    chat.moods.coming.append(131026)
    texts.moods.coming.append(21614)
    await ana(everywhere, WHATSAPP, SMS)
    await told(everywhere, TODAY)
    await told(everywhere, TODAY + HOUR)
    assert (await standing(), await inbox()) == ([("failed", "sms")], 1)
    assert [detail.split()[0] for _way, _how, detail in await tries()] == ["131026", "21614"]


async def test_at_night_it_is_held_until_the_morning(everywhere: Office, texts: SmsHouse) -> None:
    await ana(everywhere, SMS, at=EVENING)
    await told(everywhere, EVENING)
    assert await standing() == [("held", "sms")]
    await told(everywhere, MORNING - HOUR)
    assert (await standing(), texts.messages) == ([("held", "sms")], [])
    await told(everywhere, MORNING)
    assert (await standing(), len(texts.messages)) == ([("sent", "sms")], 1)


async def test_what_the_night_makes_too_late_fails_and_says_so(
    everywhere: Office, texts: SmsHouse
) -> None:
    event = await planned(starts_at=MORNING - HOUR, ends_at=MORNING + HOUR)
    await ana(everywhere, SMS, at=EVENING, event=event)
    await told(everywhere, EVENING)
    assert (await standing(), texts.messages) == ([("failed", "sms")], [])
    assert await tries() == [("sms", "refused", TOO_LATE)]


async def test_whoever_wants_no_messages_finds_it_in_the_inbox(
    everywhere: Office, texts: SmsHouse
) -> None:
    who = await ana(everywhere, SMS)
    assert who.account
    await consents.withdraw(who.account, "sms", "link", at=TODAY)
    await told(everywhere, TODAY)
    assert (await standing(), await inbox(), texts.messages) == ([("sent", "inbox")], 1, [])
    assert [(way, how) for way, how, _why in await tries()] == [("inbox", "sent")]


async def test_two_messages_to_one_telephone_are_some_seconds_apart(
    everywhere: Office, texts: SmsHouse
) -> None:
    await ana(everywhere, SMS)
    elsewhere = await planned(starts_at=SATURDAY + DAY, ends_at=SATURDAY + DAY + HOUR)
    await invited_again(elsewhere)
    await told(everywhere, TODAY)
    assert (len(texts.messages), sorted(await standing())) == (
        1, [("queued", "sms"), ("sent", "sms")],
    )  # fmt: skip
    await told(everywhere, TODAY + APART)
    assert len(texts.messages) == 2


async def invited_again(event: UUID) -> None:
    """The same person, to another event."""
    await execute(
        "INSERT INTO assignment (id, event, volunteer, role, status, created_at, changed_at)"
        " SELECT gen_random_uuid(), $1, volunteer, role, status, created_at, changed_at"
        " FROM assignment",
        event,
    )


async def test_a_channel_that_stopped_is_gone_around_until_somebody_puts_it_right(
    everywhere: Office, chat: WhatsAppHouse, post: PostOffice
) -> None:
    chat.moods.coming.append(190)
    await ana(everywhere, WHATSAPP, MAIL)
    await told(everywhere, TODAY)
    assert (await standing(), len(post.letters)) == ([("sent", "mail")], 1)
    assert (await pace.held_up(at=TODAY)).stopped == {"whatsapp"}


async def test_who_has_no_other_way_waits_for_a_channel_that_stopped(
    everywhere: Office, chat: WhatsAppHouse
) -> None:
    chat.moods.coming.append(190)
    await ana(everywhere, WHATSAPP)
    for minutes in (0, 6, 12):
        await told(everywhere, TODAY + timedelta(minutes=minutes))
    assert (await standing(), len(await tries())) == ([("queued", "whatsapp")], 1)
    await pace.resume("whatsapp", by=SYSTEM, at=TODAY + HOUR)
    await told(everywhere, TODAY + 2 * HOUR)
    assert (await standing(), len(chat.messages)) == ([("sent", "whatsapp")], 1)


async def test_a_server_that_is_down_is_left_alone_until_one_letter_went_well(
    office: Office, post: PostOffice
) -> None:
    for number in range(IN_A_ROW + 3):
        await invited(f"P{number} Ayuda")
    down = msgspec.structs.replace(post.server, port=1)
    settings = msgspec.structs.replace(office.settings, mail_server=down)
    await told(Office(settings, office.signer), TODAY)
    await told(Office(settings, office.signer), TODAY + 20 * SECOND)
    assert len(await tries()) == IN_A_ROW
    await told(office, TODAY + 31 * SECOND)
    await told(office, TODAY + HOUR)
    assert (len(post.letters), len(await tries())) == (IN_A_ROW + 3, 2 * IN_A_ROW + 3)
