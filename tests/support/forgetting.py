"""Forgetting what is due by one rule, as the night does."""

from datetime import datetime

from events.attendance.domain import retention as attendance
from events.planning.domain import retention as planning
from notifications.domain import retention as notifications
from server.accounts.domain.retention import Cutoff, own
from volunteers.assignments.domain import retention as assignments
from volunteers.people.domain import retention as people

ROOMS = (own, planning, attendance, people, assignments, notifications)


async def forgotten(name: str, *, before: datetime) -> int:
    """Forget what was over before then by the rule of this name; how much that was."""
    rule = next(rule for room in ROOMS for rule in room.RULES if rule.name == name)
    gone = 0
    while now_gone := await rule.what.forget(Cutoff(before, before), most=500):
        gone += now_gone
    return gone
