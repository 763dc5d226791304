"""Who may count people at an event, and whether enough of them are there for its door."""

from typing import Protocol, runtime_checkable
from uuid import UUID

from server.foundation.errors import NotAllowed
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _


@runtime_checkable
class KnowsWhoHelps(Protocol):
    """Whoever knows which facilitators help at which event: the room of assignments does."""

    async def helps_at(self, account: UUID, event: UUID) -> bool:
        """Whether the person of this account is asked to help at the event, or said yes."""

    async def said_yes(self, account: UUID, event: UUID) -> bool:
        """Whether that person said yes, or came."""

    async def missing_adults(self, event: UUID) -> int:
        """How many cleared adults an event with minors still lacks; none where no minors come."""


class NobodyHelps:
    """Where nobody is assigned: only coordinators and programs count, and no door is guarded."""

    async def helps_at(self, account: UUID, event: UUID) -> bool:  # noqa: ARG002 (the protocol's)
        """Never."""
        return False

    async def said_yes(self, account: UUID, event: UUID) -> bool:  # noqa: ARG002 (the protocol's)
        """Never."""
        return False

    async def missing_adults(self, event: UUID) -> int:  # noqa: ARG002 (the protocol's)
        """None: nobody could be missing."""
        return 0


async def need_to_count(
    by: Actor, event: UUID, municipality: str, who_helps: KnowsWhoHelps
) -> None:
    """Raise NotAllowed unless `by` looks after the municipality or helps at the event."""
    if by.may("tally"):
        by.need("tally", municipality)
        return
    helps = by.account is not None and await who_helps.helps_at(by.account, event)
    if not (by.may("serve") and helps):
        raise NotAllowed(_("Solo puede contar quien ayuda en esta actividad."))
