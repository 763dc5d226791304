"""Programs that want to hear what happens."""

from piccolo.columns import UUID, Array, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from server.accounts.tables import Account


class Webhook(Table):
    """An address that is told of facts; its secret is derived anew for each `generation`."""

    id = UUID(primary_key=True, default=None, null=False)
    address = Varchar(length=500, default=None, null=False)
    facts = Array(base_column=Varchar(length=40), default=list, null=False)
    generation = Integer(default=1, null=False)
    made_by = ForeignKey(Account, null=True, on_delete=OnDelete.set_null)
    made_at = Timestamptz(default=None, null=False)
    paused_at = Timestamptz(default=None, null=True)

    webhook_wants_something = Check("cardinality(facts) > 0")
