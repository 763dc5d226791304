"""What a project promised to reach, and what is held against it."""

from piccolo.columns import (
    JSONB,
    UUID,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables import Municipality, Project

MEASURES = (
    "'contacts', 'unique', 'headcount', 'completions', 'events', 'indirect', 'hours',"
    " 'milestone', 'cited'"
)


class Indicator(Table):
    """What is counted for a project: a measure of the events that pass the filters.

    `filters` are codes by name (kinds, topics, audiences, municipalities, modalities, programmes,
    sexes, age_bands), `bands` a donor's ages (label: [first, last]), `breakdowns` names of
    dimensions. `accumulates` is whether its periods add up from the beginning of the project.
    `dhis2` is the code of its data element.
    """

    id = UUID(primary_key=True, default=None, null=False)
    project = ForeignKey(Project, null=False, on_delete=OnDelete.restrict)
    code = Varchar(length=40, default=None, null=False)
    name_es = Varchar(length=160, default=None, null=False)
    name_en = Varchar(length=160, default="", null=False)
    definition = Text(default="", null=False)
    measure = Varchar(length=12, default=None, null=False)
    filters = JSONB(default="{}", null=False)
    bands = JSONB(default="{}", null=False)
    breakdowns = JSONB(default="[]", null=False)
    accumulates = Boolean(default=False, null=False)
    dhis2 = Varchar(length=60, default="", null=False)
    position = Integer(default=0, null=False)
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)
    retired_at = Timestamptz(default=None, null=True)

    indicator_code_is_used_once = Unique([project, code])
    indicator_measure_is_known = Check(f"measure IN ({MEASURES})")
    indicator_code_is_plain = Check("code ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'")


class Target(Table):
    """What an indicator is to reach, in a place or everywhere, in some days or in all its life."""

    id = UUID(primary_key=True, default=None, null=False)
    indicator = ForeignKey(Indicator, null=False, on_delete=OnDelete.cascade, index=True)
    municipality = ForeignKey(Municipality, null=True, on_delete=OnDelete.restrict)
    starts_on = Date(default=None, null=True)
    ends_on = Date(default=None, null=True)
    value = Integer(default=None, null=False)
    exact = Boolean(default=False, null=False)
    note = Varchar(length=200, default="", null=False)

    target_is_not_negative = Check("value >= 0")
    target_has_both_days_or_none = Check("(starts_on IS NULL) = (ends_on IS NULL)")
    target_runs_forward = Check("starts_on <= ends_on")


class Milestone(Table):
    """The day on which something that is either done or not was done, and what shows it."""

    id = UUID(primary_key=True, default=None, null=False)
    indicator = ForeignKey(Indicator, null=False, on_delete=OnDelete.cascade, index=True)
    municipality = ForeignKey(Municipality, null=True, on_delete=OnDelete.restrict)
    reached_on = Date(default=None, null=False)
    evidence = Varchar(length=300, default=None, null=False)
    entered_at = Timestamptz(default=None, null=False)
    entered_by = UUID(default=None, null=True)
    withdrawn_at = Timestamptz(default=None, null=True)
    withdrawn_why = Varchar(length=200, default=None, null=True)

    milestone_withdrawn_says_why = Check("(withdrawn_at IS NULL) = (withdrawn_why IS NULL)")


class ReportingRule(Table):
    """How a project is reported: from how many people on a cell is shown, and codes of others.

    `small` holds where no topic is sensitive, `small_sensitive` elsewhere. `dhis2_dataset`,
    `iati_reporter` and `iati_activity` are identifiers that the other systems know.
    """

    project = ForeignKey(
        Project, primary_key=True, default=None, null=False, on_delete=OnDelete.cascade
    )
    small = Integer(default=5, null=False)
    small_sensitive = Integer(default=10, null=False)
    dhis2_dataset = Varchar(length=60, default="", null=False)
    iati_reporter = Varchar(length=100, default="", null=False)
    iati_activity = Varchar(length=100, default="", null=False)

    reporting_small_cells_are_hidden = Check("small BETWEEN 3 AND 100")
    reporting_is_stricter_where_it_matters = Check("small_sensitive BETWEEN small AND 100")
