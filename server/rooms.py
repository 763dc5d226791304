"""What all the rooms say about keeping: how long, and what they hold about one person."""

from collections.abc import Sequence
from typing import Final

from events.attendance.domain import personal as attendance
from events.attendance.domain import retention as keeps_attendance
from events.outreach.domain import personal as outreach
from events.outreach.domain import retention as keeps_outreach
from events.planning.domain import personal as planning
from events.planning.domain import retention as keeps_planning
from notifications.domain import personal as notifications
from notifications.domain import retention as keeps_notifications
from server.accounts.domain import personal as accounts
from server.accounts.domain.people_data import RoomData
from server.accounts.domain.people_data.inactive import Inactive
from server.accounts.domain.retention import Rule
from server.accounts.domain.retention import own as keeps_accounts
from server.foundation.settings import Settings
from volunteers.assignments.domain import personal as assignments
from volunteers.assignments.domain import retention as keeps_assignments
from volunteers.people.domain import personal as people
from volunteers.people.domain import retention as keeps_people

# Those above first: what they hold refers to what is below.
PERSONAL: Final[Sequence[RoomData]] = (
    notifications.ROOM,
    assignments.ROOM,
    people.ROOM,
    outreach.ROOM,
    attendance.ROOM,
    planning.ROOM,
    accounts.ROOM,
)


def rules(settings: Settings) -> tuple[Rule, ...]:
    """Every rule of retention of this installation, in the order in which they are seen to."""
    return (
        *keeps_attendance.RULES,
        *keeps_outreach.RULES,
        keeps_people.inactive(Inactive(keeps_people.QUIET, PERSONAL, settings.data_dir)),
        *keeps_people.RULES,
        *keeps_assignments.RULES,
        *keeps_notifications.RULES,
        keeps_notifications.letters(settings.data_dir / "mail"),
        *keeps_planning.RULES,
        *keeps_accounts.RULES,
    )
