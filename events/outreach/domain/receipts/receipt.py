"""A receipt, and the seal over everything in it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.bands import Bands
from events.outreach.domain.questions import Question
from events.outreach.domain.receipts import answers
from events.outreach.domain.receipts.about import About
from events.outreach.domain.receipts.canonical import digest


class Receipt(Struct, frozen=True, kw_only=True):
    """A figure with all it takes to count it again.

    `asked` and `figures` are as `answers` puts them; `events` are in the order of their ids.
    """

    id: UUID
    named: str
    rule: str
    project: UUID | None
    release: UUID | None
    asked: dict[str, Any]
    events: tuple[UUID, ...]
    figures: dict[str, Any]
    digest: bytes
    made_at: datetime
    made_by: UUID | None

    @property
    def question(self) -> Question:
        return answers.question_of(self.asked)

    @property
    def bands(self) -> Bands | None:
        """The ages of a donor, where the figures are broken down by those."""
        return answers.bands_of(self.asked)

    @property
    def about(self) -> About | None:
        """Which of the figures it was asked for, where it was one of them."""
        return answers.about_in(self.asked)

    @property
    def short(self) -> str:
        """The beginning of the digest, for people to compare."""
        return self.digest.hex()[:12]

    @property
    def intact(self) -> bool:
        """Whether the digest is that of what stands in the receipt."""
        return seal(self) == self.digest


def seal(receipt: Receipt) -> bytes:
    """The SHA-256 over all of it."""
    return digest(
        {
            "id": str(receipt.id),
            "named": receipt.named,
            "rule": receipt.rule,
            "project": _written(receipt.project),
            "release": _written(receipt.release),
            "asked": receipt.asked,
            "events": [str(event) for event in receipt.events],
            "figures": receipt.figures,
            "made_at": receipt.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "made_by": _written(receipt.made_by),
        }
    )


def _written(id_: UUID | None) -> str | None:
    return None if id_ is None else str(id_)
