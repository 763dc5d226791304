"""What is owed to whom, and how each attempt to say it went."""

from piccolo.columns import JSONB, UUID, Boolean, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.attendance.tables import Registration
from events.planning.tables import Event
from server.accounts.tables import Account


class ReminderRule(Table):
    """How long before an event people in a role are reminded; no role means everyone."""

    id = UUID(primary_key=True, default=None, null=False)
    minutes_before = Integer(default=None, null=False)
    role = Varchar(length=10, default=None, null=True)
    channel = Varchar(length=10, default="mail", null=False)

    reminder_rule_is_made_once = Unique([minutes_before, role, channel], nulls_distinct=False)
    reminder_rule_is_ahead_of_time = Check("minutes_before BETWEEN 5 AND 43200")
    reminder_rule_role_is_known = Check("role IN ('lead', 'assistant')")


class Notice(Table):
    """Something a person is owed to be told, once; `key` is the fact it follows from.

    It goes to an account, or to whoever left a contact with a registration: where that is stands
    there alone. `subject` is what the fact is about: a sign-in link, an assignment, an answer, a
    search, a helper or a registration.
    """

    id = UUID(primary_key=True, default=None, null=False)
    key = Varchar(length=200, unique=True, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    account = ForeignKey(Account, null=True, on_delete=OnDelete.cascade)
    event = ForeignKey(Event, null=True, on_delete=OnDelete.cascade, index=True)
    subject = UUID(default=None, null=False, index=True)
    channel = Varchar(length=10, default="mail", null=False)
    owed_at = Timestamptz(default=None, null=False, index=True)
    due_at = Timestamptz(default=None, null=False)
    state = Varchar(length=12, default="queued", null=False)
    attempts = Integer(default=0, null=False)
    lease = UUID(default=None, null=True)
    leased_until = Timestamptz(default=None, null=True)
    in_doubt = Boolean(default=False, null=False)
    settled_at = Timestamptz(default=None, null=True)
    registration = ForeignKey(Registration, null=True, on_delete=OnDelete.cascade, index=True)

    notice_goes_to_somebody = Check("(account IS NULL) <> (registration IS NULL)")
    notice_state_is_known = Check(
        "state IN ('queued', 'in_flight', 'sent', 'failed', 'superseded')"
    )
    notice_in_flight_has_a_lease = Check(
        "(state = 'in_flight') = (lease IS NOT NULL) AND (lease IS NULL) = (leased_until IS NULL)"
    )
    notice_settled_when_done = Check(
        "(state IN ('sent', 'failed', 'superseded')) = (settled_at IS NOT NULL)"
    )


class Delivery(Table):
    """One attempt to deliver a notice; `told` is what it said about the event.

    While it lasts it has no outcome; one that was broken off keeps the outcome `unknown`.
    """

    id = UUID(primary_key=True, default=None, null=False)
    notice = ForeignKey(Notice, null=False, on_delete=OnDelete.cascade)
    attempt = Integer(default=None, null=False)
    began_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)
    outcome = Varchar(length=12, default=None, null=True)
    detail = Text(default="", null=False)
    told = JSONB(default=None, null=True)

    delivery_attempt_is_made_once = Unique([notice, attempt])
    delivery_outcome_is_known = Check("outcome IN ('sent', 'failed', 'refused', 'unknown')")
    delivery_ends_with_an_outcome = Check("(outcome IS NULL) = (ended_at IS NULL)")
