"""Figures that come from elsewhere; none of them ever enters a total."""

from piccolo.columns import UUID, Boolean, Date, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.outreach.tables.indicators import Indicator
from events.planning.tables import Municipality, Project


class CitedFact(Table):
    """A figure as its source has it: `said` word for word, `number` where it is one.

    Facts of one `subject` stand side by side, whether they agree or not. `whose` counted it;
    `ours` is whether that was this organisation. `about` is the time it speaks of, as written, and
    `dated` the day of the source.
    """

    id = UUID(primary_key=True, default=None, null=False)
    subject = Varchar(length=160, default=None, null=False)
    said = Varchar(length=80, default=None, null=False)
    number = Integer(default=None, null=True)
    about = Varchar(length=80, default="", null=False)
    whose = Varchar(length=160, default=None, null=False)
    ours = Boolean(default=False, null=False)
    source = Varchar(length=300, default=None, null=False)
    link = Varchar(length=500, default="", null=False)
    dated = Date(default=None, null=True)
    project = ForeignKey(Project, null=True, on_delete=OnDelete.restrict)
    indicator = ForeignKey(Indicator, null=True, on_delete=OnDelete.restrict, index=True)
    municipality = ForeignKey(Municipality, null=True, on_delete=OnDelete.restrict)
    entered_at = Timestamptz(default=None, null=False)
    entered_by = UUID(default=None, null=True)
    withdrawn_at = Timestamptz(default=None, null=True)
    withdrawn_why = Varchar(length=200, default=None, null=True)

    cited_number_is_not_negative = Check("number >= 0")
    cited_withdrawn_says_why = Check("(withdrawn_at IS NULL) = (withdrawn_why IS NULL)")
