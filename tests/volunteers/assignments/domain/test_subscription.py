"""The secret address of a helper's own feed."""

from datetime import timedelta
from uuid import UUID

import pytest

from server.foundation.database import execute, fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.events import TODAY
from volunteers.assignments.domain import subscription
from volunteers.assignments.domain.subscription import Subscriber, Subscription

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def ana(db: None) -> Actor:
    """A helper with an account."""
    await helper()
    rows = await fetch("SELECT account FROM volunteer")
    return Actor(account=rows[0]["account"], name="Ana", role="facilitator")


def account_of(who: Actor) -> UUID:
    assert who.account is not None
    return who.account


async def read_at(token: str, minutes: int) -> None:
    who = await subscription.subscriber(token)
    await subscription.note_reading(who, at=TODAY + minutes * MINUTE)


async def test_an_address_is_made_changed_and_ended(ana: Actor) -> None:
    person = (await fetch("SELECT id FROM volunteer"))[0]["id"]
    assert await subscription.of(account_of(ana)) == Subscription()
    first = await subscription.make(by=ana, at=TODAY)
    assert await subscription.subscriber(first) == Subscriber(person, "es")
    assert await subscription.of(account_of(ana)) == Subscription(made_at=TODAY)
    second = await subscription.make(by=ana, at=TODAY)
    assert (await subscription.subscriber(second)).volunteer == person
    with pytest.raises(NotFound):
        await subscription.subscriber(first)
    await subscription.end(by=ana, at=TODAY)
    with pytest.raises(NotFound):
        await subscription.subscriber(second)
    assert await subscription.of(account_of(ana)) == Subscription()


async def test_only_a_fingerprint_is_kept(ana: Actor) -> None:
    token = await subscription.make(by=ana, at=TODAY)
    kept = (await fetch("SELECT to_jsonb(v)::text AS row, feed_fingerprint FROM volunteer v"))[0]
    assert (token in kept["row"], token.encode() in kept["feed_fingerprint"]) == (False, False)
    told = await fetch("SELECT to_jsonb(a)::text AS row FROM audit_entry a")
    assert (len(told) > 0, [row for row in told if token in row["row"]]) == (True, [])


async def test_the_address_dies_with_the_account(ana: Actor) -> None:
    token = await subscription.make(by=ana, at=TODAY)
    await execute("UPDATE account SET disabled_at = $1 WHERE id = $2", TODAY, ana.account)
    with pytest.raises(NotFound):
        await subscription.subscriber(token)


async def test_an_account_that_helps_nowhere_has_none(cast: Cast) -> None:
    with pytest.raises(NotFound):
        await subscription.make(by=cast.admin, at=TODAY)
    with pytest.raises(NotFound):
        await subscription.tell(busy_only=True, by=cast.admin, at=TODAY)
    assert await subscription.of(account_of(cast.admin)) == Subscription()


async def test_the_last_reading_is_known_to_five_minutes(ana: Actor) -> None:
    token = await subscription.make(by=ana, at=TODAY)
    seen = []
    for minutes in (0, 4, 5, 9):
        await read_at(token, minutes)
        seen.append((await subscription.of(account_of(ana))).read_at)
    assert seen == [TODAY, TODAY, TODAY + 5 * MINUTE, TODAY + 5 * MINUTE]


async def test_a_new_address_was_never_read(ana: Actor) -> None:
    await read_at(await subscription.make(by=ana, at=TODAY), 1)
    await subscription.make(by=ana, at=TODAY)
    assert (await subscription.of(account_of(ana))).read_at is None


async def test_how_much_it_tells_outlives_the_address(ana: Actor) -> None:
    await subscription.tell(busy_only=True, by=ana, at=TODAY)
    token = await subscription.make(by=ana, at=TODAY)
    assert (await subscription.subscriber(token)).busy_only
    await subscription.tell(busy_only=False, by=ana, at=TODAY)
    assert not (await subscription.subscriber(token)).busy_only
