"""A program on loopback that wants to hear what happens, and checks who says it.

It checks signatures as https://www.standardwebhooks.com describes it, by nothing of ours.
"""

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import msgspec

from tests.support.loopback_http import Answer, Request, listening

TOLERANCE: Final = 300


class WebhookHouse:
    """`answers` are those to give first, 0 hangs up; `more` are headers that go with them.

    It listens at `address` and keeps what it `heard`.
    """

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.more: dict[str, str] = {}
        self.heard: list[Request] = []
        self.port = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/avisos"

    @property
    def said(self) -> list[dict[str, Any]]:
        """The messages, in the order they came."""
        return [msgspec.json.decode(request.body) for request in self.heard]

    @property
    def facts(self) -> list[str]:
        """What they were about."""
        return [message["type"] for message in self.said]

    async def answer(self, request: Request) -> Answer | None:
        """Hear it, and say what we were told to."""
        self.heard.append(request)
        status = self.answers.pop(0) if self.answers else 204
        return Answer(status, headers=self.more) if status else None


@asynccontextmanager
async def webhook_house() -> AsyncIterator[WebhookHouse]:
    """Such a program for as long as the block lasts."""
    house = WebhookHouse()
    async with listening(house.answer) as house.port:
        yield house


def is_genuine(headers: Mapping[str, str], body: bytes, secret: str, *, at: float) -> bool:
    """Whether it comes from whoever knows the secret, and was said just now."""
    signed = b".".join(
        (headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body)
    )
    key = b64decode(secret.split("_", 1)[1])
    mark = b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    said = [each.split(",", 1) for each in headers["webhook-signature"].split()]
    right = any(version == "v1" and hmac.compare_digest(mark, told) for version, told in said)
    return right and abs(at - int(headers["webhook-timestamp"])) <= TOLERANCE
