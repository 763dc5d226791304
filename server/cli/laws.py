"""Every promise of every room, for whoever looks after the whole."""

from typing import Final

from events.attendance.domain import invariants as attendance
from events.outreach.domain import invariants as outreach
from events.planning.domain import invariants as planning
from notifications.domain import invariants as notifications
from server.accounts.domain import invariants as accounts
from server.foundation.invariants import Law
from volunteers.assignments.domain import invariants as assignments
from volunteers.people.domain import invariants as people

ALL: Final[tuple[Law, ...]] = (
    *accounts.LAWS,
    *planning.LAWS,
    *attendance.LAWS,
    *outreach.LAWS,
    *people.LAWS,
    *assignments.LAWS,
    *notifications.LAWS,
)
