"""Volunteers, their networks, and what each is qualified and cleared for."""

from piccolo.columns import UUID, Array, Boolean, Bytea, Date, ForeignKey, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables import Municipality, Topic
from server.accounts.tables import Account


class Network(Table):
    """A Community Support Network (RAC)."""

    id = UUID(primary_key=True, default=None, null=False)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)
    name = Varchar(length=120, unique=True, default=None, null=False)


class Volunteer(Table):
    """A facilitator; name, address and language are those of the account."""

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, unique=True, on_delete=OnDelete.cascade)
    network = ForeignKey(Network, null=True, on_delete=OnDelete.set_null)
    home = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)
    languages = Array(base_column=Varchar(length=8), default=list, null=False)
    feed_fingerprint = Bytea(default=None, null=True, unique=True)
    feed_made_at = Timestamptz(default=None, null=True)
    feed_read_at = Timestamptz(default=None, null=True)
    feed_busy_only = Boolean(default=False, null=False)


class Qualification(Table):
    """What somebody may lead or assist in."""

    id = UUID(primary_key=True, default=None, null=False)
    volunteer = ForeignKey(Volunteer, null=False, on_delete=OnDelete.cascade)
    topic = ForeignKey(Topic, null=False, on_delete=OnDelete.restrict)
    role = Varchar(length=10, default=None, null=False)
    valid_until = Date(default=None, null=True)

    qualification_is_held_once = Unique([volunteer, topic, role])
    qualification_role_is_known = Check("role IN ('lead', 'assistant')")


class Clearance(Table):
    """That a record was verified, and until when that holds; never what it said."""

    id = UUID(primary_key=True, default=None, null=False)
    volunteer = ForeignKey(Volunteer, null=False, on_delete=OnDelete.cascade)
    kind = Varchar(length=20, default=None, null=False)
    verified_on = Date(default=None, null=False)
    valid_until = Date(default=None, null=False)

    clearance_is_verified_once_a_day = Unique([volunteer, kind, verified_on])
    clearance_kind_is_known = Check("kind IN ('renas', 'police', 'criminal')")
    clearance_runs_forward = Check("verified_on <= valid_until")
