"""Where people can turn to; kept by administrators, shown to everyone alike."""

from piccolo.columns import UUID, Array, Boolean, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.planning.tables import Municipality


class SupportService(Table):
    """A service that somebody can call or go to, everywhere or in one municipality.

    A shelter never has an address.
    """

    id = UUID(primary_key=True, default=None, null=False)
    kind = Varchar(length=10, default=None, null=False)
    name_es = Varchar(length=80, default=None, null=False)
    name_en = Varchar(length=80, default="", null=False)
    telephone = Varchar(length=20, default=None, null=False)
    hours_es = Varchar(length=80, default="", null=False)
    hours_en = Varchar(length=80, default="", null=False)
    always_open = Boolean(default=False, null=False)
    languages = Array(base_column=Varchar(length=20), default=list, null=False)
    municipality = ForeignKey(Municipality, null=True, on_delete=OnDelete.restrict)
    address = Varchar(length=200, default="", null=False)
    position = Integer(default=0, null=False)
    retired_at = Timestamptz(default=None, null=True)

    support_kind_is_known = Check("kind IN ('line', 'service', 'shelter')")
    support_shelter_has_no_address = Check("kind <> 'shelter' OR address = ''")
