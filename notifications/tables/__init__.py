"""What is owed to whom, how each attempt to say it went, and how people want to be reached."""

from notifications.tables.channels import ChannelState, Receipt
from notifications.tables.contacts import Consent, Contact, Preference
from notifications.tables.notices import Delivery, InboxEntry, Notice
from notifications.tables.rules import ReminderRule
from notifications.tables.webhooks import Webhook

__all__ = [
    "ChannelState",
    "Consent",
    "Contact",
    "Delivery",
    "InboxEntry",
    "Notice",
    "Preference",
    "Receipt",
    "ReminderRule",
    "Webhook",
]
