"""Which facts programs are owed to hear, and in which words."""

from typing import Any
from uuid import UUID

import msgspec

from events.planning.domain import planning
from notifications.domain.notice import Notice
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.webhooks import webhooks
from notifications.domain.webhooks.facts import FACTS
from notifications.domain.webhooks.webhooks import Wish
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM, new_id
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.rounds import DAY, HOUR, invited, moved, reinstated
from volunteers.assignments.domain import invitations

NEW = TODAY - HOUR


async def program(*facts: str) -> UUID:
    wish = Wish(address="https://ejemplo.org/", facts=facts or FACTS)
    return (await webhooks.make(wish, by=SYSTEM, at=NEW)).id


async def owed(at: Any = TODAY) -> list[str]:
    """What is owed now, in the order of the alphabet, told or not."""
    for name, kind in KINDS.items():
        if name.startswith("program_"):
            await kind.owe(at)
    rows = await fetch("SELECT key FROM notice WHERE webhook IS NOT NULL AND state = 'queued'")
    return sorted(row["key"].split(":")[2] for row in rows)


async def said(office: Office, fact: str) -> dict[str, Any]:
    """The message about the only such fact."""
    rows = await fetch("SELECT * FROM notice WHERE split_part(key, ':', 3) = $1", fact)
    row = dict(rows[0])
    notice = msgspec.convert(
        {**row, "lease": new_id(), "to": "", "to_name": "", "language": "es", "given_up": ()},
        Notice,
    )
    assert await KINDS[notice.kind].is_still_owed(notice, TODAY + HOUR)
    letter = await KINDS[notice.kind].write(notice, office, TODAY)
    message: dict[str, Any] = msgspec.json.decode(letter.data)
    return message


async def test_a_program_hears_once_that_an_event_is_published(offline_office: Office) -> None:
    await program()
    event = await planned()
    assert await owed() == await owed() == ["event.published"]
    assert await said(offline_office, "event.published") == {
        "type": "event.published",
        "timestamp": "2026-11-28T15:00:00Z",
        "data": {
            "id": str(event), "title": "Navegar con cuidado", "municipality": "0103",
            "starts_at": "2026-12-05T15:00:00Z", "ends_at": "2026-12-05T18:00:00Z",
            "zone": "America/Guatemala", "status": "published", "sequence": 0,
        },
    }  # fmt: skip


async def test_a_draft_is_nobodys_business(db: None) -> None:
    await program()
    await planned(published=False)
    assert await owed() == []


async def test_what_is_internal_is_nobodys_business(db: None) -> None:
    await program()
    await planned()
    await execute("UPDATE kind SET internal = true WHERE slug = 'workshop'")
    try:
        assert await owed() == []
    finally:
        await execute("UPDATE kind SET internal = false WHERE slug = 'workshop'")


async def test_what_happened_before_the_program_came_is_no_news(db: None) -> None:
    await planned(at=NEW - HOUR)
    await program()
    assert await owed() == []


async def test_what_happened_more_than_a_week_ago_is_no_news(db: None) -> None:
    await program()
    await planned()
    assert await owed(TODAY + 8 * DAY) == []


async def test_a_program_hears_only_what_it_asked_for_while_it_is_not_paused(db: None) -> None:
    deaf = await program("event.published")
    await program("event.cancelled")
    await planned()
    await webhooks.pause(deaf, by=SYSTEM, at=TODAY)
    assert await owed() == []
    await webhooks.resume(deaf, by=SYSTEM, at=TODAY)
    assert await owed() == ["event.published"]


async def test_a_move_is_a_change_and_only_the_last_is_told(offline_office: Office) -> None:
    await program("event.changed")
    event = await planned()
    await moved(event, by=HOUR, at=TODAY)
    await moved(event, by=2 * HOUR, at=TODAY)
    assert await owed() == ["event.changed"]
    assert (await said(offline_office, "event.changed"))["data"]["sequence"] == 2


async def test_a_change_of_a_draft_is_none(db: None) -> None:
    await program("event.changed")
    event = await planned(published=False)
    await moved(event, by=HOUR, at=TODAY)
    assert await owed() == []


async def test_an_event_that_is_off_and_on_again_is_cancelled_and_then_changed(
    offline_office: Office,
) -> None:
    await program("event.cancelled", "event.changed")
    event = await planned()
    await planning.cancel(event, "security", by=SYSTEM, at=TODAY)
    assert await owed() == ["event.cancelled"]
    told = await said(offline_office, "event.cancelled")
    assert (told["data"]["status"], "security" in str(told)) == ("cancelled", False)
    await reinstated(event, at=TODAY + HOUR)
    assert await owed(TODAY + HOUR) == ["event.cancelled", "event.changed"]


async def test_a_cancelled_draft_was_never_known(db: None) -> None:
    await program()
    event = await planned(published=False)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY)
    assert await owed() == []


async def test_a_register_may_be_closed_twice(db: None) -> None:
    await program("register.closed")
    event, after = await planned(), SATURDAY + 4 * HOUR
    for hour in (0, 2):
        await planning.close(event, by=SYSTEM, at=after + hour * HOUR)
        assert len(await owed(after + hour * HOUR)) == 1 + hour // 2
        await planning.reopen(event, by=SYSTEM, at=after + (hour + 1) * HOUR)


async def test_an_answer_tells_neither_who_nor_why(offline_office: Office) -> None:
    await program("assignment.answered")
    assignment = await invited("Ana Ayuda")
    await invitations.answer(assignment, "accepted", at=TODAY)
    await invitations.answer(assignment, "declined", at=TODAY + HOUR, reason="estoy enferma")
    assert await owed(TODAY + HOUR) == ["assignment.answered"]
    told = await said(offline_office, "assignment.answered")
    event = (await fetch("SELECT event FROM assignment"))[0]["event"]
    assert told["data"] == {
        "assignment": str(assignment), "event": str(event), "answer": "declined"
    }  # fmt: skip


async def test_programs_are_told_each_for_themselves(db: None) -> None:
    for _each in range(2):
        await program("event.published")
    await planned()
    await planned(starts_at=SATURDAY + 7 * DAY, ends_at=SATURDAY + 7 * DAY + HOUR)
    assert await owed() == ["event.published"] * 4
