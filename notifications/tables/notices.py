"""What is owed to whom, and how each attempt to say it went."""

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    Boolean,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.attendance.tables import Registration
from events.outreach.tables import ReleaseReader
from events.planning.tables import Event
from notifications.tables.webhooks import Webhook
from server.accounts.tables import Account


class Notice(Table):
    """Something a person is owed to be told, once; `key` is the fact it follows from.

    It goes to an account, to whoever left a contact with a registration (where that is stands there
    alone), to a program, or to a reader of a project's releases. `subject` is what the fact is
    about: a sign-in link, an assignment, an answer, a search, a helper, an account, a contact, an
    event, a registration or a release.

    `channel` is the only way it may go; null is the way each person likes best. `way` is the one it
    goes or went last, `given_up` those that did not work out. It is not wanted before `wanted_at`.
    """

    id = UUID(primary_key=True, default=None, null=False)
    key = Varchar(length=200, unique=True, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    account = ForeignKey(Account, null=True, on_delete=OnDelete.cascade, index=True)
    event = ForeignKey(Event, null=True, on_delete=OnDelete.cascade, index=True)
    subject = UUID(default=None, null=False, index=True)
    channel = Varchar(length=10, default=None, null=True)
    owed_at = Timestamptz(default=None, null=False, index=True)
    due_at = Timestamptz(default=None, null=False)
    state = Varchar(length=12, default="queued", null=False)
    attempts = Integer(default=0, null=False)
    lease = UUID(default=None, null=True)
    leased_until = Timestamptz(default=None, null=True)
    in_doubt = Boolean(default=False, null=False)
    settled_at = Timestamptz(default=None, null=True)
    registration = ForeignKey(Registration, null=True, on_delete=OnDelete.cascade, index=True)
    webhook = ForeignKey(Webhook, null=True, on_delete=OnDelete.cascade, index=True)
    wanted_at = Timestamptz(default=None, null=True)
    way = Varchar(length=10, default=None, null=True)
    given_up = Array(base_column=Varchar(length=10), default=list, null=False)
    reader = ForeignKey(ReleaseReader, null=True, on_delete=OnDelete.cascade, index=True)

    notice_goes_to_somebody = Check("num_nonnulls(account, registration, webhook, reader) = 1")
    notice_state_is_known = Check(
        "state IN ('queued', 'held', 'in_flight', 'unknown', 'sent', 'delivered', 'read',"
        " 'failed', 'superseded')"
    )
    notice_in_flight_has_a_lease = Check(
        "(state = 'in_flight') = (lease IS NOT NULL) AND (lease IS NULL) = (leased_until IS NULL)"
    )
    notice_settled_when_done = Check(
        "(state IN ('sent', 'delivered', 'read', 'failed', 'superseded'))"
        " = (settled_at IS NOT NULL)"
    )


class Delivery(Table):
    """One attempt to deliver a notice; `told` is what it said about the event.

    While it lasts it has no outcome; one that was broken off keeps the outcome `unknown` until a
    report settles it. `reference` is what the provider calls the message, `receipt` the furthest it
    came as far as the provider reported.
    """

    id = UUID(primary_key=True, default=None, null=False)
    notice = ForeignKey(Notice, null=False, on_delete=OnDelete.cascade)
    attempt = Integer(default=None, null=False)
    channel = Varchar(length=10, default="mail", null=False)
    began_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)
    outcome = Varchar(length=12, default=None, null=True)
    detail = Text(default="", null=False)
    told = JSONB(default=None, null=True)
    reference = Varchar(length=200, default=None, null=True, index=True)
    segments = Integer(default=None, null=True)
    receipt = Varchar(length=12, default=None, null=True)
    settled_at = Timestamptz(default=None, null=True)

    delivery_attempt_is_made_once = Unique([notice, attempt])
    delivery_outcome_is_known = Check("outcome IN ('sent', 'failed', 'refused', 'unknown')")
    delivery_receipt_is_known = Check("receipt IN ('sent', 'delivered', 'read', 'failed')")
    delivery_ends_with_an_outcome = Check("(outcome IS NULL) = (ended_at IS NULL)")


class InboxEntry(Table):
    """What somebody was told, to be read on their own page; `leads_to` is a page of ours.

    It holds no personal link: those only travel.
    """

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade, index=True)
    notice = ForeignKey(Notice, null=False, unique=True, on_delete=OnDelete.cascade)
    written_at = Timestamptz(default=None, null=False)
    read_at = Timestamptz(default=None, null=True)
    subject = Varchar(length=200, default=None, null=False)
    opening = Text(default="", null=False)
    facts = JSONB(default="[]", null=False)
    leads_to = Varchar(length=500, default="/mis-avisos", null=False)
