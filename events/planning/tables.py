"""What is planned, where, and the codelists it is described with."""

from piccolo.columns import (
    UUID,
    Boolean,
    Date,
    DoublePrecision,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from server.accounts.tables import Account


class Municipality(Table):
    """A place with an INE code."""

    ine = Varchar(length=8, primary_key=True, default=None, null=False)
    name = Varchar(length=80, default=None, null=False)
    department = Varchar(length=80, default=None, null=False)
    population = Integer(default=None, null=True)


class Venue(Table):
    """Where an event happens."""

    id = UUID(primary_key=True, default=None, null=False)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)
    name = Varchar(length=120, default=None, null=False)
    address = Varchar(length=200, default="", null=False)
    capacity = Integer(default=None, null=True)
    step_free = Boolean(default=False, null=False)
    confidential = Boolean(default=False, null=False)
    latitude = DoublePrecision(default=None, null=True)
    longitude = DoublePrecision(default=None, null=True)

    venue_name_is_used_once = Unique([municipality, name])
    venue_capacity_is_positive = Check("capacity IS NULL OR capacity > 0")


class Kind(Table):
    """A kind of activity; an internal one never reaches a public surface."""

    slug = Varchar(length=40, primary_key=True, default=None, null=False)
    name_es = Varchar(length=80, default=None, null=False)
    name_en = Varchar(length=80, default=None, null=False)
    internal = Boolean(default=False, null=False)
    position = Integer(default=0, null=False)


class Topic(Table):
    """What an event is about, and how discreetly it must be spoken of."""

    slug = Varchar(length=60, primary_key=True, default=None, null=False)
    name_es = Varchar(length=160, default=None, null=False)
    name_en = Varchar(length=160, default=None, null=False)
    sensitivity = Varchar(length=10, default=None, null=False)
    list = Varchar(length=20, default=None, null=False)
    parent = Varchar(length=60, default=None, null=True)
    position = Integer(default=0, null=False)

    topic_sensitivity_is_known = Check("sensitivity IN ('open', 'discreet', 'internal')")


class Audience(Table):
    """For whom an event is."""

    slug = Varchar(length=40, primary_key=True, default=None, null=False)
    name_es = Varchar(length=80, default=None, null=False)
    name_en = Varchar(length=80, default=None, null=False)
    minors = Boolean(default=False, null=False)
    sector = Varchar(length=20, default=None, null=False)
    position = Integer(default=0, null=False)


class Project(Table):
    """Funded work that events belong to."""

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=60, unique=True, default=None, null=False)
    name = Varchar(length=120, default=None, null=False)
    donor = Varchar(length=120, default="", null=False)
    starts_on = Date(default=None, null=True)
    ends_on = Date(default=None, null=True)


class UniquenessPeriod(Table):
    """A stretch of a project in which a person is counted once; the last day is included."""

    id = UUID(primary_key=True, default=None, null=False)
    project = ForeignKey(Project, null=False, on_delete=OnDelete.restrict)
    starts_on = Date(default=None, null=False)
    ends_on = Date(default=None, null=False)

    uniqueness_period_starts_once = Unique([project, starts_on])
    uniqueness_period_runs_forward = Check("starts_on <= ends_on")


class Event(Table):
    """Something people are invited to at a place and time."""

    id = UUID(primary_key=True, default=None, null=False)
    uid = Varchar(length=120, unique=True, default=None, null=False)
    title = Varchar(length=200, default=None, null=False)
    public_title = Varchar(length=200, default=None, null=False)
    kind = ForeignKey(Kind, null=False, on_delete=OnDelete.restrict)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)
    venue = ForeignKey(Venue, null=True, on_delete=OnDelete.restrict)
    modality = Varchar(length=10, default="in_person", null=False)
    meeting_url = Varchar(length=500, default="", null=False)
    starts_at = Timestamptz(default=None, null=False, index=True)
    ends_at = Timestamptz(default=None, null=False)
    zone = Varchar(length=64, default=None, null=False)
    capacity = Integer(default=None, null=True)
    project = ForeignKey(Project, null=False, on_delete=OnDelete.restrict)
    period = ForeignKey(UniquenessPeriod, null=False, on_delete=OnDelete.restrict)
    organiser = ForeignKey(Account, null=True, on_delete=OnDelete.set_null)
    notes = Text(default="", null=False)
    status = Varchar(length=10, default="draft", null=False)
    cancellation_reason = Varchar(length=20, default=None, null=True)
    venue_overlap_reason = Varchar(length=200, default=None, null=True)
    sequence = Integer(default=0, null=False)
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False, index=True)
    published_at = Timestamptz(default=None, null=True)

    event_ends_after_it_starts = Check("starts_at < ends_at")
    event_lasts_at_most_a_month = Check("ends_at < starts_at + interval '31 days'")
    event_status_is_known = Check("status IN ('draft', 'published', 'closed', 'cancelled')")
    event_shown_was_published = Check(
        "status NOT IN ('published', 'closed') OR published_at IS NOT NULL"
    )
    event_modality_is_known = Check("modality IN ('in_person', 'virtual', 'blended')")
    event_has_a_venue_or_an_address = Check("modality = 'in_person' OR meeting_url <> ''")
    event_virtual_has_no_venue = Check("modality <> 'virtual' OR venue IS NULL")
    event_capacity_is_positive = Check("capacity IS NULL OR capacity > 0")
    event_cancelled_has_a_reason = Check(
        "(status = 'cancelled') = (cancellation_reason IS NOT NULL)"
    )
    event_cancellation_reason_is_known = Check(
        "cancellation_reason IN ('rain', 'roadblock', 'security', 'facilitator', 'venue', 'other')"
    )


class EventTopic(Table):
    """A topic of an event."""

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    topic = ForeignKey(Topic, null=False, on_delete=OnDelete.restrict)

    event_topic_is_named_once = Unique([event, topic])


class EventAudience(Table):
    """An audience that an event expects."""

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    audience = ForeignKey(Audience, null=False, on_delete=OnDelete.restrict)

    event_audience_is_named_once = Unique([event, audience])
