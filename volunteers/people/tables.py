"""Volunteers, their networks, what each is qualified and cleared for, and when they have time."""

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    Time,
    Timestamptz,
    Varchar,
)
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
    """A facilitator; name, address and language are those of the account.

    `most_a_week` and `most_a_month` count places, `travel_minutes` those of the road from home;
    null is no limit. `absences_told_until` is the day through which they said when they are away,
    which may have been «never».
    """

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, unique=True, on_delete=OnDelete.cascade)
    network = ForeignKey(Network, null=True, on_delete=OnDelete.set_null)
    home = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)
    languages = Array(base_column=Varchar(length=8), default=list, null=False)
    feed_fingerprint = Bytea(default=None, null=True, unique=True)
    feed_made_at = Timestamptz(default=None, null=True)
    feed_read_at = Timestamptz(default=None, null=True)
    feed_busy_only = Boolean(default=False, null=False)
    most_a_week = Integer(default=None, null=True)
    most_a_month = Integer(default=None, null=True)
    travel_minutes = Integer(default=None, null=True)
    novice = Boolean(default=False, null=False)
    absences_told_until = Date(default=None, null=True)
    absences_told_at = Timestamptz(default=None, null=True)

    volunteer_weekly_limit_is_sensible = Check("most_a_week BETWEEN 1 AND 21")
    volunteer_monthly_limit_is_sensible = Check("most_a_month BETWEEN 1 AND 90")
    volunteer_travel_limit_is_sensible = Check("travel_minutes BETWEEN 0 AND 600")
    volunteer_told_absences_at_a_time = Check(
        "(absences_told_until IS NULL) = (absences_told_at IS NULL)"
    )


class Availability(Table):
    """A part of a weekday (0 is Monday) in which somebody has time; without any, always.

    `until_time` 00:00 is the end of the day.
    """

    id = UUID(primary_key=True, default=None, null=False)
    volunteer = ForeignKey(Volunteer, null=False, on_delete=OnDelete.cascade)
    weekday = Integer(default=None, null=False)
    from_time = Time(default=None, null=False)
    until_time = Time(default=None, null=False)

    availability_is_said_once = Unique([volunteer, weekday, from_time])
    availability_weekday_exists = Check("weekday BETWEEN 0 AND 6")
    availability_runs_forward = Check("from_time < until_time OR until_time = '00:00'")


class Absence(Table):
    """Whole days on which somebody cannot come; why is nobody's business."""

    id = UUID(primary_key=True, default=None, null=False)
    volunteer = ForeignKey(Volunteer, null=False, on_delete=OnDelete.cascade)
    first_day = Date(default=None, null=False)
    last_day = Date(default=None, null=False)
    told_at = Timestamptz(default=None, null=False)

    absence_is_told_once = Unique([volunteer, first_day, last_day])
    absence_runs_forward = Check("first_day <= last_day AND last_day < first_day + 400")


class Pairing(Table):
    """Two people who work best together, or who never work together; the lesser id comes first."""

    id = UUID(primary_key=True, default=None, null=False)
    volunteer = ForeignKey(Volunteer, null=False, on_delete=OnDelete.cascade)
    other = ForeignKey(Volunteer, null=False, on_delete=OnDelete.cascade)
    together = Boolean(default=True, null=False)

    pairing_is_stated_once = Unique([volunteer, other])
    pairing_is_of_two = Check("volunteer < other")


class VolunteerImport(Table):
    """A file of helpers that was read and waits for a yes; `rows` goes once it is written in."""

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=True, on_delete=OnDelete.set_null)
    name = Varchar(length=200, default=None, null=False)
    rows = JSONB(default=None, null=False)
    results = JSONB(default="[]", null=False)
    created_at = Timestamptz(default=None, null=False)
    finished_at = Timestamptz(default=None, null=True)


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
