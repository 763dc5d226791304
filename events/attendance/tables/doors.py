"""How people are let into a register: an event's code, and the phones that stand at its door."""

from piccolo.columns import UUID, Boolean, Bytea, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.planning.tables import Event


class Door(Table):
    """The short public code of an event, and what its self check-in asks for besides.

    Nothing, three spoken digits, or the code that a facilitator's screen shows and keeps changing.
    """

    event = ForeignKey(
        Event, primary_key=True, default=None, null=False, on_delete=OnDelete.cascade
    )
    code = Varchar(length=8, unique=True, default=None, null=False)
    spoken_code = Varchar(length=3, default=None, null=True)
    rotating = Boolean(default=False, null=False)

    door_code_is_well_formed = Check("code ~ '^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{8}$'")
    door_spoken_code_is_three_digits = Check("spoken_code ~ '^[0-9]{3}$'")
    door_asks_for_one_code = Check("NOT rotating OR spoken_code IS NULL")


class DoorPhone(Table):
    """A phone that may stand at the door of one event until `expires_at`.

    `link` and `device` are fingerprints: of the token in the address, and of the secret that the
    phone was given when it opened it with the PIN, of which `pin` is a keyed hash. `waiting` is how
    much the phone said it still has to send.
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade, index=True)
    name = Varchar(length=60, default=None, null=False)
    link = Bytea(unique=True, default=None, null=False)
    pin = Bytea(default=None, null=False)
    wrong_pins = Integer(default=0, null=False)
    device = Bytea(default=None, null=True)
    made_at = Timestamptz(default=None, null=False)
    made_by = UUID(default=None, null=True)
    expires_at = Timestamptz(default=None, null=False)
    opened_at = Timestamptz(default=None, null=True)
    seen_at = Timestamptz(default=None, null=True)
    waiting = Integer(default=None, null=True)
    revoked_at = Timestamptz(default=None, null=True)
    revoked_by = UUID(default=None, null=True)

    door_phone_was_opened_by_a_device = Check("(opened_at IS NULL) = (device IS NULL)")
    door_phone_expires_after_it_was_made = Check("made_at < expires_at")
