"""A letter ready to be sent, whatever it was about."""

from datetime import datetime

from msgspec import Struct


class CalendarPart(Struct, frozen=True):
    """An iTIP object (RFC 5546) that goes with a letter; `method` is the one inside it."""

    method: str
    content: bytes


class Message(Struct, frozen=True, kw_only=True):
    """One letter to one person.

    `key` and `written_at` are the same on every attempt: a second copy is recognised as one.
    """

    key: str
    host: str
    written_at: datetime
    sender: str
    sender_name: str
    to: str
    to_name: str
    language: str
    subject: str
    text: str
    html: str
    calendar: CalendarPart | None = None
