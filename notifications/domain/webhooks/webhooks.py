"""The programs that are told what happens: administrators add, pause and remove them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import httpx
import msgspec
from msgspec import Struct

from notifications.channels import webhook_signing
from notifications.domain.webhooks.addresses import checked
from notifications.domain.webhooks.facts import FACTS
from notifications.tables import Webhook
from server.accounts.domain import audit
from server.foundation.database import execute, fetch, transaction
from server.foundation.errors import Invalid, NotFound
from server.foundation.identity import SYSTEM, Actor, new_id
from server.foundation.signing import Signer
from server.foundation.translation import gettext as _

PURPOSE: Final = "webhook"
COLUMNS: Final = "SELECT id, address, facts, generation, made_at, paused_at FROM webhook"


class Hearer(Struct, frozen=True, kw_only=True):
    """A program: where it listens, what it wants to hear, and since when it hears nothing."""

    id: UUID
    address: str
    facts: tuple[str, ...]
    generation: int
    made_at: datetime
    paused_at: datetime | None


class Wish(Struct, frozen=True, kw_only=True):
    """Which facts are to be told where; `at_home` as for `addresses.checked`."""

    address: str
    facts: Collection[str]
    at_home: bool = False


def secret(hearer: Hearer, signer: Signer) -> str:
    """What the program checks our signatures with; it is made again whenever it is needed."""
    salt = hearer.id.bytes + hearer.generation.to_bytes(4, "big")
    return webhook_signing.secret(signer.derive(PURPOSE, salt))


async def all_of_them(*, by: Actor) -> list[Hearer]:
    """Every program, the oldest first."""
    _need(by)
    return await _found("ORDER BY made_at, id")


async def one(webhook: UUID, *, by: Actor) -> Hearer:
    """A program; raises NotFound."""
    _need(by)
    return await _one(webhook)


async def make(wish: Wish, *, by: Actor, at: datetime) -> Hearer:
    """Tell a program what happens from now on; raises Invalid."""
    _need(by)
    told = _checked(wish)
    made = new_id()
    async with transaction():
        row = Webhook(id=made, made_by=by.account, made_at=at, **told)
        await Webhook.insert(row)
        await audit.record(by, "webhook.made", f"webhook:{made}", at=at, **_noted(told))
    return await _one(made)


async def change(webhook: UUID, wish: Wish, *, by: Actor, at: datetime) -> None:
    """Tell it somewhere else, or other facts; raises Invalid."""
    told = _checked(wish)
    change = "address = $2, facts = $3"
    await _do(webhook, "webhook.changed", change, *told.values(), by=by, at=at)


async def pause(webhook: UUID, *, by: Actor, at: datetime, why: str = "") -> None:
    """Tell it nothing until somebody lets it go on."""
    await _do(webhook, "webhook.paused", "paused_at = coalesce(paused_at, $2)", at, by=by, at=at,
              why=why)  # fmt: skip


async def resume(webhook: UUID, *, by: Actor, at: datetime) -> None:
    """Go on; it also hears what happened in the last week."""
    await _do(webhook, "webhook.resumed", "paused_at = NULL", by=by, at=at)


async def renew(webhook: UUID, *, by: Actor, at: datetime) -> None:
    """Sign with a new secret from now on; the old one is good for nothing any more."""
    await _do(webhook, "webhook.renewed", "generation = generation + 1", by=by, at=at)


async def delete(webhook: UUID, *, by: Actor, at: datetime) -> None:
    """Forget it, and what it was told."""
    _need(by)
    hearer = await _one(webhook)
    async with transaction():
        await execute("DELETE FROM webhook WHERE id = $1", webhook)
        gone = _noted({"address": hearer.address})
        await audit.record(by, "webhook.deleted", f"webhook:{webhook}", at=at, **gone)


async def hearer_of(webhook: UUID) -> Hearer:
    """The program that a notice goes to."""
    return await _one(webhook)


async def gone(webhook: UUID, *, at: datetime) -> None:
    """Pause what said itself that nobody is there any more."""
    await pause(webhook, by=SYSTEM, at=at, why="gone")


def _need(by: Actor) -> None:
    # A token to plan was given out by an administrator, and nobody else carries one.
    if by.role != "token:plan":
        by.need("administer")


def _checked(wish: Wish) -> dict[str, Any]:
    wrong: dict[str, str] = {}
    address = ""
    try:
        address = checked(wish.address, at_home=wish.at_home)
    except Invalid as refusal:
        wrong |= refusal.fields
    facts = [fact for fact in FACTS if fact in wish.facts]
    if not facts or not set(wish.facts) <= set(FACTS):
        wrong["facts"] = _("Elegir al menos una de las opciones.")
    if wrong:
        raise Invalid(wrong)
    return {"address": address, "facts": facts}


async def _do(
    webhook: UUID, act: str, change: str, *values: Any, by: Actor, at: datetime, **detail: Any
) -> None:
    _need(by)
    async with transaction():
        done = f"UPDATE webhook SET {change} WHERE id = $1 RETURNING address, facts"
        rows = await fetch(done, webhook, *values)
        if not rows:
            raise _unknown()
        told = _noted(dict(rows[0]))
        await audit.record(by, act, f"webhook:{webhook}", at=at, **told, **detail)


def _noted(told: dict[str, Any]) -> dict[str, Any]:
    """The rest of an address may be a secret: the audit outlives it and cannot forget."""
    address = httpx.URL(told["address"])
    rest = {name: said for name, said in told.items() if name != "address"}
    return {"host": address.netloc.decode()} | rest


async def _one(webhook: UUID) -> Hearer:
    found = await _found("WHERE id = $1", webhook)
    if not found:
        raise _unknown()
    return found[0]


async def _found(rest: str, *arguments: Any) -> list[Hearer]:
    rows = await fetch(f"{COLUMNS} {rest}", *arguments)
    return msgspec.convert([dict(row) for row in rows], list[Hearer])


def _unknown() -> NotFound:
    return NotFound(_("Este programa no existe."))
