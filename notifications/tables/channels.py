"""How each channel as a whole is doing, and what its provider reported."""

from piccolo.columns import UUID, DoublePrecision, Integer, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table


class ChannelState(Table):
    """How fast a channel may go on, and whether it is held up; all processes share it.

    `tokens` are how many messages may leave at once, as of `refilled_at`. After too many `failures`
    in a row nothing leaves until `open_until`; `stopped_at` is when only a person can go on.
    """

    channel = Varchar(length=10, primary_key=True, default=None, null=False)
    tokens = DoublePrecision(default=None, null=False)
    refilled_at = Timestamptz(default=None, null=False)
    failures = Integer(default=0, null=False)
    open_until = Timestamptz(default=None, null=True)
    stopped_at = Timestamptz(default=None, null=True)
    detail = Text(default="", null=False)

    channel_state_is_of_a_channel = Check("channel IN ('mail', 'whatsapp', 'sms', 'webhook')")


class Receipt(Table):
    """What a provider reported of a message it took, once; reports come in any order.

    `code` is what the provider calls the reason, where it failed.
    """

    id = UUID(primary_key=True, default=None, null=False)
    channel = Varchar(length=10, default=None, null=False)
    reference = Varchar(length=200, default=None, null=False)
    status = Varchar(length=20, default=None, null=False)
    detail = Text(default="", null=False)
    code = Integer(default=None, null=True)
    at = Timestamptz(default=None, null=True)
    received_at = Timestamptz(default=None, null=False, index=True)

    receipt_is_kept_once = Unique([channel, reference, status])
