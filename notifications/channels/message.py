"""A letter ready to be sent, whatever it was about."""

from datetime import datetime

from msgspec import Struct


class CalendarPart(Struct, frozen=True):
    """An iTIP object (RFC 5546) that goes with a letter; `method` is the one inside it."""

    method: str
    content: bytes


class Message(Struct, frozen=True, kw_only=True):
    """One letter to one person.

    `key` and `written_at` are the same on every attempt, and `words` wherever it says the same: a
    second copy is recognised as one, and what says something else is not. `unsubscribe` is the
    whole address where its reader asks for no more of them.
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
    unsubscribe: str | None = None
    words: str = ""


class TextMessage(Struct, frozen=True, kw_only=True):
    """A few words to one telephone, `to` as the whole world dials it (E.164).

    `key` is the same on every attempt and comes back in reports. `text` is all of it; `template`
    and `parameters` are the same words where only approved ones may be sent. `callback` is the
    whole address that reports about it go to.
    """

    key: str
    to: str
    language: str
    text: str
    template: str = ""
    parameters: tuple[str, ...] = ()
    callback: str = ""
