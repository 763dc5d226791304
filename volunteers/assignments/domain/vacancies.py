"""How many places of a role nobody has yet; whoever promises one holds the event meanwhile."""

from typing import Final
from uuid import UUID

from msgspec import Struct

from server.foundation.database import fetch
from volunteers.assignments.domain import offers
from volunteers.assignments.domain.needs import needed

# Whose account was disabled will not come, unless they were there before.
COUNTS: Final = f"""
    SELECT count(*) FILTER (WHERE a.status IN ('accepted', 'attended')) AS accepted,
        count(*) FILTER (WHERE a.status = 'invited') AS invited,
        count(*) FILTER (WHERE {offers.OPEN}) AS offered
    FROM assignment a JOIN volunteer v ON v.id = a.volunteer JOIN account c ON c.id = v.account
    WHERE a.event = $1 AND a.role = $2 AND (c.disabled_at IS NULL OR a.status = 'attended')
"""


class Vacancies(Struct, frozen=True, kw_only=True):
    """How a role is filled; never below zero where more accepted than are needed by now.

    Of those who are `invited`, so many were `offered` the place by a search that goes on.
    """

    needed: int
    accepted: int
    invited: int
    offered: int = 0

    @property
    def free(self) -> int:
        """Places that nobody has accepted."""
        return max(0, self.needed - self.accepted)

    @property
    def unasked(self) -> int:
        """Places for which nobody is even asked."""
        return max(0, self.needed - self.accepted - self.invited)

    @property
    def sought(self) -> int:
        """Places that a search has to find somebody for: nobody else is asked for them."""
        return max(0, self.needed - self.accepted - (self.invited - self.offered))


async def vacancies(event: UUID, role: str) -> Vacancies:
    """The places of a role at an event."""
    need = await needed(event)
    row = (await fetch(COUNTS, event, role))[0]
    return Vacancies(needed=need.of(role), **dict(row))
