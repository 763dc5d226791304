"""What is judged again because a moment passed, an event moved or a clock was wrong."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from events.planning.domain import planning
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import leases, pace, rounds, sorting
from notifications.domain.outbox.choice import TOO_LATE
from notifications.domain.outbox.pace import Rate
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from tests.notifications.domain.outbox.test_ways_taken import EVENING, ana, inbox, standing, tries
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.post_office import PostOffice
from tests.support.reached import MAIL, SMS, WHATSAPP
from tests.support.rounds import DAY, HOUR, invited, moved, notices, told
from tests.support.whatsapp_house import WhatsAppHouse

SECOND = timedelta(seconds=1)
LATER = 131000
ASLEEP: Any = {"whatsapp": Rate(1, 1)}


async def the_event() -> Any:
    return (await fetch("SELECT id FROM event"))[0]["id"]


async def subjects() -> list[str]:
    return [row["subject"] for row in await fetch("SELECT subject FROM inbox_entry")]


async def test_the_inbox_says_what_was_said_in_the_end(
    everywhere: Office, chat: WhatsAppHouse
) -> None:
    await ana(everywhere, WHATSAPP)
    chat.moods.coming.append(LATER)
    await told(everywhere, TODAY)
    before = await subjects()
    await moved(await the_event(), by=3 * HOUR, at=TODAY + SECOND)
    await told(everywhere, TODAY + HOUR)
    after = await subjects()
    assert (await standing(), len(chat.messages)) == ([("sent", "whatsapp")], 1)
    assert (len(before), len(after), before == after) == (1, 1, False)


@pytest.mark.parametrize("mood", [LATER, None])
async def test_the_inbox_forgets_what_was_called_off_before_it_was_told(
    everywhere: Office, chat: WhatsAppHouse, mood: int | None
) -> None:
    await ana(everywhere, WHATSAPP)
    chat.moods.coming.extend([mood] if mood else [])
    await told(everywhere, TODAY)
    await planning.cancel(await the_event(), "rain", by=SYSTEM, at=TODAY + SECOND)
    await told(everywhere, TODAY + HOUR)
    # Whoever was told reads on: that it was called off.
    assert (len(chat.messages), await inbox()) == ((0, 0) if mood else (2, 2))


async def test_what_is_too_late_for_every_way_is_read_in_the_inbox(everywhere: Office) -> None:
    event = await planned(starts_at=EVENING + 7 * HOUR, ends_at=EVENING + 9 * HOUR)
    await ana(everywhere, SMS, at=EVENING, event=event)
    await told(everywhere, EVENING)
    assert (await standing(), await inbox()) == ([("failed", "sms")], 1)


async def test_what_is_held_for_longer_than_the_event_waits_takes_another_way(
    everywhere: Office, post: PostOffice
) -> None:
    await ana(everywhere, SMS, MAIL, at=SATURDAY - 10 * HOUR)
    await told(everywhere, SATURDAY - 10 * HOUR)
    assert await standing() == [("held", "sms")]
    await moved(await the_event(), by=-4 * HOUR, at=SATURDAY - 9 * HOUR)
    await told(everywhere, SATURDAY - 9 * HOUR)
    assert (await standing(), len(post.letters)) == ([("sent", "mail")], 1)


async def test_what_an_event_overtakes_while_it_waits_for_its_turn_is_not_sent(
    everywhere: Office, chat: WhatsAppHouse
) -> None:
    event = await planned(starts_at=TODAY + SECOND, ends_at=TODAY + HOUR)
    await ana(everywhere, WHATSAPP, event=event, at=TODAY - HOUR)
    await execute("UPDATE assignment SET answer_by = NULL")
    await pace.take("whatsapp", at=TODAY, rates=ASLEEP)
    at = [TODAY]

    async def sleep(_seconds: float) -> None:
        at[0] = TODAY + SECOND

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("notifications.domain.outbox.sending.asyncio.sleep", sleep)
        await rounds.tick(everywhere, clock=lambda: at[0], rates={**pace.RATES, **ASLEEP})
    assert (await notices(), chat.messages) == ({("invitation", "failed"): 1}, [])
    assert await tries() == [("whatsapp", "refused", TOO_LATE)]


async def test_a_lease_of_a_clock_that_ran_ahead_is_not_waited_for(
    office: Office, post: PostOffice
) -> None:
    await invited()
    await KINDS["invitation"].owe(TODAY)
    await sorting.sort(KINDS, ["mail"], at=TODAY)
    await leases.claim(KINDS, "mail", at=TODAY + 2 * DAY)
    await told(office, TODAY)
    assert (len(post.letters), await notices()) == (1, {("invitation", "sent"): 1})


async def test_other_words_are_another_letter(office: Office, post: PostOffice) -> None:
    await invited()
    taken: list[bytes] = []
    handed_over = post.handle_DATA

    async def lost(server: Any, session: Any, envelope: Any) -> str:
        taken.append(envelope.content)
        if len(taken) < 3:
            server.transport.close()
        return await handed_over(server, session, envelope)

    post.handle_DATA = lost  # type: ignore[method-assign]  # in the mailbox, but nobody hears it
    await told(office, TODAY)
    await told(office, TODAY + HOUR)
    await moved(await the_event(), by=3 * HOUR, at=TODAY + HOUR + SECOND)
    await told(office, TODAY + 3 * HOUR)
    first, second, other = (
        message_from_bytes(one, policy=default)["Message-ID"] for one in taken
    )  # fmt: skip
    assert (first == second, second == other) == (True, False)
