"""What was done to the plan, to be told and undone."""

from piccolo.columns import JSONB, UUID, ForeignKey, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from server.accounts.tables import Account


class PlanningAct(Table):
    """One thing that somebody did to the plan, in one go, to one event or to many."""

    id = UUID(primary_key=True, default=None, null=False)
    act = Varchar(length=40, default=None, null=False)
    account = ForeignKey(Account, null=True, on_delete=OnDelete.set_null)
    name = Varchar(length=120, default=None, null=False)
    at = Timestamptz(default=None, null=False)
    undone_at = Timestamptz(default=None, null=True)


class EventChange(Table):
    """What an act did to one event: how it was written down before and after.

    Without `before` the event was made. The event may be gone: its history stays.
    """

    id = UUID(primary_key=True, default=None, null=False)
    act = ForeignKey(PlanningAct, null=False, on_delete=OnDelete.cascade)
    event = UUID(default=None, null=False, index=True)
    before = JSONB(default=None, null=True)
    after = JSONB(default=None, null=True)
