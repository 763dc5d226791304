"""What a provider tells us of its own accord, in our words."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

LONGEST: Final = 200


class Report(Struct, frozen=True, kw_only=True):
    """How far a message came: sent, delivered, read or failed, as of `at` if they say so.

    `notice` is what we called it; `reference` is what they do. `code` is what they call the reason
    why it failed.
    """

    reference: str
    status: str
    at: datetime | None = None
    detail: str = ""
    code: int | None = None
    notice: UUID | None = None


class Reply(Struct, frozen=True, kw_only=True):
    """That whoever has this telephone wants messages from us, or none; no word of what they wrote.

    `reference` is what the provider calls the message that says so.
    """

    address: str
    given: bool
    reference: str
    at: datetime | None = None


class Heard(Struct, frozen=True):
    """Everything in one request of a provider that is for us."""

    reports: tuple[Report, ...] = ()
    replies: tuple[Reply, ...] = ()


def kept(reference: str) -> str:
    """What they call a message, as it can be stored: neither NUL nor half a character."""
    return "".join(letter for letter in reference if letter.isprintable())[:LONGEST]


def notice_of(key: str) -> UUID | None:
    """The notice that a message of ours was sent for, if that is what comes back."""
    try:
        return UUID(key)
    except ValueError:
        return None
