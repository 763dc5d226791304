"""What becomes of a notice when delivering it goes well, badly, or who knows how."""

import asyncio
from datetime import datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from notifications.channels import mail
from notifications.channels.message import Message
from notifications.domain.notice import Notice
from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import (
    leases,
    rendering,
    rounds,
    sending,
    sorting,
    sweeping,
    writing,
)
from notifications.domain.outbox.leases import Begun, Standing
from notifications.domain.outbox.patience import Outcome
from server.foundation import database
from server.foundation.database import execute, fetch
from tests.support.events import TODAY
from tests.support.post_office import PostOffice
from tests.support.rounds import HOUR, event_of, invited, moved, notices, told


async def outcomes() -> list[tuple[str | None, str]]:
    rows = await fetch("SELECT outcome, detail FROM delivery ORDER BY attempt")
    return [(row["outcome"], row["detail"]) for row in rows]


async def in_doubt() -> list[bool]:
    return [row["in_doubt"] for row in await fetch("SELECT in_doubt FROM notice")]


async def due(kind: str = "invitation") -> None:
    await KINDS[kind].owe(TODAY)
    await sorting.sort(KINDS, ["mail"], at=TODAY)


async def claimed(kind: str = "invitation", *, most: int = 1) -> list[Notice]:
    await due(kind)
    return await leases.claim(KINDS, "mail", at=TODAY, most=most)


async def test_a_busy_server_is_asked_again_later(office: Office, post: PostOffice) -> None:
    await invited()
    post.to_letter = ["451 later"]
    await told(office, TODAY)
    await told(office, TODAY)
    assert (await notices(), await outcomes()) == (
        {("invitation", "queued"): 1}, [("failed", "451 later")]
    )  # fmt: skip
    await told(office, TODAY + HOUR)
    assert await outcomes() == [("failed", "451 later"), ("sent", "")]
    assert await in_doubt() == [False]


async def test_a_final_refusal_is_not_tried_again(office: Office, post: PostOffice) -> None:
    await invited()
    post.to_recipient = ["550 no such person"]
    await told(office, TODAY)
    await told(office, TODAY + HOUR)
    assert (await notices(), await outcomes()) == (
        {("invitation", "failed"): 1}, [("refused", "550 no such person")]
    )  # fmt: skip


async def test_a_connection_that_breaks_in_the_letter_leaves_doubt_and_is_repaired(
    office: Office, post: PostOffice
) -> None:
    await invited()
    post.drops = 1
    await told(office, TODAY)
    await told(office, TODAY + HOUR)
    assert [outcome for outcome, _detail in await outcomes()] == ["unknown", "sent"]
    assert (len(post.letters), await in_doubt()) == (1, [True])


async def test_a_second_copy_is_known_as_the_same_letter(office: Office, post: PostOffice) -> None:
    await invited()
    await told(office, TODAY)
    await execute("UPDATE notice SET state = 'queued', settled_at = NULL")
    await told(office, TODAY + HOUR)
    first, second = post.letters
    assert (first["Message-ID"], first["Date"]) == (second["Message-ID"], second["Date"])


async def test_nothing_of_the_database_is_held_while_the_server_thinks(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, bool]] = []

    def held() -> int:
        pool: Any = database.engine.pool
        return int(pool.get_size() - pool.get_idle_size())

    async def look(*_arguments: object) -> Outcome:
        seen.append((held(), database.engine.transaction_exists()))
        return Outcome(name="sent")

    monkeypatch.setattr(sending, "dispatch", look)
    await invited()
    # What an earlier test left to be given back is not ours.
    before = held()
    await told(office, TODAY)
    assert [(count <= before, busy) for count, busy in seen] == [(True, False)]


async def test_what_a_dead_process_was_sending_is_in_doubt_and_sent_again(
    office: Office, post: PostOffice
) -> None:
    await invited()
    (notice,) = await claimed()
    await leases.begin(notice, "mail", None, at=TODAY)
    await told(office, TODAY + leases.LASTS)
    assert post.letters == []
    await told(office, TODAY + HOUR)
    assert [outcome for outcome, _detail in await outcomes()] == ["unknown", "sent"]
    assert (len(post.letters), await in_doubt()) == (1, [True])


async def test_what_a_dead_process_only_held_is_not_in_doubt(
    office: Office, post: PostOffice
) -> None:
    await invited()
    await claimed()
    await told(office, TODAY + HOUR)
    assert (len(post.letters), await in_doubt()) == (1, [False])


async def test_who_lost_the_lease_neither_sends_nor_records(
    office: Office, post: PostOffice
) -> None:
    await invited()
    (slow,) = await claimed()
    await told(office, TODAY + HOUR)
    assert await leases.begin(slow, "mail", None, at=TODAY + HOUR) is None
    assert not await leases.record(slow, 1, Outcome(name="failed"), at=TODAY + HOUR)
    await leases.put(slow, Standing("failed", TODAY, "mail", ()), at=TODAY + HOUR)
    await leases.supersede(slow, at=TODAY + HOUR)
    await leases.give_back([slow])
    assert await notices() == {("invitation", "sent"): 1}


async def test_who_was_too_slow_at_writing_leaves_it_to_others(
    office: Office, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await invited()
    begin = leases.begin

    async def late(notice: Notice, *how: Any, at: datetime) -> Begun | None:
        await sweeping.sweep(at=at + HOUR)
        return await begin(notice, *how, at=at)

    monkeypatch.setattr(leases, "begin", late)
    await told(office, TODAY)
    assert (post.letters, await notices()) == ([], {("invitation", "queued"): 1})


async def test_two_who_claim_never_get_the_same(office: Office) -> None:
    for number in range(8):
        await invited(f"P{number} Ayuda")
    await due()
    claims = await asyncio.gather(*(claimed(most=3) for _ in range(4)))
    held = [notice.id for claim in claims for notice in claim]
    assert (len(held), len(set(held))) == (8, 8)


async def test_a_kind_that_only_a_newer_version_knows_is_left_alone(office: Office) -> None:
    await invited()
    await KINDS["invitation"].owe(TODAY)
    await execute("UPDATE notice SET kind = 'tomorrow'")
    await told(office, TODAY)
    assert (await notices())["tomorrow", "queued"] == 1


async def test_a_letter_that_cannot_be_written_keeps_no_other_from_leaving(
    office: Office, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(letter: object, notice: Any, _office: Office) -> Any:
        if notice.to == "ana@convoca.test":
            raise ZeroDivisionError
        return rendering.render(letter, notice, _office)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(writing, "render", broken)
    await invited("Ana Ayuda")
    await invited("Beto Ayuda")
    with capture_logs() as logs:
        await told(office, TODAY)
    assert [letter["To"].addresses[0].addr_spec for letter in post.letters] == ["beto@convoca.test"]
    assert await notices() == {("invitation", "queued"): 1, ("invitation", "sent"): 1}
    assert ("failed", "the letter could not be written") in await outcomes()
    assert [log["event"] for log in logs] == ["a notice cannot be written"]
    assert "ana@" not in str(logs)


async def test_a_mistake_of_ours_in_sending_keeps_no_other_from_leaving(
    office: Office, post: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = mail.send

    async def broken(message: Message, **how: Any) -> None:
        if message.to == "ana@convoca.test":
            raise ZeroDivisionError
        await send(message, **how)

    monkeypatch.setattr(mail, "send", broken)
    await invited("Ana Ayuda")
    await invited("Beto Ayuda")
    with capture_logs() as logs:
        await told(office, TODAY)
    assert len(post.to("beto@convoca.test")) == 1
    assert await notices() == {("invitation", "queued"): 1, ("invitation", "sent"): 1}
    assert [log["event"] for log in logs] == ["a letter cannot be handed over"]


async def test_a_round_that_is_told_to_leave_begins_nothing(
    office: Office, post: PostOffice
) -> None:
    await invited()
    leaving = asyncio.Event()
    leaving.set()
    await rounds.tick(office, clock=lambda: TODAY, leaving=leaving)
    assert (post.letters, await notices()) == ([], {("invitation", "queued"): 1})


async def test_nothing_overtakes_what_is_on_its_way_to_the_same_person(
    office: Office, post: PostOffice
) -> None:
    assignment = await invited()
    await told(office, TODAY)
    event = await event_of(assignment)
    await moved(event, by=HOUR)
    (changed,) = await claimed("change")
    await moved(event, by=2 * HOUR)
    assert await KINDS["change"].owe(TODAY) == 0
    await leases.supersede(changed, at=TODAY)
    assert await KINDS["change"].owe(TODAY) == 1
