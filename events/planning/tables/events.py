"""What is planned."""

from piccolo.columns import (
    JSONB,
    UUID,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables.codelists import Audience, Kind, Topic
from events.planning.tables.places import Municipality, Venue
from events.planning.tables.projects import Programme, Project, UniquenessPeriod
from server.accounts.tables import Account


class Series(Table):
    """A rule (RFC 5545 §3.3.10) that events repeat by; `draft` is what they have in common.

    `times` are the labelled times of a day, `excluded` and `additional` its dates; `starts_on` is
    the date of the occurrence with the ordinal `first_ordinal`.
    """

    id = UUID(primary_key=True, default=None, null=False)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)
    rule = Varchar(length=500, default=None, null=False)
    starts_on = Date(default=None, null=False)
    first_ordinal = Integer(default=0, null=False)
    zone = Varchar(length=64, default=None, null=False)
    times = JSONB(default=None, null=False)
    excluded = JSONB(default="[]", null=False)
    additional = JSONB(default="[]", null=False)
    draft = JSONB(default=None, null=False)
    follows = UUID(default=None, null=True)
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)


class EventTemplate(Table):
    """An event to plan others from; `draft` holds everything but its date."""

    id = UUID(primary_key=True, default=None, null=False)
    name = Varchar(length=120, unique=True, default=None, null=False)
    draft = JSONB(default=None, null=False)
    created_by = ForeignKey(Account, null=True, on_delete=OnDelete.set_null)
    created_at = Timestamptz(default=None, null=False)


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
    programme = ForeignKey(Programme, null=True, on_delete=OnDelete.restrict)
    programme_position = Integer(default=None, null=True)
    series = ForeignKey(Series, null=True, on_delete=OnDelete.set_null)
    occurrence = Varchar(length=40, default=None, null=True)
    detached_at = Timestamptz(default=None, null=True)
    template = ForeignKey(EventTemplate, null=True, on_delete=OnDelete.set_null)
    organiser = ForeignKey(Account, null=True, on_delete=OnDelete.set_null)
    details = JSONB(default="{}", null=False)
    cost = Numeric(digits=(10, 2), default=None, null=True)
    travel_note = Varchar(length=300, default="", null=False)
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
    event_cost_is_not_negative = Check("cost IS NULL OR cost >= 0")
    event_has_a_position_in_its_programme = Check(
        "(programme IS NULL) = (programme_position IS NULL)"
    )
    event_position_is_sensible = Check("programme_position BETWEEN 1 AND 200")
    event_occurs_once_in_its_series = Unique([series, occurrence])
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


class EventMaterial(Table):
    """Something to bring or to hand out: where it is found, and in which version."""

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    label = Varchar(length=120, default=None, null=False)
    link = Varchar(length=500, default="", null=False)
    version = Varchar(length=40, default="", null=False)
    position = Integer(default=0, null=False)
