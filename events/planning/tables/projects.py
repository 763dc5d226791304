"""What events are part of: projects, their periods, programmes."""

from piccolo.columns import UUID, Date, ForeignKey, Integer, Numeric, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables.places import Municipality


class Project(Table):
    """Funded work that events belong to; money is in `currency` (ISO 4217)."""

    id = UUID(primary_key=True, default=None, null=False)
    slug = Varchar(length=60, unique=True, default=None, null=False)
    name = Varchar(length=120, default=None, null=False)
    donor = Varchar(length=120, default="", null=False)
    starts_on = Date(default=None, null=True)
    ends_on = Date(default=None, null=True)
    implementer = Varchar(length=120, default="", null=False)
    partners = Varchar(length=500, default="", null=False)
    budget = Numeric(digits=(14, 2), default=None, null=True)
    currency = Varchar(length=3, default="GTQ", null=False)
    goal = Text(default="", null=False)
    retired_at = Timestamptz(default=None, null=True)

    project_runs_forward = Check("starts_on <= ends_on")
    project_budget_is_not_negative = Check("budget IS NULL OR budget >= 0")


class ProjectPlace(Table):
    """A municipality that a project works in."""

    id = UUID(primary_key=True, default=None, null=False)
    project = ForeignKey(Project, null=False, on_delete=OnDelete.cascade)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)

    project_place_is_named_once = Unique([project, municipality])


class UniquenessPeriod(Table):
    """A stretch of a project in which a person is counted once; the last day is included.

    Once it is closed its events and their registers stay as they are.
    """

    id = UUID(primary_key=True, default=None, null=False)
    project = ForeignKey(Project, null=False, on_delete=OnDelete.restrict)
    starts_on = Date(default=None, null=False)
    ends_on = Date(default=None, null=False)
    closed_at = Timestamptz(default=None, null=True)
    closed_by = UUID(default=None, null=True)

    uniqueness_period_starts_once = Unique([project, starts_on])
    uniqueness_period_runs_forward = Check("starts_on <= ends_on")


class Programme(Table):
    """Several events that one cohort attends, and what it takes to have completed them."""

    id = UUID(primary_key=True, default=None, null=False)
    project = ForeignKey(Project, null=False, on_delete=OnDelete.restrict)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)
    name = Varchar(length=120, default=None, null=False)
    cohort = Varchar(length=120, default="", null=False)
    needed = Integer(default=1, null=False)
    assessment = Varchar(length=200, default="", null=False)
    pass_mark = Integer(default=None, null=True)
    notes = Text(default="", null=False)
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)

    programme_needs_an_attendance = Check("needed BETWEEN 1 AND 200")
    programme_pass_mark_is_a_percentage = Check("pass_mark BETWEEN 0 AND 100")
    programme_mark_belongs_to_an_assessment = Check("pass_mark IS NULL OR assessment <> ''")
    programme_cohort_is_named_once = Unique([project, municipality, name, cohort])
