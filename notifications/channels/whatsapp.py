"""Sending an approved template by the WhatsApp Cloud API."""

from typing import Any

import httpx
import msgspec
from msgspec import Struct

from notifications.channels import over_http, refusals, whatsapp_errors
from notifications.channels.accepted import Accepted
from notifications.channels.failures import DoubtfulDelivery, Undelivered
from notifications.channels.heard import kept
from notifications.channels.message import TextMessage
from notifications.channels.said import explained, said
from notifications.channels.verdicts import failure
from server.foundation.senders import WhatsApp


class Taken(Struct, frozen=True):
    """A message as they call it."""

    id: str


class Answer(Struct, frozen=True):
    """What they say of a message that they took, which they may still look at themselves."""

    messages: tuple[Taken, ...]


class Error(Struct, frozen=True):
    """What was wrong; only the code may be relied upon."""

    code: int
    message: str = ""
    error_subcode: int | None = None
    error_data: Any = None


class Refusal(Struct, frozen=True):
    """The answer to what they did not take."""

    error: Error


async def send(
    message: TextMessage, *, provider: WhatsApp, http: httpx.AsyncClient
) -> Accepted:  # fmt: skip
    """Hand the message over; what keeps it from arriving is raised as one of `failures`."""
    answer = await over_http.post(
        http,
        f"{provider.base}/{provider.phone}/messages",
        json=_request(message),
        headers={"Authorization": f"Bearer {provider.token}"},
    )
    if not answer.is_success:
        raise _failure(answer, message, provider)
    try:
        taken = msgspec.json.decode(answer.content, type=Answer).messages[0]
    except (msgspec.DecodeError, IndexError) as error:
        raise DoubtfulDelivery(f"{answer.status_code} without an id") from error
    return Accepted(kept(taken.id) or None)


def _request(message: TextMessage) -> dict[str, Any]:
    template: dict[str, Any] = {
        "name": message.template,
        "language": {"code": message.language},
    }
    if message.parameters:
        parameters = [{"type": "text", "text": _one_line(each)} for each in message.parameters]
        template["components"] = [{"type": "body", "parameters": parameters}]
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": message.to.removeprefix("+"),
        "type": "template",
        "template": template,
        "biz_opaque_callback_data": message.key,
    }


def _one_line(parameter: str) -> str:
    """They refuse line breaks, tabs, and more than four spaces in a row."""
    return " ".join(parameter.split())


def _failure(answer: httpx.Response, message: TextMessage, provider: WhatsApp) -> Undelivered:
    try:
        error = msgspec.json.decode(answer.content, type=Refusal).error
    except msgspec.DecodeError:
        return refusals.by_status(answer)
    longer = explained(error.error_data)
    secrets = (provider.token, provider.app_secret)
    detail = said(error.code, error.message, longer, secrets=secrets)
    if error.code in whatsapp_errors.TEMPLATES:
        detail = f"{detail} · {message.template} ({message.language})"
    verdict = whatsapp_errors.verdict(error.code, error.error_subcode)
    if verdict is None:
        return refusals.by_status(answer, detail)
    wait = over_http.wait_of(answer) or whatsapp_errors.wait(error.code)
    return failure(verdict, detail, wait=wait, broken=answer.is_server_error)
