"""A stand-in for a Twilio-shaped provider on loopback, as strict as the published shapes."""

import hashlib
import hmac
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx
from msgspec import Struct

from server.foundation.senders import Sms
from tests.support.loopback_http import Answer, Request, as_json, listening
from tests.support.moods import Code, Moods
from tests.support.telling import Parcel, Teller, telling

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "token-of-the-tests"
NUMBER = "+15005550006"
SERVICE = "MG" + "fedcba9876543210" * 2
PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
FIELDS = {"To", "From", "MessagingServiceSid", "Body", "StatusCallback"}
HOW_BAD = {20003: 401, 20404: 404, 20429: 429, 20500: 500, 20503: 503}
TROUBLES = {"failed": "30008", "undelivered": "30003"}


class Kept(Struct):
    """A message that was taken, and what we call it."""

    id: str
    fields: dict[str, str]

    @property
    def key(self) -> str:
        """The notice that it was sent for."""
        query = urlsplit(self.fields.get("StatusCallback", "")).query
        return parse_qs(query).get("n", [""])[0]


class SmsHouse:
    """What it took is in `messages`; of each it tells every status in `told` to its callback."""

    def __init__(self, teller: Teller) -> None:
        self.messages: list[Kept] = []
        self.bodies: list[bytes] = []
        self.moods = Moods()
        self.teller = teller
        self.told: Sequence[str] = ("queued", "sent", "delivered")
        self.sender = NUMBER
        self.segments = "1"
        self.port = 0

    @property
    def provider(self) -> Sms:
        """How to reach it."""
        base = f"http://127.0.0.1:{self.port}"
        return Sms(base=base, account=ACCOUNT, token=TOKEN, sender=self.sender)

    @property
    def keys(self) -> Counter[str]:
        """How often each notice was taken."""
        return Counter(kept.key for kept in self.messages)

    async def answer(self, request: Request) -> Answer | None:
        """What the provider would say, in the mood that it is in."""
        code = self._wrong(request)
        mood = code or self.moods.next()
        if isinstance(mood, Code):
            return refusal(mood)
        return await self.moods.in_mood(mood, lambda: self._take(request))

    def _wrong(self, request: Request) -> int | None:
        if (request.method, request.target) != ("POST", PATH):
            return 20404
        mark = b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {mark}":
            return 20003
        if request.headers.get("content-type") != "application/x-www-form-urlencoded":
            return 21602
        return _amiss(form_of(request.body))

    async def _take(self, request: Request) -> Answer:
        fields = form_of(request.body)
        kept = Kept(f"SM{len(self.messages):032x}", fields)
        self.messages.append(kept)
        self.bodies.append(request.body)
        if "StatusCallback" in fields:
            for status in self.told:
                self.teller.tell(self.parcel_of(kept, status))
        return as_json(201, self._resource(kept))

    def _resource(self, kept: Kept) -> dict[str, Any]:
        service = kept.fields.get("MessagingServiceSid")
        return {
            "account_sid": ACCOUNT, "api_version": "2010-04-01", "body": kept.fields["Body"],
            "date_created": "Sun, 22 Nov 2026 12:00:00 +0000", "date_sent": None,
            "date_updated": "Sun, 22 Nov 2026 12:00:00 +0000", "direction": "outbound-api",
            "error_code": None, "error_message": None, "from": kept.fields.get("From"),
            "messaging_service_sid": service, "num_media": "0",
            "num_segments": "0" if service else self.segments, "price": None,
            "price_unit": "USD", "sid": kept.id,
            "status": "accepted" if service else "queued", "to": kept.fields["To"],
            "uri": PATH.replace("Messages.json", f"Messages/{kept.id}.json"),
        }  # fmt: skip

    async def report(self, kept: Kept, *statuses: str, code: str = "") -> list[int]:
        """Tell these statuses of a message now, one after the other; what was answered."""
        parcels = [self.parcel_of(kept, status, code=code) for status in statuses]
        return [await self.teller.post(parcel) for parcel in parcels]

    def parcel_of(self, kept: Kept, status: str, *, code: str = "") -> Parcel:
        """A status of a message as the provider tells it."""
        fields = {
            "AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "From": NUMBER,
            "MessageSid": kept.id, "MessageStatus": status, "SmsSid": kept.id,
            "SmsStatus": status, "To": kept.fields["To"],
        }  # fmt: skip
        trouble = code or TROUBLES.get(status)
        more = {"ErrorCode": trouble} if trouble else {}
        return signed(kept.fields["StatusCallback"], fields | more)

    async def reply(
        self, address: str, sender: str, text: str, *, name: int = 1, **more: str
    ) -> httpx.Response:
        """Tell what somebody wrote, to where the provider was told to; the whole answer."""
        reference = f"SM{name:032x}".replace("SM0", "SMf", 1)
        fields = {
            "AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "Body": text, "From": sender,
            "FromCountry": "GT", "FromCity": "", "MessageSid": reference, "NumMedia": "0",
            "NumSegments": "1", "SmsMessageSid": reference, "SmsSid": reference,
            "SmsStatus": "received", "To": NUMBER, "ToCountry": "US",
        }  # fmt: skip
        return await self.teller.send(signed(address, fields | more))


def signed(address: str, fields: dict[str, str], *, token: str = TOKEN) -> Parcel:
    """The form with the mark of the account, as Twilio describes how it is made."""
    text = address
    for name in sorted(fields):
        text += name + fields[name]
    kind = "application/x-www-form-urlencoded; charset=UTF-8"
    headers = {"Content-Type": kind, "X-Twilio-Signature": _mark(text, token)}
    return Parcel(address, urlencode(fields).encode(), headers)


def signed_json(address: str, said: Any) -> Parcel:
    """The same as JSON, whose hash stands in the address."""
    body = json.dumps(said).encode()
    whole = f"{address}?bodySHA256={hashlib.sha256(body).hexdigest()}"
    headers = {"Content-Type": "application/json", "X-Twilio-Signature": _mark(whole, TOKEN)}
    return Parcel(whole, body, headers)


def _mark(text: str, token: str) -> str:
    return b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def form_of(body: bytes) -> dict[str, str]:
    """The fields of a form."""
    return dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True))


def refusal(code: int) -> Answer:
    """An error as the provider writes it."""
    status = HOW_BAD.get(code, 400)
    more = f"https://www.twilio.com/docs/errors/{code}"
    return as_json(
        status, {"code": code, "message": "Refused", "more_info": more, "status": status}
    )


def _amiss(fields: dict[str, str]) -> int | None:
    """The published code of what is wrong with a form."""
    senders = {"From", "MessagingServiceSid"} & set(fields)
    body = fields.get("Body", "")
    callback = urlsplit(fields.get("StatusCallback", "https://anywhere.example/"))
    checks = (
        (set(fields) <= FIELDS, 20001),
        ("To" in fields, 21604),
        (E164.fullmatch(fields.get("To", "")), 21211),
        (len(senders) == 1, 21603),
        (fields.get("From", NUMBER) == NUMBER, 21606),
        (fields.get("MessagingServiceSid", SERVICE) == SERVICE, 21701),
        (body, 21602),
        (len(body) <= 1600, 21617),
        (callback.scheme in {"http", "https"} and callback.hostname, 21609),
    )
    return next((code for well, code in checks if not well), None)


@asynccontextmanager
async def open_sms_house(hooks: httpx.AsyncClient | None = None) -> AsyncIterator[SmsHouse]:
    """A house for as long as the block lasts; `hooks` is what it posts its reports with."""
    async with telling(hooks) as teller:
        house = SmsHouse(teller)
        async with listening(house.answer) as port:
            house.port = port
            yield house
