"""Sending a text message by a Twilio-shaped provider."""

import re
from typing import Any, Final
from urllib.parse import quote

import httpx
import msgspec
from msgspec import Struct

from notifications.channels import gsm, over_http, refusals, sms_errors
from notifications.channels.accepted import Accepted
from notifications.channels.failures import DoubtfulDelivery, Undelivered
from notifications.channels.heard import kept
from notifications.channels.message import TextMessage
from notifications.channels.said import said
from notifications.channels.verdicts import failure
from server.foundation.senders import Sms

SERVICE: Final = "MG"
LOST: Final = frozenset({"failed", "undelivered", "canceled"})
PARTS: Final = re.compile(r"[1-9][0-9]?")
CODE: Final = re.compile(r"[0-9]{1,6}")


class Answer(Struct, frozen=True):
    """What they say of a message that they took; a messaging service counts no parts yet.

    Only the id may be relied upon: what they took is not sent again for nonsense beside it.
    """

    sid: str
    status: Any = None
    num_segments: Any = None
    error_code: Any = None
    error_message: Any = None


class Error(Struct, frozen=True):
    """What was wrong with what they did not take."""

    code: int
    message: str = ""


async def send(message: TextMessage, *, provider: Sms, http: httpx.AsyncClient) -> Accepted:
    """Hand the message over; what keeps it from arriving is raised as one of `failures`.

    Letters that would cost a second part are written plainer. Some providers write numbers as
    texts, some as numbers.
    """
    text = gsm.plainer(message.text)
    answer = await over_http.post(
        http,
        f"{provider.base}/2010-04-01/Accounts/{quote(provider.account, safe='')}/Messages.json",
        data=_form(message, text, provider),
        auth=(provider.account, provider.token),
    )
    if not answer.is_success:
        raise _failure(answer, provider)
    return _accepted(answer, text, provider)


def _form(message: TextMessage, text: str, provider: Sms) -> dict[str, str]:
    service = provider.sender.startswith(SERVICE)
    form = {
        "To": message.to,
        "MessagingServiceSid" if service else "From": provider.sender,
        "Body": text,
    }
    if message.callback:
        form["StatusCallback"] = message.callback
    return form


def _accepted(answer: httpx.Response, text: str, provider: Sms) -> Accepted:
    try:
        taken = msgspec.json.decode(answer.content, type=Answer, strict=False)
    except msgspec.DecodeError as error:
        raise DoubtfulDelivery(f"{answer.status_code} without an id") from error
    code = _number(taken.error_code, CODE)
    if code is not None and str(taken.status) in LOST:
        raise _meaning(Error(code, str(taken.error_message or "")), answer, provider)
    parts = _number(taken.num_segments, PARTS) or gsm.segments(text).count
    return Accepted(kept(taken.sid) or None, parts)


def _number(said: Any, shape: re.Pattern[str]) -> int | None:
    """What may be a number or a text, if it is of this shape."""
    return int(str(said)) if shape.fullmatch(str(said)) else None


def _failure(answer: httpx.Response, provider: Sms) -> Undelivered:
    try:
        error = msgspec.json.decode(answer.content, type=Error, strict=False)
    except msgspec.DecodeError:
        return refusals.by_status(answer)
    return _meaning(error, answer, provider)


def _meaning(error: Error, answer: httpx.Response, provider: Sms) -> Undelivered:
    detail = said(error.code, error.message, secrets=(provider.token,))
    verdict = sms_errors.verdict(error.code)
    if verdict is None:
        return refusals.by_status(answer, detail)
    wait = over_http.wait_of(answer) or sms_errors.wait(error.code)
    return failure(verdict, detail, wait=wait, broken=answer.is_server_error)
