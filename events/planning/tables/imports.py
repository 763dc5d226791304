"""Files that are read into the plan."""

from piccolo.columns import JSONB, UUID, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables.events import Event
from events.planning.tables.places import Municipality
from server.accounts.tables import Account


class AgendaImport(Table):
    """A file that is being read into the plan; it is kept until it was worked through."""

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=True, on_delete=OnDelete.cascade)
    format = Varchar(length=4, default=None, null=False)
    municipality = ForeignKey(Municipality, null=True, on_delete=OnDelete.cascade)
    state = Varchar(length=10, default="read", null=False)
    headers = JSONB(default="[]", null=False)
    mapping = JSONB(default="{}", null=False)
    rows = JSONB(default="[]", null=False)
    results = JSONB(default="[]", null=False)
    total = Integer(default=0, null=False)
    done = Integer(default=0, null=False)
    created_at = Timestamptz(default=None, null=False)
    finished_at = Timestamptz(default=None, null=True)

    agenda_import_state_is_known = Check("state IN ('read', 'working', 'done')")


class ImportMapping(Table):
    """Which column of a file means what, remembered by the file's headings."""

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    headings = Varchar(length=64, default=None, null=False)
    mapping = JSONB(default=None, null=False)

    import_mapping_is_remembered_once = Unique([account, headings])


class ImportedEvent(Table):
    """Which event a row of a file became, so that the same row changes nothing the second time."""

    key = Varchar(length=300, primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade, index=True)
    content = Varchar(length=64, default=None, null=False)
