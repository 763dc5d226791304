"""Needs of events, and the assignments that fill them."""

from piccolo.columns import UUID, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables import Event
from volunteers.people.tables import Volunteer


class Need(Table):
    """How many of a role an event needs."""

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    role = Varchar(length=10, default=None, null=False)
    number = Integer(default=1, null=False)

    need_is_stated_once = Unique([event, role])
    need_role_is_known = Check("role IN ('lead', 'assistant')")
    need_number_is_sensible = Check("number BETWEEN 1 AND 50")


class Assignment(Table):
    """One person's place at one event; who held it before stays on record.

    `arrived_at` and `left_at` are what that person's own scans said, or a coordinator confirmed.
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    volunteer = ForeignKey(Volunteer, null=False, on_delete=OnDelete.restrict)
    role = Varchar(length=10, default=None, null=False)
    status = Varchar(length=12, default="invited", null=False)
    invited_sequence = Integer(default=0, null=False)
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)
    arrived_at = Timestamptz(default=None, null=True)
    left_at = Timestamptz(default=None, null=True)

    assignment_left_after_arriving = Check("left_at > arrived_at")
    assignment_left_only_who_arrived = Check("left_at IS NULL OR arrived_at IS NOT NULL")
    assignment_is_made_once = Unique([event, volunteer])
    assignment_role_is_known = Check("role IN ('lead', 'assistant')")
    assignment_status_is_known = Check(
        "status IN ('proposed', 'invited', 'accepted', 'declined', 'expired', 'substituted',"
        " 'withdrawn', 'attended', 'absent')"
    )


class Answer(Table):
    """What somebody said to an invitation, and when; the latest counts, none is lost."""

    id = UUID(primary_key=True, default=None, null=False)
    assignment = ForeignKey(Assignment, null=False, on_delete=OnDelete.cascade)
    at = Timestamptz(default=None, null=False)
    answer = Varchar(length=10, default=None, null=False)
    reason = Varchar(length=500, default="", null=False)

    answer_is_known = Check("answer IN ('accepted', 'declined')")
