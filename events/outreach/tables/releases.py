"""Figures that left the house: to the public or to a donor."""

from piccolo.columns import JSONB, UUID, Date, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables import Project


class Release(Table):
    """Figures as they were released; those of cells that are too small are not in `shown`.

    `asked` is the question, `held_back` which cells are not shown, `basis` the counts they were
    made from, kept so that every later release can be held against this one: it never leaves the
    house. Nothing is forgotten when a release is withdrawn: it has been read.
    """

    id = UUID(primary_key=True, default=None, null=False)
    project = ForeignKey(Project, null=True, on_delete=OnDelete.restrict, index=True)
    title = Varchar(length=160, default=None, null=False)
    readers = Varchar(length=6, default=None, null=False)
    starts_on = Date(default=None, null=False)
    ends_on = Date(default=None, null=False)
    small = Integer(default=None, null=False)
    rule = Varchar(length=40, default=None, null=False)
    asked = JSONB(default=None, null=False)
    shown = JSONB(default=None, null=False)
    held_back = JSONB(default="[]", null=False)
    basis = JSONB(default=None, null=False)
    made_at = Timestamptz(default=None, null=False)
    made_by = UUID(default=None, null=True)
    withdrawn_at = Timestamptz(default=None, null=True)
    withdrawn_why = Varchar(length=200, default=None, null=True)

    release_readers_are_known = Check("readers IN ('public', 'donor')")
    release_runs_forward = Check("starts_on <= ends_on")
    release_withdrawn_says_why = Check("(withdrawn_at IS NULL) = (withdrawn_why IS NULL)")


class ReleaseReader(Table):
    """Somebody of a donor who is told of the releases of a project, until they left its list.

    `left_by` is `team` where somebody took them off it, `self` where they asked for no more mail.
    """

    id = UUID(primary_key=True, default=None, null=False)
    project = ForeignKey(Project, null=False, on_delete=OnDelete.cascade)
    name = Varchar(length=120, default=None, null=False)
    email = Varchar(length=254, default=None, null=False)
    language = Varchar(length=2, default="es", null=False)
    added_at = Timestamptz(default=None, null=False)
    added_by = UUID(default=None, null=True)
    left_at = Timestamptz(default=None, null=True)
    left_by = Varchar(length=4, default=None, null=True)

    release_reader_is_told_once = Unique([project, email])
    release_reader_language_is_known = Check("language IN ('es', 'en')")
    release_reader_left_somehow = Check(
        "(left_at IS NULL) = (left_by IS NULL) AND left_by IN ('team', 'self')"
    )


class ReleasePlan(Table):
    """That a project is released every so often, `days_after` the end of each stretch.

    Nothing happens from `paused_at` on; `trouble` is why the last release could not be made.
    """

    project = ForeignKey(
        Project, primary_key=True, default=None, null=False, on_delete=OnDelete.cascade
    )
    every = Varchar(length=8, default=None, null=False)
    days_after = Integer(default=15, null=False)
    next_on = Date(default=None, null=False)
    readers = Varchar(length=6, default="donor", null=False)
    made_at = Timestamptz(default=None, null=False)
    made_by = UUID(default=None, null=True)
    paused_at = Timestamptz(default=None, null=True)
    trouble = Varchar(length=300, default="", null=False)

    release_plan_repeats = Check("every IN ('month', 'quarter', 'half', 'year')")
    release_plan_waits_sensibly = Check("days_after BETWEEN 0 AND 120")
    release_plan_readers_are_known = Check("readers IN ('public', 'donor')")
