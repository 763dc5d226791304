"""How well an event is staffed, in counts."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from msgspec import Struct

from events.planning.domain.event import Event
from server.foundation.database import fetch
from server.foundation.translation import ngettext
from volunteers.assignments.domain.needs import Needed, needed_by
from volunteers.assignments.domain.safeguarding import LEAST, cleared_adults_by

# Whose account was disabled will not come, unless they were there before.
COUNTS: Final = """
    SELECT a.event, a.role,
        count(*) FILTER (WHERE a.status IN ('accepted', 'attended')) AS accepted,
        count(*) FILTER (WHERE a.status = 'invited') AS invited
    FROM assignment a JOIN volunteer v ON v.id = a.volunteer JOIN account c ON c.id = v.account
    WHERE a.event = ANY($1) AND (c.disabled_at IS NULL OR a.status = 'attended')
    GROUP BY a.event, a.role
"""


class Filled(Struct, frozen=True, kw_only=True):
    """How a role is filled; `invited` people have not answered."""

    role: str
    needed: int
    accepted: int = 0
    invited: int = 0

    @property
    def missing(self) -> int:
        """Places for which nobody said yes."""
        return max(0, self.needed - self.accepted)


class Staffing(Struct, frozen=True, kw_only=True):
    """How an event is staffed; `missing_adults` are those that minors' safety still asks for."""

    lead: Filled
    assistant: Filled
    missing_adults: int = 0

    @property
    def roles(self) -> tuple[Filled, ...]:
        """The roles that are needed or held."""
        return tuple(
            one for one in (self.lead, self.assistant) if one.needed or one.accepted or one.invited
        )

    @property
    def missing(self) -> int:
        """Places for which nobody said yes, in all roles."""
        return self.lead.missing + self.assistant.missing

    @property
    def unanswered(self) -> int:
        """Invitations that nobody answered."""
        return self.lead.invited + self.assistant.invited

    @property
    def warning(self) -> str:
        """What the safety of minors still asks for, or nothing."""
        if not self.missing_adults:
            return ""
        return ngettext(
            "Falta una persona adulta con constancia vigente.",
            "Faltan dos personas adultas con constancia vigente.",
            self.missing_adults,
        )


async def staffing_by(events: Collection[Event]) -> Mapping[UUID, Staffing]:
    """How each of these events is staffed."""
    ids = [event.id for event in events]
    needs, cleared = await needed_by(ids), await cleared_adults_by(ids)
    counts = {(row["event"], row["role"]): row for row in await fetch(COUNTS, ids)}
    return {
        event.id: Staffing(
            lead=_filled("lead", needs[event.id], counts.get((event.id, "lead"))),
            assistant=_filled("assistant", needs[event.id], counts.get((event.id, "assistant"))),
            missing_adults=max(0, LEAST - cleared[event.id]) if event.minors else 0,
        )
        for event in events
    }


async def staffing(event: Event) -> Staffing:
    """How one event is staffed."""
    return (await staffing_by([event]))[event.id]


def _filled(role: str, need: Needed, row: Mapping[str, int] | None) -> Filled:
    held = {"accepted": row["accepted"], "invited": row["invited"]} if row else {}
    return Filled(role=role, needed=need.of(role), **held)
