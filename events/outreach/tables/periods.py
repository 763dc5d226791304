"""Periods that were closed: what was reported then, and what became known later."""

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    BigSerial,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables import Audience, Event, UniquenessPeriod


class Snapshot(Table):
    """What a period amounted to when it was closed; the database refuses to change it.

    `rule` is the version of the rules it was counted by, `digest` the SHA-256 of everything in it.
    """

    period = ForeignKey(
        UniquenessPeriod, primary_key=True, default=None, null=False, on_delete=OnDelete.restrict
    )
    taken_at = Timestamptz(default=None, null=False)
    taken_by = UUID(default=None, null=True)
    rule = Varchar(length=40, default=None, null=False)
    events = Integer(default=None, null=False)
    digest = Bytea(default=None, null=False)


class SnapshotEvent(Table):
    """An event as it was when its period was closed, with what its register then held.

    `lines` are [sex, age_band, audience, check_ins, headcount]: they add up under any filter.
    """

    id = BigSerial(primary_key=True)
    period = ForeignKey(UniquenessPeriod, null=False, on_delete=OnDelete.restrict)
    event = UUID(default=None, null=False)
    title = Varchar(length=200, default=None, null=False)
    starts_at = Timestamptz(default=None, null=False)
    municipality = Varchar(length=8, default=None, null=False)
    kind = Varchar(length=40, default=None, null=False)
    modality = Varchar(length=10, default=None, null=False)
    programme = UUID(default=None, null=True)
    topics = Array(base_column=Varchar(length=60), default=list, null=False)
    lines = JSONB(default="[]", null=False)

    snapshot_holds_an_event_once = Unique([period, event])


class SnapshotFigure(Table):
    """The answer to one question about a period as it was when the period was closed.

    `asked` says which question in canonical JSON, `figures` the answer with its breakdowns; of an
    indicator `indicator` is which.
    """

    id = BigSerial(primary_key=True)
    period = ForeignKey(UniquenessPeriod, null=False, on_delete=OnDelete.restrict, index=True)
    indicator = UUID(default=None, null=True, index=True)
    asked = JSONB(default=None, null=False)
    figures = JSONB(default=None, null=False)


class Adjustment(Table):
    """What became known after a period was closed; `takes_back` is an earlier one that was wrong.

    `told_on` is the day on which the donor was told.
    """

    id = UUID(primary_key=True, default=None, null=False)
    period = ForeignKey(UniquenessPeriod, null=False, on_delete=OnDelete.restrict, index=True)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict, index=True)
    reason = Varchar(length=300, default=None, null=False)
    made_at = Timestamptz(default=None, null=False)
    made_by = UUID(default=None, null=True)
    told_on = Date(default=None, null=True)
    takes_back = UUID(default=None, null=True, unique=True)


class AdjustmentLine(Table):
    """So many people more, or fewer where `people` is negative, in one cell of an event."""

    id = UUID(primary_key=True, default=None, null=False)
    adjustment = ForeignKey(Adjustment, null=False, on_delete=OnDelete.cascade, index=True)
    sex = Varchar(length=8, default=None, null=False)
    age_band = Varchar(length=8, default=None, null=False)
    audience = ForeignKey(Audience, null=True, on_delete=OnDelete.restrict)
    people = Integer(default=None, null=False)

    adjustment_changes_something = Check("people <> 0 AND people BETWEEN -10000 AND 10000")
