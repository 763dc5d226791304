"""Reading what the WhatsApp Cloud API posts to us; one part that is not as expected is left out."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct

from notifications.channels import opt_out_words, whatsapp_errors
from notifications.channels.heard import Heard, Reply, Report, kept, notice_of
from notifications.channels.said import explained, said
from notifications.channels.verdicts import Verdict

T = TypeVar("T")
FIELD: Final = "messages"
CODES: Final = range(1_000_000)
STATUSES: Final = {
    "sent": "sent", "delivered": "delivered", "read": "read", "played": "read", "failed": "failed",
}  # fmt: skip


class Error(Struct, frozen=True):
    """Why a message did not arrive."""

    code: int
    title: str = ""
    message: str = ""
    error_data: Any = None


class Status(Struct, frozen=True):
    """How far one of our messages came."""

    id: str
    status: str
    timestamp: str | int = ""
    recipient_id: str | None = None
    biz_opaque_callback_data: str | None = None
    errors: Any = ()


class Words(Struct, frozen=True):
    """What somebody wrote, or the button they pressed."""

    body: str = ""
    text: str = ""


class Written(Struct, frozen=True, rename={"sender": "from"}):
    """A message to us."""

    sender: str
    id: str
    timestamp: str | int = ""
    text: Words = Words()
    button: Words = Words()


class Metadata(Struct, frozen=True):
    """Which of the numbers of the account it is about."""

    phone_number_id: str


class Value(Struct, frozen=True):
    """What happened at one number; each part is read on its own."""

    metadata: Metadata
    statuses: tuple[Any, ...] = ()
    messages: tuple[Any, ...] = ()


class Change(Struct, frozen=True):
    """Something that we subscribed to."""

    field: str
    value: Any


class Entry(Struct, frozen=True):
    """What happened at one account."""

    changes: tuple[Any, ...] = ()


class Posted(Struct, frozen=True):
    """A request as they make it."""

    entry: tuple[Any, ...] = ()


def read(body: bytes, *, phone: str) -> Heard:
    """What is in the request about the number `phone`; raises DecodeError for what is no JSON."""
    posted = msgspec.json.decode(body, type=Posted)
    changes = (one for entry in _understood(posted.entry, Entry) for one in entry.changes)
    heard = [change.value for change in _understood(changes, Change) if change.field == FIELD]
    ours = [one for one in _understood(heard, Value) if one.metadata.phone_number_id == phone]
    statuses = _understood((each for value in ours for each in value.statuses), Status)
    written = _understood((each for value in ours for each in value.messages), Written)
    reports = [_report(status) for status in statuses if status.status in STATUSES]
    replies = [*map(_refused, statuses), *map(_reply, written)]
    return Heard(tuple(reports), tuple(filter(None, replies)))


def _understood(parts: Iterable[Any], kind: type[T]) -> list[T]:
    read = []
    for part in parts:
        with suppress(msgspec.ValidationError):
            read.append(msgspec.convert(part, kind))
    return read


def _report(status: Status) -> Report:
    codes = [error.code for error in _errors(status) if error.code in CODES]
    return Report(
        reference=kept(status.id),
        status=STATUSES[status.status],
        at=_moment(status.timestamp),
        detail=" · ".join(
            said(error.code, error.message or error.title, explained(error.error_data))
            for error in _errors(status)
        ),
        code=codes[0] if codes else None,
        notice=notice_of(status.biz_opaque_callback_data or ""),
    )


def _errors(status: Status) -> list[Error]:
    return _understood(status.errors, Error) if isinstance(status.errors, list) else []


def _refused(status: Status) -> Reply | None:
    """Somebody who told WhatsApp that they want nothing from us told us."""
    verdicts = {whatsapp_errors.verdict(error.code) for error in _errors(status)}
    recipient = status.recipient_id or ""
    if Verdict.OPTED_OUT not in verdicts or not recipient.isdecimal():
        return None
    return Reply(
        address=f"+{recipient}", given=False, reference=kept(status.id),
        at=_moment(status.timestamp),
    )  # fmt: skip


def _reply(one: Written) -> Reply | None:
    given = opt_out_words.wish(one.text.body or one.button.text)
    if given is None or not one.sender.isdecimal():
        return None
    return Reply(
        address=f"+{one.sender}", given=given, reference=kept(one.id), at=_moment(one.timestamp)
    )


def _moment(seconds: str | int) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None
