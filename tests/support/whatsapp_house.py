"""A stand-in for the WhatsApp Cloud API on loopback, as strict as the published shapes."""

import hashlib
import hmac
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Annotated, Any, Literal

import httpx
import msgspec
from msgspec import Meta, Struct

from server.foundation.senders import WhatsApp
from tests.support.loopback_http import Answer, Request, as_json, listening
from tests.support.moods import Code, Moods
from tests.support.telling import Parcel, Teller, telling

PHONE = "106540352242922"
TOKEN = "EAAJB-not-a-real-token"
APP_SECRET = "app-secret-of-the-tests"
VERIFY_TOKEN = "verify-token-of-the-tests"
OUR_NUMBER = "15550783881"
HOW_BAD = {0: 401, 190: 401, 10: 403, 368: 403, 4: 429, 80007: 429, 130429: 429, 131056: 429}
TROUBLES: dict[str, dict[str, Any]] = {"failed": {"code": 131026, "title": "Message undeliverable"}}


class Parameter(Struct, forbid_unknown_fields=True):
    """What stands in for a place in the words."""

    type: Literal["text"]
    text: Annotated[str, Meta(min_length=1, max_length=1024, pattern=r"^[^\n\t]*$")]


class Component(Struct, forbid_unknown_fields=True):
    """The part of a template that has places."""

    type: Literal["body"]
    parameters: Annotated[list[Parameter], Meta(min_length=1)]


class Language(Struct, forbid_unknown_fields=True):
    """What a template is written in."""

    code: Literal["es", "en"]


class Template(Struct, forbid_unknown_fields=True):
    """Words that Meta approved, by name."""

    name: Annotated[str, Meta(pattern="^[a-z0-9_]{1,512}$")]
    language: Language
    components: list[Component] = []


class Sent(Struct, forbid_unknown_fields=True):
    """A request to send, every field as published."""

    messaging_product: Literal["whatsapp"]
    recipient_type: Literal["individual"]
    to: Annotated[str, Meta(pattern="^[1-9][0-9]{6,14}$")]
    type: Literal["template"]
    template: Template
    biz_opaque_callback_data: Annotated[str, Meta(max_length=512)]

    @property
    def key(self) -> str:
        """What we called it."""
        return self.biz_opaque_callback_data

    @property
    def parameters(self) -> list[str]:
        """What was put into the places of the words."""
        return [each.text for part in self.template.components for each in part.parameters]


class Kept(Struct):
    """A message that was taken, and what we call it."""

    id: str
    sent: Sent


class WhatsAppHouse:
    """What it took is in `messages`; every `told` status of each goes to `reports_to`, if set.

    Where `templates` are named, no other exists.
    """

    def __init__(self, teller: Teller) -> None:
        self.messages: list[Kept] = []
        self.bodies: list[bytes] = []
        self.moods = Moods()
        self.teller = teller
        self.reports_to: str | None = None
        self.told: Sequence[str] = ("sent", "delivered")
        self.templates: set[str] | None = None
        self.port = 0

    @property
    def provider(self) -> WhatsApp:
        """How to reach it."""
        return WhatsApp(
            base=f"http://127.0.0.1:{self.port}/v23.0", phone=PHONE, token=TOKEN,
            app_secret=APP_SECRET, verify_token=VERIFY_TOKEN,
        )  # fmt: skip

    @property
    def keys(self) -> Counter[str]:
        """How often each notice was taken."""
        return Counter(kept.sent.key for kept in self.messages)

    async def answer(self, request: Request) -> Answer | None:
        """What Meta would say, in the mood that it is in."""
        wrong = self._wrong(request)
        if wrong is not None:
            return wrong
        mood = self.moods.next()
        if isinstance(mood, Code):
            return refusal(mood)
        return await self.moods.in_mood(mood, lambda: self._take(request))

    def _wrong(self, request: Request) -> Answer | None:
        if (request.method, request.target) != ("POST", f"/v23.0/{PHONE}/messages"):
            return refusal(100, "Unsupported post request.", error_subcode=33)
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return refusal(190, "Invalid OAuth access token - Cannot parse access token")
        try:
            sent = _parsed(request)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            return refusal(100, "Invalid parameter", details=str(error))
        if self.templates is not None and sent.template.name not in self.templates:
            return refusal(132001, "Template name does not exist in the translation", status=404)
        return None

    async def _take(self, request: Request) -> Answer:
        kept = Kept(f"wamid.{_name(len(self.messages))}", _parsed(request))
        self.messages.append(kept)
        self.bodies.append(request.body)
        if self.reports_to:
            for status in self.told:
                self.teller.tell(self.parcel(status_of(kept, status)))
        contact = {"input": kept.sent.to, "wa_id": kept.sent.to}
        taken = {"id": kept.id, "message_status": "accepted"}
        answered = {"messaging_product": "whatsapp", "contacts": [contact], "messages": [taken]}
        return as_json(200, answered)

    async def report(self, kept: Kept, *statuses: str, **error: Any) -> list[int]:
        """Tell these statuses of a message now, one after the other; what was answered."""
        parcels = [self.parcel(status_of(kept, status, **error)) for status in statuses]
        return [await self.teller.post(parcel) for parcel in parcels]

    async def reply(self, sender: str, text: str, *, name: str = "1", at: int = 1) -> int:
        """Tell what somebody wrote."""
        written = {
            "from": sender, "id": f"wamid.in{name}", "timestamp": str(at), "type": "text",
            "text": {"body": text},
        }  # fmt: skip
        return await self.teller.post(self.parcel({"messages": [written]}))

    def parcel(self, *values: dict[str, Any], phone: str = PHONE) -> Parcel:
        """A signed request that tells these things, each of which is about one of our numbers."""
        metadata = {"display_phone_number": OUR_NUMBER, "phone_number_id": phone}
        always = {"messaging_product": "whatsapp", "metadata": metadata}
        changes = [{"value": {**always, **value}, "field": "messages"} for value in values]
        entry = {"id": "102290129340398", "changes": changes}
        return signed(
            self.reports_to or "/hooks/whatsapp",
            json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode(),
        )


def signed(address: str, body: bytes) -> Parcel:
    """The request with the mark of our application."""
    mark = hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={mark}"}
    return Parcel(address, body, headers)


def status_of(kept: Kept, status: str, **error: Any) -> dict[str, Any]:
    """A status as Meta tells it."""
    told: dict[str, Any] = {
        "id": kept.id, "status": status, "timestamp": "1795350000",
        "recipient_id": kept.sent.to, "biz_opaque_callback_data": kept.sent.key,
        "pricing": {"billable": True, "pricing_model": "PMP", "category": "utility"},
    }  # fmt: skip
    trouble = error or TROUBLES.get(status)
    return {"statuses": [told | ({"errors": [trouble]} if trouble else {})]}


def refusal(
    code: int, message: str = "Refused", *, details: str = "", status: int = 0, **more: Any
) -> Answer:
    """An error as Meta writes it."""
    error = {
        "message": f"(#{code}) {message}", "type": "OAuthException", "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": details},
        "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam", **more,
    }  # fmt: skip
    return as_json(status or HOW_BAD.get(code, 400), {"error": error})


def _parsed(request: Request) -> Sent:
    kind = request.headers.get("content-type", "")
    if not re.fullmatch(r"application/json(; ?charset=utf-8)?", kind, re.IGNORECASE):
        raise msgspec.DecodeError(f"not JSON: {kind}")
    return msgspec.json.decode(request.body, type=Sent)


def _name(number: int) -> str:
    return b64encode(f"HBgLNTAy{number:08}".encode()).decode()


@asynccontextmanager
async def open_whatsapp_house(
    hooks: httpx.AsyncClient | None = None,
) -> AsyncIterator[WhatsAppHouse]:
    """A house for as long as the block lasts; `hooks` is what it posts its reports with."""
    async with telling(hooks) as teller:
        house = WhatsAppHouse(teller)
        async with listening(house.answer) as port:
            house.port = port
            yield house
