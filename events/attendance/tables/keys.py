"""What pseudonyms are made with."""

from piccolo.columns import Bytea, ForeignKey, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.planning.tables import UniquenessPeriod


class PeriodKey(Table):
    """What, with the server's secret, makes the key of a uniqueness period.

    Neither this table nor the secret alone links anything; without `salt` the trail is gone.
    """

    period = ForeignKey(
        UniquenessPeriod, primary_key=True, default=None, null=False, on_delete=OnDelete.restrict
    )
    salt = Bytea(default=None, null=True)
    destroyed_at = Timestamptz(default=None, null=True)

    period_key_is_kept_or_destroyed = Check("(salt IS NULL) = (destroyed_at IS NOT NULL)")
