"""How people want to be reached, and what they agreed to."""

from piccolo.columns import UUID, Boolean, ForeignKey, Integer, Time, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from server.accounts.tables import Account


class Contact(Table):
    """A way to reach somebody that they said is safe, and between which hours; null is any.

    Nothing but the question whether it works is sent there until it is confirmed. `was_off` is
    whether they had taken the channel back when they named it.
    """

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade)
    channel = Varchar(length=10, default=None, null=False)
    address = Varchar(length=254, default=None, null=False, index=True)
    from_time = Time(default=None, null=True)
    until_time = Time(default=None, null=True)
    position = Integer(default=0, null=False)
    said_at = Timestamptz(default=None, null=False)
    was_off = Boolean(default=False, null=False)
    confirmed_at = Timestamptz(default=None, null=True)

    contact_is_named_once = Unique([account, channel])
    contact_channel_is_known = Check("channel IN ('mail', 'whatsapp', 'sms', 'call')")
    contact_has_both_hours = Check("(from_time IS NULL) = (until_time IS NULL)")


class Preference(Table):
    """When somebody wants no notices, on the clocks of their zone; the same hour twice is never."""

    account = ForeignKey(Account, primary_key=True, null=False, on_delete=OnDelete.cascade)
    quiet_from = Time(default=None, null=False)
    quiet_until = Time(default=None, null=False)
    zone = Varchar(length=64, default=None, null=False)
    said_at = Timestamptz(default=None, null=False)


class Consent(Table):
    """That somebody agreed to a channel, or took it back: when, and by which way; never changed.

    `by` is who wrote it down, if a person did.
    """

    id = UUID(primary_key=True, default=None, null=False)
    account = ForeignKey(Account, null=False, on_delete=OnDelete.cascade, index=True)
    channel = Varchar(length=10, default=None, null=False)
    given = Boolean(default=None, null=False)
    way = Varchar(length=12, default=None, null=False)
    by = UUID(default=None, null=True)
    at = Timestamptz(default=None, null=False)

    consent_channel_is_known = Check("channel IN ('mail', 'whatsapp', 'sms', 'call')")
    consent_way_is_known = Check(
        "way IN ('self', 'left', 'coordinator', 'link', 'one_click', 'reply')"
    )
