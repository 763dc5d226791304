"""Proofs of figures that were published."""

from piccolo.columns import JSONB, UUID, Array, Bytea, ForeignKey, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from events.outreach.tables.releases import Release
from events.planning.tables import Project


class FigureReceipt(Table):
    """A figure with all it takes to count it again; the database refuses to change it.

    `rule` is the version of the rules, `asked` the question, `events` those behind it, `figures`
    the answer; `named` is what the figure is called. `digest` is the SHA-256 of all the rest of the
    row, as `receipts.receipt` seals it. Whoever has its address reads of a receipt of a release
    what was released.
    """

    id = UUID(primary_key=True, default=None, null=False)
    named = Varchar(length=200, default=None, null=False)
    rule = Varchar(length=40, default=None, null=False)
    project = ForeignKey(Project, null=True, on_delete=OnDelete.restrict)
    release = ForeignKey(Release, null=True, on_delete=OnDelete.restrict, index=True)
    asked = JSONB(default=None, null=False)
    events = Array(base_column=UUID(), default=list, null=False)
    figures = JSONB(default=None, null=False)
    digest = Bytea(default=None, null=False)
    made_at = Timestamptz(default=None, null=False)
    made_by = UUID(default=None, null=True)
