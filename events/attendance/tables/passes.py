"""Passes that were printed, and those that are worth nothing any more; nobody's is known."""

from piccolo.columns import UUID, Bytea, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables import Municipality, UniquenessPeriod


class PassSheet(Table):
    """A bundle of passes that was printed at once; its `letters` stand on every card."""

    id = UUID(primary_key=True, default=None, null=False)
    letters = Varchar(length=4, unique=True, default=None, null=False)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)
    note = Varchar(length=120, default="", null=False)
    cards = Integer(default=None, null=False)
    made_at = Timestamptz(default=None, null=False)
    made_by = UUID(default=None, null=True)

    pass_sheet_is_of_a_sensible_size = Check("cards BETWEEN 1 AND 1000")


class Pass(Table):
    """A pass, by the keyed hash of its code; one made by a phone is here only once it is revoked.

    `successor` is the hash of the pass that took its place.
    """

    mark = Bytea(primary_key=True, default=None, null=False)
    sheet = ForeignKey(PassSheet, null=True, on_delete=OnDelete.restrict)
    number = Integer(default=None, null=True)
    revoked_at = Timestamptz(default=None, null=True)
    reason = Varchar(length=200, default=None, null=True)
    successor = Bytea(default=None, null=True)

    pass_has_its_number_in_the_sheet = Unique([sheet, number])
    pass_of_a_sheet_is_numbered = Check("(sheet IS NULL) = (number IS NULL)")
    pass_revoked_has_a_reason = Check("(revoked_at IS NULL) = (reason IS NULL)")
    pass_without_a_sheet_is_revoked = Check("sheet IS NOT NULL OR revoked_at IS NOT NULL")


class PassHeir(Table):
    """What took the place of a pass within one period, as long as that period has its key.

    `mark` is a keyed hash of the old pseudonym and `sealed` the new one, to be opened only with the
    old one and the server's secret.
    """

    mark = Bytea(primary_key=True, default=None, null=False)
    period = ForeignKey(UniquenessPeriod, null=False, on_delete=OnDelete.cascade, index=True)
    sealed = Bytea(default=None, null=False)
