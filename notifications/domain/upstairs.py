"""The rooms above planning, as planning asks them; server/app.py hands them down.

Where nobody looks at what would follow, the module itself is enough.
"""

from datetime import datetime

from events.attendance.domain.reserving.seats import seats
from events.planning.domain.event import Event
from events.planning.domain.upstairs import Consequence, Slot
from notifications.domain.reminders.foresight import consequences
from server.foundation.settings import Settings
from volunteers.assignments.domain.clashes import clashes
from volunteers.assignments.domain.guarding import missing_adults, release
from volunteers.assignments.domain.helpers_of import helpers
from volunteers.assignments.domain.holds import holds

__all__ = [
    "Rooms", "clashes", "consequences", "helpers", "holds", "missing_adults", "release", "seats",
]  # fmt: skip


class Rooms:
    """The same in one installation: who would be told also depends on the channels it has."""

    clashes = staticmethod(clashes)
    helpers = staticmethod(helpers)
    holds = staticmethod(holds)
    missing_adults = staticmethod(missing_adults)
    release = staticmethod(release)
    seats = staticmethod(seats)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def consequences(
        self, event: Event, becomes: Slot | None, *, at: datetime
    ) -> list[Consequence]:
        """Who would be told and how many only here, which reminders would move, who cannot come."""
        return await consequences(event, becomes, at=at, settings=self._settings)
