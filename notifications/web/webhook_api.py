"""Programs that say themselves what they want to hear."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from notifications.domain.office import Office
from notifications.domain.webhooks import packing, webhooks
from notifications.domain.webhooks.addresses import LONGEST
from notifications.domain.webhooks.webhooks import Hearer, Wish
from server.accounts.web.idempotency import SHOWN_ONCE
from server.foundation.clock import now
from server.web.guards import may
from server.web.requests import Visit, settings_of, signed_in, signer_of


class WebhookWritten(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where to tell which facts."""

    address: Annotated[str, Meta(min_length=1, max_length=LONGEST)]
    facts: Annotated[tuple[str, ...], Meta(min_length=1, max_length=20)]


class WebhookRead(Struct, frozen=True, kw_only=True):
    """A program that hears facts; none while it is paused."""

    id: UUID
    address: str
    facts: tuple[str, ...]
    made_at: datetime
    paused_at: datetime | None


class WebhookMade(Struct, frozen=True, kw_only=True):
    """What was made, and what its messages are signed with."""

    id: UUID
    secret: str


class WebhookApi(Controller):
    """Making, listing and removing webhooks."""

    path = "/api/v1/webhooks"
    guards = (may("plan"),)
    tags = ("webhooks",)

    @get()
    async def all(self, request: Visit) -> list[WebhookRead]:
        """Every webhook, the oldest first."""
        return [_read(hearer) for hearer in await webhooks.all_of_them(by=signed_in(request))]

    @post(
        opt={SHOWN_ONCE: True},
        description="Facts: event.published, event.changed, event.cancelled, register.closed,"
        " assignment.answered. Messages are signed as Standard Webhooks 1.0 describes it."
        " The secret is told once: a repeated Idempotency-Key is answered with 409.",
    )
    async def make(self, request: Visit, data: JSONBody[WebhookWritten]) -> WebhookMade:
        """Tell a program what happens from now on."""
        signer = signer_of(request)
        home = packing.at_home(Office(settings_of(request), signer))
        wish = Wish(address=data.address, facts=data.facts, at_home=home)
        hearer = await webhooks.make(wish, by=signed_in(request), at=now())
        return WebhookMade(id=hearer.id, secret=webhooks.secret(hearer, signer))

    @delete("/{webhook:uuid}")
    async def remove(self, request: Visit, webhook: FromPath[UUID]) -> None:
        """Tell it nothing any more."""
        await webhooks.delete(webhook, by=signed_in(request), at=now())


def _read(hearer: Hearer) -> WebhookRead:
    return WebhookRead(
        id=hearer.id, address=hearer.address, facts=hearer.facts, made_at=hearer.made_at,
        paused_at=hearer.paused_at,
    )  # fmt: skip
