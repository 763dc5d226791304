"""Taking back a qualification or a verification that was written down."""

from datetime import datetime
from typing import Final
from uuid import UUID

from server.accounts.domain import audit
from server.foundation.database import fetch
from server.foundation.errors import NotFound
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from volunteers.people.domain import reach

UNQUALIFY: Final = """
    DELETE FROM qualification WHERE volunteer = $1 AND id = $2 RETURNING topic, role
"""
UNCLEAR: Final = """
    DELETE FROM clearance WHERE volunteer = $1 AND id = $2 RETURNING kind, verified_on
"""


async def retract_qualification(
    volunteer: UUID, qualification: UUID, *, by: Actor, at: datetime
) -> None:
    """Somebody no longer leads or assists in a topic; raises NotFound or NotAllowed."""
    await _retract(volunteer, qualification, UNQUALIFY, "volunteer.unqualified", by, at)


async def retract_clearance(volunteer: UUID, clearance: UUID, *, by: Actor, at: datetime) -> None:
    """A record was not verified after all; raises NotFound or NotAllowed."""
    await _retract(volunteer, clearance, UNCLEAR, "volunteer.uncleared", by, at)


async def _retract(
    volunteer: UUID, credential: UUID, delete: str, act: str, by: Actor, at: datetime
) -> None:
    async with reach.held(volunteer):
        await reach.need_coordination(volunteer, by)
        gone = await fetch(delete, volunteer, credential)
        if not gone:
            raise NotFound(_("Ya no está anotado."))
        await audit.record(by, act, f"volunteer:{volunteer}", at=at, **dict(gone[0]))
