"""What programs hear, and what becomes of a message that does not arrive."""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

import msgspec
import pytest

from events.planning.domain import planning
from notifications.channels import pool
from notifications.domain.office import Office
from notifications.domain.webhooks import webhooks
from notifications.domain.webhooks.facts import FACTS
from notifications.domain.webhooks.webhooks import Hearer, Wish
from server.foundation.database import fetch
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.events import TODAY, planned
from tests.support.rounds import DAY, HOUR, accepted, moved, told
from tests.support.webhook_house import WebhookHouse, is_genuine, webhook_house


@pytest.fixture
async def house() -> AsyncIterator[WebhookHouse]:
    async with webhook_house() as program:
        yield program


@pytest.fixture
async def at_home(db: None, settings: Settings, signer: Signer) -> AsyncIterator[Office]:
    """An installation that may talk to its own machine, and keeps mail in a folder."""
    async with pool.opened() as http:
        own = msgspec.structs.replace(settings, base_url="http://localhost:8000")
        yield Office(own, signer, http)


async def program(house: WebhookHouse) -> Hearer:
    wish = Wish(address=house.address, facts=FACTS, at_home=True)
    return await webhooks.make(wish, by=SYSTEM, at=TODAY - HOUR)


async def state() -> tuple[str, list[str]]:
    """Of the only message: how it stands, and how each attempt ended."""
    row = (await fetch("SELECT id, state FROM notice WHERE webhook IS NOT NULL"))[0]
    tries = await fetch(
        "SELECT outcome FROM delivery WHERE notice = $1 ORDER BY attempt", row["id"]
    )
    return row["state"], [each["outcome"] for each in tries]


async def paused(webhook: UUID) -> datetime | None:
    return (await webhooks.one(webhook, by=SYSTEM)).paused_at


async def test_a_program_hears_everything_once_signed_and_without_a_name(
    at_home: Office, house: WebhookHouse, signer: Signer
) -> None:
    hearer = await program(house)
    assignment = await accepted("Ana Ayuda", event=(event := await planned()))
    await told(at_home, TODAY)
    await moved(event, by=HOUR, at=TODAY + HOUR)
    await told(at_home, TODAY + HOUR)
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + 2 * HOUR)
    await told(at_home, TODAY + 2 * HOUR)
    await told(at_home, TODAY + 3 * HOUR)
    assert sorted(house.facts[:2]) == ["assignment.answered", "event.published"]
    assert house.facts[2:] == ["event.changed", "event.cancelled"]
    assert house.said[-1]["data"]["sequence"] == 2
    secret = webhooks.secret(hearer, signer)
    for hour, heard in zip((0, 0, 1, 2), house.heard, strict=True):
        moment = (TODAY + hour * HOUR).timestamp()
        assert is_genuine(heard.headers, heard.body, secret, at=moment)
    assert "Ana" not in str(house.said)
    assert str(assignment) in str(house.said[:2])


async def test_a_message_that_did_not_arrive_is_repeated_as_the_same(
    at_home: Office, house: WebhookHouse
) -> None:
    await program(house)
    await planned()
    house.answers = [0, 500, 429]
    for hour in range(5):
        await told(at_home, TODAY + hour * HOUR)
    assert await state() == ("sent", ["unknown", "failed", "failed", "sent"])
    assert len({heard.headers["webhook-id"] for heard in house.heard}) == 1
    assert len({heard.headers["webhook-timestamp"] for heard in house.heard}) == 4


async def test_a_program_may_refuse_a_message_twice_before_it_counts(
    at_home: Office, house: WebhookHouse
) -> None:
    await program(house)
    await planned()
    house.answers = [400] * 4
    for hour in range(5):
        await told(at_home, TODAY + hour * HOUR)
    assert await state() == ("failed", ["failed", "failed", "refused"])
    assert len(house.heard) == 3


async def test_a_program_that_is_gone_hears_nothing_more_until_somebody_lets_it(
    at_home: Office, house: WebhookHouse
) -> None:
    hearer = await program(house)
    await planned()
    house.answers = [410]
    await told(at_home, TODAY)
    assert (await state(), await paused(hearer.id)) == (("failed", ["refused"]), TODAY)
    await planned(starts_at=TODAY + 10 * DAY, ends_at=TODAY + 10 * DAY + HOUR, at=TODAY + HOUR)
    await told(at_home, TODAY + HOUR)
    assert len(house.heard) == 1
    await webhooks.resume(hearer.id, by=SYSTEM, at=TODAY + 2 * HOUR)
    await told(at_home, TODAY + 2 * HOUR)
    assert house.facts == ["event.published"] * 2


async def test_a_program_that_does_not_answer_keeps_no_other_from_hearing(
    at_home: Office, house: WebhookHouse
) -> None:
    async with webhook_house() as broken:
        broken.answers = [500] * 50
        await program(broken)
        await program(house)
        for week in range(8):
            starts_at = TODAY + (10 + week) * DAY
            await planned(starts_at=starts_at, ends_at=starts_at + HOUR)
        await told(at_home, TODAY)
        await told(at_home, TODAY + HOUR)
    assert house.facts == ["event.published"] * 8


async def test_a_message_to_a_machine_of_the_house_is_never_sent_from_the_world(
    at_home: Office, house: WebhookHouse, settings: Settings
) -> None:
    await program(house)
    await planned()
    outside = msgspec.structs.replace(at_home.settings, base_url="https://convoca.test")
    await told(msgspec.structs.replace(at_home, settings=outside), TODAY)
    assert (await state(), house.heard) == (("failed", ["refused"]), [])
