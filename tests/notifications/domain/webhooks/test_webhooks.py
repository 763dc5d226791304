"""Adding programs, and everything else that administrators do with them."""

from typing import Any, Final
from uuid import uuid4

import pytest

from notifications.channels import webhook_signing
from notifications.domain.webhooks import webhooks
from notifications.domain.webhooks.webhooks import Hearer, Wish
from server.foundation.database import fetch
from server.foundation.errors import Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM, Actor
from server.foundation.signing import Signer
from tests.support.cast import Cast
from tests.support.events import TODAY
from tests.support.rounds import HOUR

WISH: Final = Wish(address="https://ejemplo.org/avisos", facts=("event.published",))


async def made(**wish: Any) -> Hearer:
    asked = {"address": WISH.address, "facts": WISH.facts, **wish}
    return await webhooks.make(Wish(**asked), by=SYSTEM, at=TODAY)


async def now(hearer: Hearer) -> Hearer:
    return await webhooks.one(hearer.id, by=SYSTEM)


async def acts() -> list[str]:
    rows = await fetch("SELECT act FROM audit_entry WHERE subject LIKE 'webhook:%' ORDER BY id")
    return [row["act"] for row in rows]


async def test_a_program_hears_the_facts_that_were_chosen_for_it(db: None) -> None:
    hearer = await made(facts=("register.closed", "event.published"))
    assert hearer.facts == ("event.published", "register.closed")
    assert await webhooks.all_of_them(by=SYSTEM) == [hearer]


async def test_everything_that_is_done_to_a_program_is_on_record(db: None) -> None:
    hearer = await made()
    how: dict[str, Any] = {"by": SYSTEM, "at": TODAY + HOUR}
    moved = Wish(address="https://ejemplo.org/otra", facts=("event.cancelled",))
    await webhooks.change(hearer.id, moved, **how)
    await webhooks.pause(hearer.id, **how)
    paused = await now(hearer)
    assert (paused.address, paused.facts, paused.paused_at) == (
        "https://ejemplo.org/otra", ("event.cancelled",), TODAY + HOUR
    )  # fmt: skip
    await webhooks.resume(hearer.id, **how)
    assert (await now(hearer)).paused_at is None
    await webhooks.renew(hearer.id, **how)
    await webhooks.delete(hearer.id, **how)
    assert await webhooks.all_of_them(by=SYSTEM) == []
    done = ("made", "changed", "paused", "resumed", "renewed", "deleted")
    assert await acts() == [f"webhook.{act}" for act in done]


async def test_a_program_that_is_paused_twice_was_paused_the_first_time(db: None) -> None:
    hearer = await made()
    await webhooks.gone(hearer.id, at=TODAY)
    await webhooks.pause(hearer.id, by=SYSTEM, at=TODAY + HOUR)
    assert (await now(hearer)).paused_at == TODAY


async def test_every_program_has_a_secret_of_its_own_until_it_is_renewed(
    db: None, signer: Signer
) -> None:
    one, other = await made(), await made()
    await webhooks.renew(one.id, by=SYSTEM, at=TODAY)
    secrets = {webhooks.secret(each, signer) for each in (one, other, await now(one))}
    assert len(secrets) == 3
    assert all(each.startswith(webhook_signing.PREFIX) for each in secrets)


@pytest.mark.parametrize(
    "address",
    ["", "ejemplo.org", "http://ejemplo.org/", "ftp://ejemplo.org/", "https://", "https:///a",
     "https://a:b@ejemplo.org/", "https://ejemplo.org/#a", "https://ejemplo.org:99999/",
     "https://[::1", "https://localhost/", "https://127.0.0.1/", "https://10.0.0.1:8443/a",
     "https://[fe80::1]/", "https://" + "a" * 500, "https://ejemplo.org/\r\nHost: x", "\x00"],
)  # fmt: skip
async def test_an_address_that_leads_nowhere_in_the_world_is_refused(
    db: None, address: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await made(address=address)
    assert set(refusal.value.fields) == {"address"}


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/a", "http://localhost:9/", "https://10.1.1.1/"]
)
async def test_who_tries_it_out_at_home_may_use_their_own_machine(db: None, address: str) -> None:
    assert (await made(address=address, at_home=True)).address == address


@pytest.mark.parametrize("facts", [(), ("event.planned",), ("event.published", "x")])
async def test_facts_that_nobody_tells_are_refused(db: None, facts: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as refusal:
        await made(facts=facts)
    assert set(refusal.value.fields) == {"facts"}


async def test_only_administrators_and_their_tokens_have_programs(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await webhooks.make(WISH, by=cast.pinula, at=TODAY)
    token = Actor(account=None, name="t", role="token:plan")
    assert await webhooks.make(WISH, by=token, at=TODAY)


async def test_a_program_that_is_not_there_cannot_be_found_or_changed(db: None) -> None:
    how: dict[str, Any] = {"by": SYSTEM, "at": TODAY}
    for doing in (webhooks.pause, webhooks.renew, webhooks.resume, webhooks.delete):
        with pytest.raises(NotFound):
            await doing(uuid4(), **how)


async def test_the_audit_knows_the_house_but_not_the_secret_in_an_address(db: None) -> None:
    hearer = await made(address="https://ejemplo.org:8443/avisos/s3cr3t?key=s3cr3t")
    wish = Wish(address="https://otro.org/s3cr3t", facts=WISH.facts)
    await webhooks.change(hearer.id, wish, by=SYSTEM, at=TODAY)
    await webhooks.pause(hearer.id, by=SYSTEM, at=TODAY, why="gone")
    await webhooks.delete(hearer.id, by=SYSTEM, at=TODAY)
    rows = await fetch("SELECT detail, detail->>'host' AS host FROM audit_entry ORDER BY id")
    assert [row["host"] for row in rows] == ["ejemplo.org:8443", *["otro.org"] * 3]
    assert not [row for row in rows if "s3cr3t" in row["detail"]]
