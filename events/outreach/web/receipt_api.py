"""Receipts for programs: `/api/v1/receipts/{id}`."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath
from msgspec import Meta, Struct

from events.outreach.domain.receipts import checking, reading
from events.outreach.domain.receipts.checking import Verdict
from events.outreach.domain.receipts.receipt import Receipt
from server.foundation.clock import now
from server.web.guards import may


class ChangedNumber(Struct, frozen=True, kw_only=True):
    """A number that is another one now; without a dimension it is that of everything together."""

    dimension: str | None
    code: str | None
    ledger: str
    before: int
    now: int


class ReceiptRead(Struct, frozen=True, kw_only=True):
    """A figure with all it takes to count it again, and what counting it again gives.

    `digest` is the SHA-256 of the rest of what was written down, as canonical JSON (RFC 8785):
    id, named, rule, project, release, asked, events, figures, made_at, made_by.
    """

    id: UUID
    named: str
    rule: str
    project: UUID | None
    release: UUID | None
    asked: dict[str, Any]
    events: tuple[UUID, ...]
    figures: dict[str, Any]
    digest: Annotated[str, Meta(description="hexadecimal")]
    made_at: datetime
    made_by: UUID | None
    intact: Annotated[bool, Meta(description="whether the digest is that of what stands here")]
    holds: Annotated[bool, Meta(description="whether counting again gives the same numbers")]
    changes: list[ChangedNumber]
    joined: Annotated[tuple[UUID, ...], Meta(description="events that count now and did not then")]
    left: Annotated[tuple[UUID, ...], Meta(description="events that counted then and do not now")]


class ReceiptApi(Controller):
    """Proofs of figures."""

    path = "/api/v1/receipts"
    guards = (may("report"),)
    tags = ("outreach",)

    @get("/{receipt_id:uuid}")
    async def receipt(self, receipt_id: FromPath[UUID]) -> ReceiptRead:
        """A receipt, counted again; programs look after every municipality."""
        receipt = await reading.receipt(receipt_id)
        return _read(receipt, await checking.checked(receipt, now()))


def _read(receipt: Receipt, verdict: Verdict) -> ReceiptRead:
    return ReceiptRead(
        id=receipt.id, named=receipt.named, rule=receipt.rule, project=receipt.project,
        release=receipt.release, asked=receipt.asked, events=receipt.events,
        figures=receipt.figures, digest=receipt.digest.hex(), made_at=receipt.made_at,
        made_by=receipt.made_by, intact=verdict.intact, holds=verdict.holds,
        changes=[
            ChangedNumber(
                dimension=it.dimension, code=it.code, ledger=it.ledger, before=it.before,
                now=it.now,
            )
            for it in verdict.changes
        ],
        joined=verdict.joined, left=verdict.left,
    )  # fmt: skip
