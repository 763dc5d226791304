"""When people are reminded."""

from piccolo.columns import UUID, ForeignKey, Integer, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables import Audience, Kind


class ReminderRule(Table):
    """How long before an event people are reminded, which people, and of which events.

    No role is everybody who helps; `registered` is whoever has a seat. No kind and no audience is
    any event; no channel is the way that each person likes best.
    """

    id = UUID(primary_key=True, default=None, null=False)
    minutes_before = Integer(default=None, null=False)
    role = Varchar(length=10, default=None, null=True)
    kind = ForeignKey(Kind, null=True, on_delete=OnDelete.cascade)
    audience = ForeignKey(Audience, null=True, on_delete=OnDelete.cascade)
    channel = Varchar(length=10, default=None, null=True)

    reminder_rule_is_made_once = Unique(
        [minutes_before, role, kind, audience, channel], nulls_distinct=False
    )
    reminder_rule_is_ahead_of_time = Check("minutes_before BETWEEN 5 AND 43200")
    reminder_rule_role_is_known = Check("role IN ('lead', 'assistant', 'registered')")
    reminder_rule_channel_is_known = Check("channel IN ('mail', 'whatsapp', 'sms', 'inbox')")
